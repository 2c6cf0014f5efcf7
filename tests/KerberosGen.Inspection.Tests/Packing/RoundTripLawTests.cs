using System.Text.Json;
using FsCheck.Xunit;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Tests.Words;
using KerberosGen.Inspector;
using KerberosGen.Layout;
using Xunit;

namespace KerberosGen.Inspection.Tests.Packing;

/// <summary>`decode --show-secrets | encode` gives back what was decoded, whatever it was.</summary>
public sealed class RoundTripLawTests
{
    private static readonly ProtocolLayout WordsProtocol = Words.PacketCatalog.Layout;

    [Property(MaxTest = 100)]
    public void Every_packet_of_the_words_comes_back_from_its_values_alone(int seed)
    {
        foreach (WordSample sample in Samples(seed))
        {
            string json = RoundTrip.Check(WordsProtocol, [Decode(sample, sample.Bytes)]);
            // What padding that may hold anything holds, and which of the not-a-numbers a number is, are not among the values.
            if (sample.Layout.Name is not ("Aligned" or "Reals"))
                Assert.False(HasRaw(json), json);
        }
    }

    [Property(MaxTest = 30)]
    public void Packets_cut_anywhere_come_back(int seed)
    {
        foreach (WordSample sample in Samples(seed))
            RoundTrip.Check(WordsProtocol, [.. Enumerable.Range(0, sample.Bytes.Length).Select(size => Decode(sample, sample.Bytes[..size]))]);
    }

    [Property(MaxTest = 300)]
    public void Mutated_packets_with_trailing_bytes_come_back(int seed)
    {
        var random = new Random(seed);
        foreach (WordSample sample in Samples(seed))
        {
            byte[] bytes = [.. sample.Bytes, .. new byte[random.Next(4) == 0 ? random.Next(9) : 0]];
            for (int flips = random.Next(1, 5); flips > 0 && bytes.Length > 0; flips--)
                bytes[random.Next(bytes.Length)] = random.Next(3) switch { 0 => 0, 1 => 0xff, _ => (byte)random.Next(256) };
            RoundTrip.Check(WordsProtocol, [Decode(sample, bytes)]);
        }
    }

    [Property(MaxTest = 200)]
    public void Random_bytes_as_any_packet_of_the_words_come_back(byte[] bytes)
    {
        foreach (PacketLayout layout in WordsProtocol.Packets.Where(p => p.Kind != PacketKind.Union))
            RoundTrip.Check(WordsProtocol, [new PacketDecoder(WordsProtocol).DecodeStructure(bytes, layout)]);
    }

    [Property(MaxTest = 200)]
    public void Random_bytes_as_a_stream_come_back_in_both_directions(byte[] bytes)
    {
        foreach (PacketDirection direction in (PacketDirection[])[PacketDirection.Request, PacketDirection.Response])
            CheckStream(bytes, direction);
    }

    [Property(MaxTest = 200)]
    public void Streams_of_mutated_spliced_and_cut_packets_come_back(int seed)
    {
        var random = new Random(seed);
        List<byte> bytes = [];
        for (int i = 0; i < 6; i++)
        {
            byte[] packet = [.. Vector.Golden[random.Next(Vector.Golden.Count)].Bytes];
            for (int flips = random.Next(4); flips > 0; flips--)
                packet[random.Next(random.Next(2) == 0 ? packet.Length : Math.Min(packet.Length, 32))] ^= (byte)(1 << random.Next(8));
            bytes.AddRange(packet.Take(random.Next(3) == 0 ? random.Next(packet.Length) : packet.Length));
        }

        CheckStream([.. bytes], PacketDirection.Request);
        CheckStream([.. bytes], PacketDirection.Response);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_recorded_session_comes_back_with_keys_and_without_and_needs_no_raw_bytes(bool withKeys)
    {
        using KeyChain keys = Vector.SessionKeys();
        List<DecodedPacket> packets = Vector.DecodePcap(Vector.SessionPcap(), withKeys ? keys : null);

        Assert.All(RoundTrip.Check(Vector.Protocol, packets).Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.False(HasRaw(line), line));
        RoundTrip.Check(Vector.Protocol, packets, lines: false);
    }

    [Fact]
    public void Every_golden_packet_comes_back_cut_anywhere()
    {
        foreach (GoldenPacket golden in Vector.Golden)
            RoundTrip.Check(Vector.Protocol, [.. Enumerable.Range(0, golden.Bytes.Length + 1).Select(size => golden.Decode(golden.Bytes.AsMemory(0, size)))]);
    }

    [Fact]
    public void A_message_that_was_decoded_without_its_header_comes_back_without_one()
    {
        GoldenPacket golden = Vector.Golden.First(g => g.Code == 1027);
        DecodedPacket standing = new PacketDecoder(Vector.Protocol).DecodeStructure(golden.Bytes.AsMemory(golden.HeaderSize), golden.Layout!);

        RoundTrip.Check(Vector.Protocol, [standing]);
    }

    [Fact]
    public void Bytes_behind_a_nul_come_back_and_are_the_only_reason_for_raw_bytes()
    {
        byte[] registration = [.. Vector.Golden[0].Bytes];
        string clean = RoundTrip.Check(Vector.Protocol, [new PacketDecoder(Vector.Protocol).Decode(registration, PacketDirection.Request)]);
        registration[23 + 100] = 7;
        string dirty = RoundTrip.Check(Vector.Protocol, [new PacketDecoder(Vector.Protocol).Decode(registration, PacketDirection.Request)]);

        Assert.False(HasRaw(clean));
        Assert.True(HasRaw(dirty));
    }

    private static bool HasRaw(string line) => JsonDocument.Parse(line).RootElement.TryGetProperty("raw", out _);

    private static void CheckStream(byte[] bytes, PacketDirection direction)
    {
        List<DecodedPacket> packets = [.. StreamDecoder.DecodeAll(bytes, new PacketDecoder(Vector.Protocol), direction)];
        RoundTrip.Check(Vector.Protocol, packets);
        Assert.Equal(bytes, packets.SelectMany(p => p.Bytes.ToArray()));
    }

    private static IEnumerable<WordSample> Samples(int seed) => WordSamples.All.Select((make, i) => make(new Random(unchecked((seed * 31) + i))));

    private static DecodedPacket Decode(WordSample sample, byte[] bytes) => new PacketDecoder(WordsProtocol).DecodeStructure(bytes, sample.Layout);
}
