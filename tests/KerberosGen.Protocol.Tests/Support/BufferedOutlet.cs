using System.Buffers;

namespace KerberosGen.Protocol.Tests;

/// <summary>A connection's way out that ends in memory.</summary>
internal sealed class BufferedOutlet : PacketOutlet
{
    private readonly ArrayBufferWriter<byte> _written = new();

    public int Flushes { get; private set; }

    protected override IBufferWriter<byte> Output => _written;

    /// <summary>The packets sent since the last call.</summary>
    public IReadOnlyList<ReceivedPacket> Take()
    {
        IReadOnlyList<ReceivedPacket> packets = ReceivedPacket.CutAll(_written.WrittenMemory);
        _written.ResetWrittenCount();
        return packets;
    }

    protected override void Flush() => Flushes++;
}
