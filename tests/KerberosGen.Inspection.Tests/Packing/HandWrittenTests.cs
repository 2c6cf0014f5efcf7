using System.Text.Json.Nodes;
using FsCheck.Xunit;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Packing;
using KerberosGen.Inspection.Tests.Words;
using KerberosGen.Layout;
using Xunit;

namespace KerberosGen.Inspection.Tests.Packing;

public sealed class HandWrittenTests
{
    [Property(MaxTest = 60)]
    public void What_the_generated_code_derives_may_be_left_out_and_is_written_as_it_does(int seed)
    {
        foreach ((WordSample sample, int i) in WordSamples.All.Select((make, i) => (make(new Random(unchecked((seed * 31) + i))), i)))
        {
            DecodedPacket packet = new PacketDecoder(Words.PacketCatalog.Layout).DecodeStructure(sample.Bytes, sample.Layout);
            JsonObject written = Handwritten(packet);
            if (sample.Layout.Name is "Aligned" or "Reals")
                continue;

            Assert.Equal(Convert.ToHexStringLower(sample.Bytes), Convert.ToHexStringLower(Pack(Words.PacketCatalog.Layout, written.ToJsonString())));
        }
    }

    [Fact]
    public void A_golden_packet_needs_no_code_and_no_payload_size()
    {
        foreach (GoldenPacket golden in Vector.Golden)
        {
            JsonObject written = Handwritten(golden.Decode(golden.Bytes));

            Assert.Equal(golden.Bytes, Pack(Vector.Protocol, written.ToJsonString()));
        }
    }

    [Fact]
    public void A_packet_may_be_named_by_direction_and_code_and_an_unknown_one_takes_its_payload()
    {
        const string Header = """ "header": {"client_id": "4e43ae195f4d43b799ce2cca77178cfb", "version": 24} """;
        byte[] known = Pack(Vector.Protocol, """{"code": 1032, "direction": "request", """ + Header + "}");
        byte[] unknown = Pack(Vector.Protocol, """{"code": 1999, "direction": "request", "fields": {"payload": "aabbcc"}, """ + Header + "}");

        Assert.Equal("180804" + "00000000", Convert.ToHexStringLower(known)[32..]);
        Assert.Equal("18cf07" + "03000000" + "aabbcc", Convert.ToHexStringLower(unknown)[32..]);
    }

    [Fact]
    public void Values_may_be_written_as_a_person_thinks_of_them()
    {
        string json = """
            {"name": "Choices", "fields": {"is_on": "true", "open": "green", "known": "0x01", "access": "Read | execute", "wide": "0x1be7"}}
            """;
        Assert.Equal("01020105" + "00" + "e71b", Convert.ToHexStringLower(Pack(Words.PacketCatalog.Layout, json)));

        string stamps = """
            {"name": "Stamps", "fields": {"windows": "00112233-4455-6677-8899-aabbccddeeff", "rfc": "00112233445566778899aabbccddeeff",
             "old": "127.0.0.1", "new": "::1", "arrived": "2001-09-09T01:46:40Z", "left": "-1"}}
            """;
        Assert.Equal(
            "33221100554477668899aabbccddeeff" + "00112233445566778899aabbccddeeff" + "7f000001" + "00000000000000000000000000000001" + "3b9aca00" + "ffffffffffffffff",
            Convert.ToHexStringLower(Pack(Words.PacketCatalog.Layout, stamps)));
    }

