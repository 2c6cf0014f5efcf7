using System.Buffers;
using KerberosGen.Codec;
using KerberosGen.Packets.Tests.Table;

namespace KerberosGen.Packets.Tests.Laws;

/// <summary>The size announced is the size written, in one span; where it does not fit, nothing is.</summary>
public sealed class PackingLaw : IPacketLaw
{
    private const byte Untouched = 0xA5;

    public void Check<TModel, TPacket>(PacketCase<TModel, TPacket> packet)
        where TModel : IEquatable<TModel>
        where TPacket : IPacket<TPacket>, allows ref struct
    {
        RandomChecks.ForAll(packet.Models, model => WritesWhatItAnnounces(packet, model));
        RandomChecks.ForAll(packet.Models, model => WritesNothingWhereItDoesNotFit(packet, model), samples: 20);
    }

    private static void WritesWhatItAnnounces<TModel, TPacket>(PacketCase<TModel, TPacket> packet, TModel model)
        where TModel : IEquatable<TModel>
        where TPacket : IPacket<TPacket>, allows ref struct
    {
        TPacket value = packet.View(model);
        int size = value.PackedSize;
        byte[] roomy = Enumerable.Repeat(Untouched, size + 9).ToArray();
        Assert.True(value.TryPack(roomy, out int written));
        Assert.Equal(size, written);
        Assert.Equal(packet.Pack(model), roomy[..size]);
        Assert.All(roomy[size..], b => Assert.Equal(Untouched, b));

        var output = new ArrayBufferWriter<byte>();
        output.WritePacket(in value);
        Assert.Equal(roomy[..size], output.WrittenSpan.ToArray());
    }

    private static void WritesNothingWhereItDoesNotFit<TModel, TPacket>(PacketCase<TModel, TPacket> packet, TModel model)
        where TModel : IEquatable<TModel>
        where TPacket : IPacket<TPacket>, allows ref struct
    {
        TPacket value = packet.View(model);
        byte[] destination = Enumerable.Repeat(Untouched, value.PackedSize).ToArray();
        for (int room = 0; room < destination.Length; room++)
        {
            Assert.False(value.TryPack(destination.AsSpan(0, room), out int written));
            Assert.Equal(0, written);
            Assert.False(destination.AsSpan().ContainsAnyExcept(Untouched));
        }
    }
}
