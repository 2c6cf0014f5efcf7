using FsCheck.Xunit;
using KerberosGen.Inspection.Comparing;
using KerberosGen.Inspection.Decoding;
using Xunit;

namespace KerberosGen.Inspection.Tests.Comparing;

public sealed class PacketAlignerTests
{
    [Property(MaxTest = 60)]
    public void Packets_that_one_input_lacks_do_not_shift_the_others(int seed)
    {
        var random = new Random(seed);
        List<DecodedPacket> a = Packets(random, random.Next(1, 60));
        List<DecodedPacket> b = [.. a.Where(_ => random.Next(5) > 0)];

        List<PacketPair> pairs = PacketAligner.Align(a, b);

        Assert.Equal(b.Count, pairs.Count(p => p.IsSame));
        Assert.Equal(a.Count - b.Count, pairs.Count(p => p.B is null));
        Assert.Equal(a, pairs.Select(p => p.A).OfType<DecodedPacket>());
        Assert.Equal(b, pairs.Select(p => p.B).OfType<DecodedPacket>());
    }

    [Fact]
    public void Packets_of_one_kind_stand_for_each_other_and_others_do_not()
    {
        DecodedPacket[] session = [.. Vector.DecodePcap(Vector.SessionPcap())];
        DecodedPacket message = session.First(p => p.Code == 1029);
        DecodedPacket other = session.Last(p => p.Code == 1029);
        DecodedPacket list = session.First(p => p.Code == 1602);

        Assert.Equal([new PacketPair(message, other)], PacketAligner.Align([message], [other]));
        Assert.Equal([new PacketPair(message, null), new PacketPair(null, list)], PacketAligner.Align([message], [list]));
        Assert.Equal([new PacketPair(null, list), new PacketPair(message, message)], PacketAligner.Align([message], [list, message]));
    }

    [Fact]
    public void Long_inputs_are_aligned_across_the_windows()
    {
        var random = new Random(11);
        List<DecodedPacket> a = Packets(random, 5000);
        List<DecodedPacket> b = [.. a.Where((_, i) => i is not (7 or 900 or 1023 or 1024 or 3000))];

        List<PacketPair> pairs = PacketAligner.Align(a, b);

        Assert.Equal((b.Count, 5), (pairs.Count(p => p.IsSame), pairs.Count(p => p.B is null)));
    }

    // Each is another: its nonce or id is its own.
    private static List<DecodedPacket> Packets(Random random, int count)
    {
        List<DecodedPacket> packets = [];
        for (int i = 0; i < count; i++)
        {
            GoldenPacket golden = Vector.Golden[random.Next(5)];
            byte[] bytes = [.. golden.Bytes];
            BitConverter.GetBytes(i).CopyTo(bytes, 0);
            packets.Add(golden.Decode(bytes));
        }

        return packets;
    }
}
