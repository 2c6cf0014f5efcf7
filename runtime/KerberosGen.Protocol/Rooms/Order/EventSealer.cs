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
