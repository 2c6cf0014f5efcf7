using System.Globalization;
using System.Text;
using System.Text.Json;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Rendering;
using KerberosGen.Layout;
using Xunit;

namespace KerberosGen.Inspection.Tests.Words;

public sealed class WordRenderingTests
{
    [Fact]
    public void A_packet_of_each_word_reads_as_its_snapshot() =>
        Snapshot.Check("words", Annotated(WordSamples.All.Select((make, i) => Decode(make(new Random(i + 1))))));

    [Fact]
    public void A_packet_of_each_word_is_its_snapshot_in_json() =>
        Snapshot.Check("words-json", Json(WordSamples.All.Select((make, i) => Decode(make(new Random(i + 1)))), lines: false));

    [Fact]
    public void What_breaks_a_rule_reads_as_its_snapshot() => Snapshot.Check("words-wrong", Annotated(
    [
        Decode(Choices.Layout, "02 07 09 08 00 40 00"),
        Decode(Limits.Layout, "47 49 46 38 37 61 02 01 0b 03 01"),
        Decode(BigBits.Layout, "80 4f 00 00 00 00 00 00 00 03"),
        Decode(Aligned.Layout, "01 00 ee 00 02 00 00 00 ee ee 03 00 00 00 00 00"),
        Decode(Varints.Layout, "80 00 7f ff ff ff 01"),
        Decode(Reals.Layout, "7e 00 7f 80 00 00 00 00 00 00 00 00 f0 ff 7f c0 00 00"),
        Decode(Stamps.Layout, new string('0', 104) + " 00 00 00 00 ff ff ff ff ff ff ff 7f"),
        Decode(Lengths.Layout, "00 02 00 00 00 03 61 62"),
        Decode(Prefixes.Layout, "01 61 00 00 02 00"),
        Decode(Texts.Layout, "c3 28 00 61"),
        Decode(Nests.Layout, "05 01 02 01 02 03 04 05 00 03 01 02 03 07 02 61 62 09"),
        Decode(Nests.Layout, "09 01 02 01 02 03"),
        Decode(Figure.Layout, "09 01 02 03"),
        Decode(Record.Layout, "00 11 00 05 04 01 aa bb cc"),
        Decode(Chunk.Layout, "01 00 09 61 62"),
        Decode(Chunk.Layout, "01 00 02 61 62 63 64 65"),
        Decode(Sums.Layout, "00 01 00 00 02 61 62 00 00 00 00 00 00 00"),
        Decode(Secrets.Layout, "15 cd 5b 07 b3 01 61 00 63"),
    ]));

    [Fact]
    public void Every_line_of_the_json_parses_and_secrets_are_in_neither_view()
    {
        DecodedPacket packet = Decode(WordSamples.All[^1](new Random(1)));
        Assert.Equal("Secrets", packet.Name);

        string json = Json([packet], lines: true), text = Annotated([packet]);

        JsonElement fields = JsonDocument.Parse(json).RootElement.GetProperty("fields");
        Assert.All(fields.EnumerateObject().Where(p => p.Name != "open"), p => Assert.Equal(JsonValueKind.Null, p.Value.ValueKind));
        foreach (string secret in (string[])["123456789", "15 cd 5b 07", "1011"])
        {
            Assert.DoesNotContain(secret, json, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("3f800000", "1")]
    [InlineData("3dcccccd", "0.1")]
    [InlineData("7f7fffff", "3.4028235E+38")]
    [InlineData("7fc00000", "\"NaN\"")]
    [InlineData("ff800000", "\"-Infinity\"")]
    public void A_float_is_a_number_that_reads_back_and_what_is_none_is_a_string(string hex, string expected)
    {
        DecodedPacket packet = Decode(Reals.Layout, $"0000 {hex} 0000000000000000 00000000");

        Assert.Equal(expected, JsonDocument.Parse(Json([packet], lines: true)).RootElement.GetProperty("fields").GetProperty("level").GetRawText());
    }

    [Fact]
    public void Flags_are_shown_by_name_with_what_has_none_in_hex()
    {
        Assert.Contains("wide 73 Read | 0x48", Annotated([Decode(Choices.Layout, "01 01 01 00 00 49 00")]), StringComparison.Ordinal);
        Assert.Contains("access 3 Both", Annotated([Decode(Choices.Layout, "01 01 01 03 00 00 00")]), StringComparison.Ordinal);
        Assert.Contains("access 7 Both | Execute", Annotated([Decode(Choices.Layout, "01 01 01 07 00 00 00")]), StringComparison.Ordinal);
    }

    private static DecodedPacket Decode(WordSample sample) => Decode(sample.Layout, Convert.ToHexString(sample.Bytes));

    private static DecodedPacket Decode(PacketLayout layout, string hex) =>
        new PacketDecoder(PacketCatalog.Layout).DecodeStructure(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)), layout);

    private static string Annotated(IEnumerable<DecodedPacket> packets)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var renderer = new AnnotatedRenderer(text, new RenderOptions());
        foreach (DecodedPacket packet in packets)
            renderer.Write(packet);
        return text.ToString();
    }

    private static string Json(IEnumerable<DecodedPacket> packets, bool lines)
    {
        using var output = new MemoryStream();
        var renderer = new JsonRenderer(output, new RenderOptions(), lines);
        foreach (DecodedPacket packet in packets)
            renderer.Write(packet);
        renderer.Complete();
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
