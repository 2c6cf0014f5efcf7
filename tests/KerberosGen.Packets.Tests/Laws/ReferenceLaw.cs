using KerberosGen.Codec;
using KerberosGen.Packets.Tests.Table;

namespace KerberosGen.Packets.Tests.Laws;

/// <summary>The generated code and the hand-written second implementation write and read the same bytes.</summary>
public sealed class ReferenceLaw : IPacketLaw
{
    public void Check<TModel, TPacket>(PacketCase<TModel, TPacket> packet)
        where TModel : IEquatable<TModel>
        where TPacket : IPacket<TPacket>, allows ref struct =>
        RandomChecks.ForAll(packet.Models, model => Agrees(packet, model));

    private static void Agrees<TModel, TPacket>(PacketCase<TModel, TPacket> packet, TModel model)
        where TModel : IEquatable<TModel>
        where TPacket : IPacket<TPacket>, allows ref struct
    {
        byte[] packed = packet.Pack(model);
        Assert.Equal(packet.ReferencePack(model), packed);
        Assert.True(TPacket.Unpack(packed, out TPacket unpacked).IsDone);
        Assert.Equal(packet.ReferenceUnpack(packed), packet.Copy(in unpacked));

        // Equality of names stops at a NUL; the bytes behind it must agree too.
        Assert.Equal(packed, packet.ReferencePack(packet.Copy(in unpacked)));
        Assert.Equal(packed, packet.Pack(packet.ReferenceUnpack(packed)));
    }
}
