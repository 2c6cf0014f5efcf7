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

    public int Held => _held.Capacity;

    public void Append(ReadOnlySpan<byte> bytes, IStreamSink sink)
    {
        _held.Append(bytes);
        Cut(complete: false, sink);
    }

    public void Skip(long size, IStreamSink sink)
    {
        Cut(complete: true, sink);
        sink.Take(PacketDecoder.Gap(null, _offset, size));
        _offset += size;
    }

    public void Complete(IStreamSink sink) => Cut(complete: true, sink);

    private void Cut(bool complete, IStreamSink sink)
    {
        bool isAll = complete || _held.Length >= Limit;
        if (_held.Length == 0 || (_held.Length < _needed && !isAll))
            return;
        ReadOnlyMemory<byte> bytes = _held.Take(_held.Length).ToArray();
        _needed = 1;
        while (!bytes.IsEmpty && decoder.DecodeFirst(bytes, layout, _offset, isAll, out _needed) is { } packet)
        {
            bytes = bytes[packet.Length..];
            _offset += packet.Length;
            sink.Take(packet);
        }

        _held.Append(bytes.Span);
    }
}
