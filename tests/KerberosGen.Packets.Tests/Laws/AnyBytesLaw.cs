using FsCheck;
using FsCheck.Fluent;
using KerberosGen.Codec;
using KerberosGen.Packets.Tests.Table;

namespace KerberosGen.Packets.Tests.Laws;

/// <summary>
/// Any bytes at all are answered without an exception: noise, and packets that were cut, lengthened or altered. What is
/// answered 'done' packs to the very bytes it was read from.
/// </summary>
public sealed class AnyBytesLaw : IPacketLaw
{
    public void Check<TModel, TPacket>(PacketCase<TModel, TPacket> packet)
        where TModel : IEquatable<TModel>
        where TPacket : IPacket<TPacket>, allows ref struct
    {
        RandomChecks.ForAll(Noise, bytes => IsAnswered(packet, bytes));
        RandomChecks.ForAll(packet.Models.Select(packet.Pack).SelectMany(Altered), bytes => IsAnswered(packet, bytes));
    }

    public static Gen<byte[]> Noise { get; } = Generators.BytesUpTo(700);

    public static Gen<byte[]> Altered(byte[] packed) =>
        from seed in Gen.Choose(0, int.MaxValue)
        select Alter(packed, new Random(seed));

    private static byte[] Alter(byte[] packed, Random random)
    {
        byte[] altered = [.. packed];
        for (int i = random.Next(4); i > 0 && altered.Length > 0; i--)
            altered[random.Next(altered.Length)] = (byte)random.Next(256);
        return random.Next(3) switch
        {
            0 => altered[..random.Next(altered.Length + 1)],
            1 => [.. altered, .. Generators.RandomBytes(random.Next(), random.Next(1, 20))],
            _ => altered,
        };
    }

    private static void IsAnswered<TModel, TPacket>(PacketCase<TModel, TPacket> packet, byte[] bytes)
        where TModel : IEquatable<TModel>
        where TPacket : IPacket<TPacket>, allows ref struct
    {
        UnpackResult result = TPacket.Unpack(bytes, out TPacket unpacked);
        switch (result.Status)
        {
            case UnpackStatus.Done:
                Assert.InRange(result.Consumed, 0, bytes.Length);
                Assert.Equal(bytes[..result.Consumed], packet.Pack(packet.Copy(in unpacked)));
                break;
            case UnpackStatus.NeedMoreData:
                Assert.True(result.Missing > 0);
                Assert.Equal(packet.Nothing, packet.Copy(in unpacked));
                break;
            default:
                Assert.NotEqual(InvalidReason.None, result.Reason);
                Assert.InRange(result.Field, 0, packet.Layout.Leaves.Length - 1);
                Assert.InRange(result.Offset, 0, bytes.Length);
                Assert.Equal(packet.Nothing, packet.Copy(in unpacked));
                break;
        }

        Assert.NotEmpty(result.Describe(packet.Layout));
    }
}
