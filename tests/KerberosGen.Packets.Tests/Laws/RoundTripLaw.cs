using KerberosGen.Codec;
using KerberosGen.Packets.Tests.Table;

namespace KerberosGen.Packets.Tests.Laws;

/// <summary>What is packed is unpacked again: equal values, the same bytes, and bytes behind the packet left alone.</summary>
public sealed class RoundTripLaw : IPacketLaw
{
    public void Check<TModel, TPacket>(PacketCase<TModel, TPacket> packet)
        where TModel : IEquatable<TModel>
        where TPacket : IPacket<TPacket>, allows ref struct =>
        RandomChecks.ForAll(packet.Models, model => RoundTrips(packet, model));

    private static void RoundTrips<TModel, TPacket>(PacketCase<TModel, TPacket> packet, TModel model)
        where TModel : IEquatable<TModel>
        where TPacket : IPacket<TPacket>, allows ref struct
    {
        byte[] packed = packet.Pack(model);
        UnpackResult result = TPacket.Unpack(packed, out TPacket unpacked);
        Assert.Equal(UnpackResult.Done(packed.Length), result);
        TModel copy = packet.Copy(in unpacked);
        Assert.Equal(model, copy);
        Assert.Equal(packed, packet.Pack(copy));

        if (packet.Shape == PacketShape.Listed)
            return;
        byte[] longer = [.. packed, 0xEE, 0xFF];
        Assert.Equal(UnpackResult.Done(packed.Length), TPacket.Unpack(longer, out TPacket beginning));
        Assert.Equal(model, packet.Copy(in beginning));
    }
}
