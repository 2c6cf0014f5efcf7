using KerberosGen.Layout;

namespace KerberosGen.Inspection.Decoding;

/// <summary>
/// Cuts a stream into packets of one kind that stand one after the other without headers. Where one is broken so that its end is
/// not known, it takes what has arrived, and the next begins with what arrives then.
/// </summary>
/// <param name="decoder">Takes each packet apart.</param>
/// <param name="layout">The packets' table.</param>
internal sealed class PacketRunDecoder(PacketDecoder decoder, PacketLayout layout) : IPacketStream
{
    private const int Limit = 16 * 1024 * 1024;

    private readonly HeldBytes _held = new();
    private long _offset;
    private long _needed = 1;

    public IReadOnlyList<DecodedPacket> Append(ReadOnlySpan<byte> bytes)
    {
        _held.Append(bytes);
        return Cut(complete: false);
    }

    public IReadOnlyList<DecodedPacket> Skip(long size)
    {
        List<DecodedPacket> packets = Cut(complete: true);
        packets.Add(PacketDecoder.Gap(null, _offset, size));
        _offset += size;
        return packets;
    }

    public IReadOnlyList<DecodedPacket> Complete() => Cut(complete: true);

    private List<DecodedPacket> Cut(bool complete)
    {
        List<DecodedPacket> packets = [];
        bool isAll = complete || _held.Length >= Limit;
        if (_held.Length == 0 || (_held.Length < _needed && !isAll))
            return packets;
        ReadOnlyMemory<byte> bytes = _held.Take(_held.Length);
        _needed = 1;
        while (!bytes.IsEmpty && decoder.DecodeFirst(bytes, layout, _offset, isAll, out _needed) is { } packet)
        {
            packets.Add(packet);
            bytes = bytes[packet.Length..];
            _offset += packet.Length;
        }

        _held.Append(bytes.Span);
        return packets;
    }
}