    [Theory]
    [InlineData("""{"name": "Pointy", "fields": {}}""", "KGI166 line 1: name says Pointy, which KerberosGen.Inspection.Tests.Words does not declare")]
    [InlineData("""{"fields": {}}""", "KGI164 line 1: name is missing: say which packet it is, or its direction and code")]
    [InlineData("{\"name\": \"Point\",\n \"field\": {}}", "KGI161 line 2: field is no member of a packet; a person writes name, header and fields")]
    [InlineData("{\"name\": \"Point\", \"fields\": {\"x\": 1,\n\"z\": 1}}", "KGI161 line 2: fields.z is no field of Point; it has x, y")]
    [InlineData("""{"name": "Point", "name": "Cards", "fields": {}}""", "KGI161 line 1: name stands there twice")]
    [InlineData("""{"name": "Point", "fields": {"\ud800": 1}}""", "KGI160 line 1: the text is no JSON: Cannot read incomplete UTF-16 JSON text as string with missing low surrogate.")]
    [InlineData("""{"name": "Point", "fields": {"x": 1, "x": 1}}""", "KGI161 line 1: fields.x stands there twice")]
    [InlineData("""{"name": "Point", "fields": {"x": 256, "y": 1}}""", "KGI163 line 1: fields.x takes 0 to 255 (1 byte); found 256")]
    [InlineData("""{"name": "Point", "fields": {"x": 1.5, "y": 1}}""", "KGI162 line 1: fields.x takes a whole number, 0 to 255; found 1.5")]
    [InlineData("""{"name": "Point", "fields": {"x": [], "y": 1}}""", "KGI162 line 1: fields.x takes a whole number, 0 to 255; found an array")]
    [InlineData("""{"name": "Point", "fields": {"x": 1, "y": "Blue"}}""", "KGI162 line 1: fields.y takes a whole number or a name of Colour: Red, Green; found \"Blue\"")]
    [InlineData("""{"name": "Point", "fields": {"x": 1}}""", "KGI164 line 1: fields.y is missing: Point takes it (Colour)")]
    [InlineData("""{"name": "Point", "fields": {"x": 1, "y": null}}""", "KGI165 line 1: fields.y is null; a value that was left out as a secret is there if it is decoded again with --show-secrets")]
    [InlineData("""{"name": "Cards", "fields": {"label": "123456789", "tag": "", "pin": "00000000"}}""", "KGI163 line 1: fields.label takes 9 bytes of text; the field has 8")]
    [InlineData("""{"name": "Point", "fields": {"x": 12345678901234567890123456789012345678901234567890, "y": 1}}""", "KGI163 line 1: fields.x takes 0 to 255 (1 byte); found 1234567890123456789012345678901234567890...")]
    [InlineData("""{"name": "Cards", "fields": {"label": "", "tag": "", "pin": "123456"}}""", "KGI163 line 1: fields.pin is a secret that does not fit its table")]
    [InlineData("""{"name": "Figure", "fields": {"kind": 2, "shape": {"point": {"x": 1, "y": 1}}, "after": 0}}""", "KGI168 line 1: fields.shape.point is not the case that kind chooses: 2 is number")]
    [InlineData("""{"name": "Optional", "fields": {"access": 1, "time": 1, "name": "x", "has_more": false}}""", "KGI168 line 1: fields.name is not there while access is 1 Read")]
    [InlineData("""{"name": "Optional", "fields": {"access": 1, "has_more": false}}""", "KGI164 line 1: fields.time is missing: Optional takes it (uint)")]
    [InlineData("""{"name": "Arrays", "fields": {"ports": [1, 2]}}""", "KGI163 line 1: fields.ports takes 3 entries; found 2")]
    [InlineData("""{"name": "Block", "fields": {"body": ""}}""", "KGI164 line 1: fields.size_again is missing: its declaration computes it by a rule of its own, which no table has")]
    [InlineData("[{\"name\": \"Point\",\n", "KGI160 line 2: the text is no JSON")]
    [InlineData("[1]", "KGI160 line 1: the text holds something else where a packet's object is expected")]
    [InlineData("""{"schema": "kerberosgen.packet/2", "name": "Point"}""", "KGI162 line 1: schema is another than kerberosgen.packet/1")]
    public void What_makes_no_packet_is_refused_with_its_line_its_path_and_what_is_expected(string json, string message)
    {
        PackingException exception = Assert.Throws<PackingException>(() => Pack(Words.PacketCatalog.Layout, json));

        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Derived_values_that_are_given_are_kept_unless_they_are_to_be_put_right()
    {
        string json = """{"name": "Sums", "fields": {"number": 1, "checksum": 7, "body": "aabb", "crc": 8, "short": 9}}""";
        byte[] kept = Pack(Words.PacketCatalog.Layout, json);
        byte[] right = Assert.Single(RoundTrip.Pack(Words.PacketCatalog.Layout, System.Text.Encoding.UTF8.GetBytes(json), keepsDerived: false)).Bytes.ToArray();
        PacketLayout layout = Words.PacketCatalog.Layout.Packets.Single(p => p.Name == "Sums");

        Assert.Equal("0001" + "0007" + "02aabb" + "00000008" + "090000", Convert.ToHexStringLower(kept));
        Assert.Empty(new PacketDecoder(Words.PacketCatalog.Layout).DecodeStructure(right, layout).Findings);
    }

    [Fact]
    public void Fields_that_say_something_else_than_the_raw_bytes_are_warned_of()
    {
        byte[] registration = [.. Vector.Golden[0].Bytes];
        registration[23 + 200] = 1;
        string json = System.Text.Encoding.UTF8.GetString(RoundTrip.Json([new PacketDecoder(Vector.Protocol).Decode(registration, PacketDirection.Request)]));

        PackedPacket packed = Assert.Single(RoundTrip.Pack(Vector.Protocol, System.Text.Encoding.UTF8.GetBytes(json.Replace("\"version\":24", "\"version\":25", StringComparison.Ordinal))));

        Assert.Equal(registration, packed.Bytes.ToArray());
        Assert.Equal(FindingIds.RawDiffers, packed.Warning?.Id);
    }

    private static byte[] Pack(ProtocolLayout protocol, string json) =>
        Assert.Single(RoundTrip.Pack(protocol, System.Text.Encoding.UTF8.GetBytes(json))).Bytes.ToArray();

    // What decode writes, less all that a person may leave out.
    private static JsonObject Handwritten(DecodedPacket packet)
    {
        JsonObject decoded = JsonNode.Parse(RoundTrip.Json([packet]))!.AsObject();
        JsonObject header = Without(packet.HeaderLayout, decoded["header"]!.DeepClone().AsObject());
        header.Remove("code");
        header.Remove("payload_size");
        return new JsonObject { ["name"] = packet.Name, ["header"] = header, ["fields"] = Without(packet.Layout, decoded["fields"]!.DeepClone().AsObject()) };
    }

    private static JsonObject Without(PacketLayout? layout, JsonObject fields)
    {
        foreach (FieldLayout row in layout?.Fields ?? [])
        {
            if (row is { IsDerived: true, IsComputed: false })
                fields.Remove(row.Name);
            else if (fields[row.Name] is JsonObject inner && row.Type.Packet is { } nested)
                Without(nested, inner);
            else if (fields[row.Name] is JsonArray entries && row.Type.Entry?.Packet is { } entry)
                entries.ToList().ForEach(e => Without(entry, e!.AsObject()));
        }

        return fields;
    }
}
