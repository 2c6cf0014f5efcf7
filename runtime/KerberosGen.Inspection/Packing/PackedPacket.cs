using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Packing;

/// <summary>A packet's bytes, and what they were made as.</summary>
/// <param name="Bytes">The bytes, the header first.</param>
/// <param name="Direction">Which way it travels, if it has a header or was said to.</param>
/// <param name="Standing">Its table, if it stands without a header.</param>
public sealed record PackedPacket(ReadOnlyMemory<byte> Bytes, PacketDirection? Direction, PacketLayout? Standing)
{
    /// <summary>Where its JSON says something else than its <c>raw</c> bytes, which were taken; null if it does not.</summary>
    public PackingException? Warning { get; init; }

    /// <summary>True for bytes between packets, which are none.</summary>
    public bool IsGarbage { get; init; }

    /// <summary>When and between whom it travelled, if its JSON says so.</summary>
    public PacketOrigin? Origin { get; init; }

    /// <summary>Bytes from the beginning of its stream to its first byte, as its JSON says; otherwise 0.</summary>
    public long Offset { get; init; }

    /// <summary>Takes the bytes apart again.</summary>
    /// <param name="decoder">Takes them apart.</param>
    /// <param name="number">The packet's place among those of the input, from 1.</param>
    public DecodedPacket Decode(PacketDecoder decoder, int number = 1)
    {
        DecodedPacket packet = Standing is { } layout ? decoder.TakeApart(Bytes, layout, Offset)
            : IsGarbage || Direction is not { } direction || decoder.Protocol.Of(direction) is null ? PacketDecoder.Garbage(Bytes, Direction, Offset)
            : decoder.TakeApart(Bytes, direction, Offset);
        packet.Number = number;
        packet.Origin = Origin;
        decoder.Open(packet);
        return packet;
    }
}
