using FsCheck.Xunit;
using KerberosGen.Codec;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;
using Xunit;

namespace KerberosGen.Inspection.Tests.Words;

/// <summary>The inspector, which reads tables, and the generated code, which knows none, hold the same of the same bytes.</summary>
public sealed class WordLawTests
{
    private static readonly Dictionary<InvalidReason, string> Ids = new()
    {
        [InvalidReason.LengthTooSmall] = FindingIds.LengthTooSmall,
        [InvalidReason.WrongConstant] = FindingIds.WrongConstant,
        [InvalidReason.UnknownValue] = FindingIds.UnknownValue,
        [InvalidReason.OutOfRange] = FindingIds.OutOfRange,
        [InvalidReason.NonZeroPadding] = FindingIds.NonZeroPadding,
        [InvalidReason.WrongChecksum] = FindingIds.WrongChecksum,
        [InvalidReason.UnknownCase] = FindingIds.UnknownCase,
        [InvalidReason.BadLeb128] = FindingIds.BadLeb128,
    };

    [Fact]
    public void Every_packet_of_the_words_has_a_sample() =>
        Assert.Equal(
            PacketCatalog.Layout.Packets.Where(p => p.Kind != PacketKind.Union).Select(p => p.Name).Except(["Point", "Option", "Inner"]).Order(),
            WordSamples.All.Select(make => make(new Random(1)).Layout.Name).Order());

    [Property(MaxTest = 60)]
    public void Every_field_has_the_value_that_was_packed_and_every_byte_is_shown_once(int seed)
    {
        foreach (WordSample sample in Samples(seed))
        {
            DecodedPacket packet = Decode(sample, sample.Bytes);

            Assert.True(sample.Read(sample.Bytes).IsDone, sample.ToString());
            Assert.True(packet.Findings.Count == 0, $"{sample}: {string.Join("; ", packet.Findings)}");
            Dictionary<string, DecodedField> leaves = packet.Leaves().ToDictionary(f => f.Path);
            foreach ((string path, string text) in sample.Values)
                Assert.True(leaves.TryGetValue(path, out DecodedField? leaf) && Value.Of(leaf) == text, $"{sample}: {path} is {text}, shown {(leaf is null ? "not at all" : Value.Of(leaf))}");
            CheckSpans(packet, sample.Bytes);
            foreach (DecodedField field in packet.Fields.Where(f => f.Layout is { Offset: not null, Prefix: null }))
                Assert.Equal(field.Layout!.Offset, field.Offset);
        }
    }

    [Property(MaxTest = 25)]
    public void A_packet_cut_anywhere_is_whole_only_where_the_code_says_so_and_shows_what_stands_before_the_cut(int seed)
    {
        foreach (WordSample sample in Samples(seed))
        {
            for (int size = 0; size < sample.Bytes.Length; size++)
            {
                byte[] cut = sample.Bytes[..size];
                CheckAgreement(sample, cut);
                CheckSpans(Decode(sample, cut), cut);
            }
        }
    }

    [Property(MaxTest = 400)]
    public void What_the_code_refuses_the_inspector_finds_at_the_same_field_and_offset(int seed)
    {
        var random = new Random(seed);
        foreach (WordSample sample in Samples(seed))
        {
            byte[] bytes = [.. sample.Bytes, .. new byte[random.Next(4) == 0 ? random.Next(3) : 0]];
            for (int flips = random.Next(1, 4); flips > 0 && bytes.Length > 0; flips--)
                bytes[random.Next(bytes.Length)] = random.Next(3) switch { 0 => 0, 1 => 0xff, _ => (byte)random.Next(256) };
            CheckAgreement(sample, bytes);
            CheckSpans(Decode(sample, bytes), bytes);
        }
    }

    private static void CheckAgreement(WordSample sample, byte[] bytes)
    {
        UnpackResult result = sample.Read(bytes);
        DecodedPacket packet = Decode(sample, bytes);
        string context = $"{sample.Layout.Name} {Convert.ToHexStringLower(bytes)}: {result.Describe(sample.Layout)}; {string.Join("; ", packet.Findings)}";
        // What a property or a method of the declaration decides is in no table.
        bool isBeyondTables = result.Reason is InvalidReason.WrongComputed or InvalidReason.Refused && result.Status == UnpackStatus.Invalid;
        Assert.True(isBeyondTables || packet.HasErrors == !result.IsDone, context);
        if (result.Status != UnpackStatus.Invalid || !Ids.TryGetValue(result.Reason, out string? id))
            return;
        string path = sample.Layout.PathOf(result.Field);
        Assert.True(packet.Findings.Any(f => f.Id == id && f.Path.StartsWith(path, StringComparison.Ordinal) && f.Offset == result.Offset), context);
    }

    // Bit fields share their integer's bytes, which stand there once.
    private static void CheckSpans(DecodedPacket packet, byte[] bytes)
    {
        int at = 0;
        foreach (DecodedField leaf in packet.Leaves().Where(f => f.Bits is null or { IsFirst: true }))
        {
            Assert.Equal(at, leaf.Offset);
            Assert.Equal(bytes.AsSpan(at, leaf.Length), leaf.Bytes.Span);
            at += leaf.Length;
        }

        Assert.Equal(bytes.Length, at);
    }

    private static IEnumerable<WordSample> Samples(int seed) => WordSamples.All.Select((make, i) => make(new Random(unchecked((seed * 31) + i))));

    private static DecodedPacket Decode(WordSample sample, byte[] bytes) => new PacketDecoder(PacketCatalog.Layout).DecodeStructure(bytes, sample.Layout);
}
