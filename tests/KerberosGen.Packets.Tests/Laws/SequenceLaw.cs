using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using KerberosGen.Codec;
using KerberosGen.Packets.Tests.Table;

namespace KerberosGen.Packets.Tests.Laws;

/// <summary>A sequence reads as the span does, wherever it is cut: whole packets, cut ones and longer ones.</summary>
public sealed class SequenceLaw : IPacketLaw
{
    public void Check<TModel, TPacket>(PacketCase<TModel, TPacket> packet)
        where TModel : IEquatable<TModel>
        where TPacket : IPacket<TPacket>, allows ref struct
    {
        Gen<byte[]> bytes = packet.Models.Select(packet.Pack)
            .SelectMany(packed => Gen.OneOf(Gen.Constant(packed), AnyBytesLaw.Altered(packed)));
        RandomChecks.ForAll(bytes, sample => ReadsAsTheSpan(packet, sample), samples: 30);
    }

    private static void ReadsAsTheSpan<TModel, TPacket>(PacketCase<TModel, TPacket> packet, byte[] bytes)
        where TModel : IEquatable<TModel>
        where TPacket : IPacket<TPacket>, allows ref struct
    {
        UnpackResult expected = TPacket.Unpack(bytes, out TPacket unpacked);
        TModel model = packet.Copy(in unpacked);
        byte[] scratch = new byte[bytes.Length + 5];
        Agrees(new ReadOnlySequence<byte>(bytes));
        for (int cut = 0; cut <= bytes.Length; cut++)
        {
            Agrees(Segments.Cut(bytes, cut));
            Agrees(Segments.Cut(bytes, cut, Math.Min(cut + 1, bytes.Length)));
            Agrees(Segments.Cut(bytes, cut / 2, cut));
        }

        void Agrees(ReadOnlySequence<byte> sequence)
        {
            Assert.Equal(expected, packet.UnpackSequence(in sequence, scratch, out TPacket read));
            Assert.Equal(model, packet.Copy(in read));
        }
    }
}
