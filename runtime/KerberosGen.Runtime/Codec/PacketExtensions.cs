using System.Buffers;

namespace KerberosGen.Codec;

/// <summary>What every packet can do beyond the members that are generated for it.</summary>
public static class PacketExtensions
{
    /// <summary>Writes the packet to a buffer writer, in one span.</summary>
    /// <exception cref="InvalidOperationException">A field is longer than its length field can say.</exception>
    public static void WritePacket<TPacket>(this IBufferWriter<byte> output, scoped in TPacket packet)
        where TPacket : IPacket<TPacket>, allows ref struct
    {
        int size = packet.PackedSize;
        if (size == 0)
            return;
        packet.TryPack(output.GetSpan(size), out int written);
        output.Advance(written);
    }
}
