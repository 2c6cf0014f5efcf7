using FsCheck.Xunit;
using KerberosGen.Inspection.Comparing;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Packing;
using KerberosGen.Inspection.Rendering;
using KerberosGen.Inspection.Tests.Words;
using KerberosGen.Inspector;
using Xunit;

namespace KerberosGen.Inspection.Tests.Comparing;

public sealed class FieldComparerTests
{
    private static readonly FieldComparer All = new([]);

    [Property(MaxTest = 200)]
    public void Packets_are_the_same_where_their_bytes_are_and_every_byte_that_differs_lies_in_a_field_that_does(int seed)
    {
        var random = new Random(seed);
        foreach (Func<Random, WordSample> make in WordSamples.All)
        {
            WordSample sample = make(random);
            byte[] other = [.. sample.Bytes];
            for (int flips = random.Next(3); flips > 0 && other.Length > 0; flips--)
                other[random.Next(other.Length)] ^= (byte)(1 << random.Next(8));
            DecodedPacket a = Decode(sample, sample.Bytes);
            DecodedPacket b = Decode(sample, other);
            List<FieldDifference> differences = All.Compare(a, b);

            Assert.Equal(sample.Bytes.AsSpan().SequenceEqual(other), differences.Count == 0);
            for (int at = 0; at < other.Length; at++)
            {
                if (other[at] != sample.Bytes[at])
                    Assert.Contains(differences, d => Covers(d.A, at) || Covers(d.B, at));
            }
        }
    }

    [Fact]
    public void An_entry_that_one_list_lacks_does_not_shift_the_others()
    {
        GoldenPacket golden = Vector.Golden.First(g => g.Code == 1602);
        DecodedPacket a = golden.Decode(golden.Bytes);
        Assert.True(FieldAssignment.TryParse("services[0].name=Other", out FieldAssignment assignment, out _));
        byte[] edited = new PacketEditor([assignment], keepsLengths: false).Edit(a);
        int size = a["services"]!.Children[0].Length;
        byte[] shorter = [.. golden.Bytes[..7], .. golden.Bytes[(7 + size)..]];
        BitConverter.GetBytes(shorter.Length - 7).CopyTo(shorter, 3);

        Assert.Equal(["services[0].name"], All.Compare(a, golden.Decode(edited)).Select(d => d.Path));
        Assert.Equal(
            ["header.payload_size", "services[0].service_id", "services[0].name", "services[0].address", "services[0].port"],
            All.Compare(a, golden.Decode(shorter)).Select(d => d.Path));
    }

    [Fact]
    public void Ignored_fields_are_named_by_any_part_of_their_path()
    {
        GoldenPacket golden = Vector.Golden.First(g => g.Code == 1602);
        byte[] other = [.. golden.Bytes];
        other[0] ^= 1;
        other[7] ^= 1;
        (DecodedPacket a, DecodedPacket b) = (golden.Decode(golden.Bytes), golden.Decode(other));

        Assert.Equal(["header.version", "services[0].service_id"], All.Compare(a, b).Select(d => d.Path));
        Assert.Equal(["header.version"], new FieldComparer(["service_id"]).Compare(a, b).Select(d => d.Path));
        Assert.Equal(["services[0].service_id"], new FieldComparer(["header"]).Compare(a, b).Select(d => d.Path));
        Assert.Empty(new FieldComparer(["header.version", "services.service_id"]).Compare(a, b));
        Assert.Equal(2, new FieldComparer(["service", "version.header"]).Compare(a, b).Count);
    }

    [Fact]
    public void Secrets_are_said_to_differ_and_not_shown_and_plaintexts_are_compared_too()
    {
        byte[] other = [.. Vector.Golden[0].Bytes];
        "Sesame-open"u8.CopyTo(other.AsSpan(23 + 255));
        string hidden = Text(Pair(Vector.Golden[0].Decode(Vector.Golden[0].Bytes), Vector.Golden[0].Decode(other)), showSecrets: false);
        string shown = Text(Pair(Vector.Golden[0].Decode(Vector.Golden[0].Bytes), Vector.Golden[0].Decode(other)), showSecrets: true);

        Assert.Contains("password  +0x0116  (secret) differs\n", hidden, StringComparison.Ordinal);
        Assert.DoesNotContain("Sesame", hidden, StringComparison.Ordinal);
        Assert.Contains("Sesame", shown, StringComparison.Ordinal);

        using KeyChain keys = Vector.SessionKeys();
        List<DecodedPacket> messages = [.. Vector.DecodePcap(Vector.SessionPcap(), keys).Where(p => p.Code == 1029).Take(2)];
        string text = Text(Pair(messages[0], messages[1]), showSecrets: false);
        Assert.Contains("content#plaintext", text, StringComparison.Ordinal);
        Assert.Contains("\"alice: hi\" -> \"", text, StringComparison.Ordinal);
    }

    private static Comparison Pair(DecodedPacket a, DecodedPacket b) => new(new PacketPair(a, b), All.Compare(a, b));

    private static string Text(Comparison comparison, bool showSecrets)
    {
        using var text = new StringWriter();
        new DiffRenderer(text, new RenderOptions { ShowSecrets = showSecrets }).Write(comparison);
        return text.ToString();
    }

    private static bool Covers(DecodedField? field, int at) => field is not null && at >= field.Offset && at < field.Offset + field.Length;

    private static DecodedPacket Decode(WordSample sample, byte[] bytes) => new PacketDecoder(Words.PacketCatalog.Layout).DecodeStructure(bytes, sample.Layout);
}
