using KerberosGen.Codec;
using KerberosGen.Packets.Tests.Table;

namespace KerberosGen.Packets.Tests.Laws;

/// <summary>
/// A packet cut anywhere asks for the bytes that are missing, and nothing of it is handed out. A list without a count
/// goes on to the end of what it is given, so cut between two entries it is a shorter list.
/// </summary>
public sealed class PrefixLaw : IPacketLaw
{
    public void Check<TModel, TPacket>(PacketCase<TModel, TPacket> packet)
        where TModel : IEquatable<TModel>
        where TPacket : IPacket<TPacket>, allows ref struct =>
        RandomChecks.ForAll(packet.Models, model => AsksForTheRest(packet, model), samples: 40);

    private static void AsksForTheRest<TModel, TPacket>(PacketCase<TModel, TPacket> packet, TModel model)
        where TModel : IEquatable<TModel>
        where TPacket : IPacket<TPacket>, allows ref struct
    {
        byte[] packed = packet.Pack(model);
        TModel nothing = packet.Nothing;
        for (int cut = 0; cut < packed.Length; cut++)
        {
            UnpackResult result = TPacket.Unpack(packed.AsSpan(0, cut), out TPacket unpacked);
            Assert.Equal(packet.AnswerTo(packed.AsSpan(0, cut), packed.Length), result);
            if (!result.IsDone)
                Assert.Equal(nothing, packet.Copy(in unpacked));
        }
    }
}
