using System.Buffers;
using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>Seals the events of one connection under its session key, each bound to its place there. Not for use by two threads at once.</summary>
/// <param name="sessionKey">32 bytes; copied.</param>
/// <param name="authenticatorIv">The IV of the connection's authenticator.</param>
internal sealed class EventSealer(ReadOnlySpan<byte> sessionKey, Iv authenticatorIv) : IDisposable
{
    private readonly AesCbc _cipher = new(sessionKey);
    private readonly AesCmac _mac = SyntheticIvKey.Derive(sessionKey, SyntheticIvKey.Event);
    private readonly Iv _authenticatorIv = authenticatorIv;
    private ulong _sent;

    /// <summary>Writes the connection's next events, sealed. Nothing is allocated.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="after">The entry before them.</param>
    /// <param name="last">The last of them: either the next, or one that makes a batch.</param>
    /// <returns>Bytes written.</returns>
    public int WriteTo(IBufferWriter<byte> output, LogEntry after, LogEntry last)
    {
        if (after.Next == last)
            return last.Packed.WriteTo(output, this);
        Span<byte> associated = stackalloc byte[AssociatedData.InConnectionSize];
        var batch = new EventBatch(stackalloc Range[EventBatch.MaxCount], stackalloc Range[EventBatch.MaxCount]);
        for (LogEntry at = after; at != last;)
        {
            at = at.Next!;
            batch.Add(at.Packed.Happened, AssociatedData.InConnection(in _authenticatorIv, _sent++, associated));
        }

        return batch.WriteTo(output, _cipher, _mac);
    }

    /// <summary>Seals the connection's next event. Nothing is allocated.</summary>
    /// <param name="packet">Its other fields; gets its IV and content.</param>
    /// <param name="content">What there is to say.</param>
    /// <param name="destination">Where the sealed content goes.</param>
    public void Seal(ref RoomEvent packet, ReadOnlySpan<byte> content, Span<byte> destination)
    {
        Span<byte> associated = stackalloc byte[AssociatedData.InConnectionSize];
        AssociatedData.InConnection(in _authenticatorIv, _sent++, associated);
        packet.Seal(_cipher, _mac, new ResponseHeader { Version = ProtocolLimits.Version }, associated, content, destination);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _cipher.Dispose();
        _mac.Dispose();
    }
}
