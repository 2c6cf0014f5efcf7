using FsCheck;
using FsCheck.Fluent;
using KerberosGen.Codec;
using KerberosGen.Layout;
using KerberosGen.Testing.Generation;

namespace KerberosGen.Testing;

/// <summary>
/// Random models of packets for FsCheck, derived from layout tables. Edges come often: 0, 1, the largest and the smallest value, no
/// entry, one and many, sizes around where a prefix grows; optional fields there and absent; every case of a union and an unknown one.
/// Fields marked <c>[Secret]</c> hold random test data like all others, and are printed like all others.
/// </summary>
public static class PacketModels
{
    /// <summary>Models of a packet, with shrinking.</summary>
    /// <typeparam name="TPacket">The packet.</typeparam>
    public static Arbitrary<PacketModel> Of<TPacket>()
        where TPacket : IPacket<TPacket>, allows ref struct => Of(TPacket.Layout);

    /// <summary>Models of a packet, with shrinking.</summary>
    /// <param name="layout">The packet's table.</param>
    public static Arbitrary<PacketModel> Of(PacketLayout layout) => Arb.From(Generator(layout), ModelShrinker.Shrink);

    /// <summary>Models of a packet.</summary>
    /// <param name="layout">The packet's table.</param>
    public static Gen<PacketModel> Generator(PacketLayout layout) => Gen.Sized(size =>
        Gen.Choose(0, int.MaxValue - 1).Select(seed => new ModelMaker(new Random(seed), size).Make(layout)));
}
