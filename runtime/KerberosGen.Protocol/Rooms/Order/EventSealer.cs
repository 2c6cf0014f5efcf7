using System.Buffers;
using System.Security.Cryptography;
using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>Seals the events of one connection under its session key, each bound to its place there. Not for use by two threads at once.</summary>
/// <param name="sessionKey">32 bytes; copied.</param>
/// <param name="authenticatorIv">The IV of the connection's authenticator.</param>
internal sealed class EventSealer(ReadOnlySpan<byte> sessionKey, Iv authenticatorIv) : IDisposable
{
    // The bytes before the IV, with the header.
    private static readonly int FrontSize = ResponseHeader.Size + EventBatch.IvOffset;

    // What is being sealed. Afterwards there are ciphertexts in it.
    [ThreadStatic]
    private static byte[]? t_events;

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
        var batch = EventBatch.Of(after, last);
        Span<byte> events = (t_events ??= GC.AllocateUninitializedArray<byte>(EventBatch.BufferSize, pinned: true)).AsSpan(0, batch.Bytes.Length);
        Span<byte> ivs = stackalloc byte[batch.Proved.Length * Iv.Size];
        batch.Bytes.CopyTo(events);
        foreach (Range at in batch.Proved)
            AssociatedData.InConnection(in _authenticatorIv, _sent++, events[at][sizeof(uint)..]);
        try
        {
            _mac.ComputeEach(events, batch.Proved, ivs);
            _cipher.EncryptEach(events, batch.Contents, ivs);
        }
        catch
        {
            CryptographicOperations.ZeroMemory(events);
            throw;
        }

        return Write(output, events, batch.Proved, ivs);
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

    private static int Write(IBufferWriter<byte> output, ReadOnlySpan<byte> events, ReadOnlySpan<Range> proved, ReadOnlySpan<byte> ivs)
    {
        int written = 0;
        for (int i = 0; i < proved.Length; i++)
        {
            ReadOnlySpan<byte> sealedEvent = events[proved[i]][EventBatch.AssociatedSize..];
            int size = sealedEvent.Length + Iv.Size;
            Span<byte> to = output.GetSpan(size);
            sealedEvent[..FrontSize].CopyTo(to);
            ivs.Slice(i * Iv.Size, Iv.Size).CopyTo(to[FrontSize..]);
            sealedEvent[FrontSize..].CopyTo(to[(FrontSize + Iv.Size)..]);
            output.Advance(size);
            written += size;
        }

        return written;
    }
}
