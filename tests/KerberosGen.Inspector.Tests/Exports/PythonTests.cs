using System.Globalization;
using System.Text;
using System.Text.Json;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Exports;
using KerberosGen.Inspection.Exports.Python;
using KerberosGen.Inspection.Tests;
using KerberosGen.Inspection.Tests.Words;
using KerberosGen.Layout;
using Xunit;

namespace KerberosGen.Inspector.Tests.Exports;

/// <summary>Python itself unpacks the same values with what is exported.</summary>
public sealed class PythonTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("inspector-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Golden_packets_and_random_ones_have_the_same_values() => await CheckAsync(Vector.Protocol,
    [
        .. Vector.Golden.Where(g => g.Layout is not null).Select(g => (g.Layout!, g.Bytes[g.HeaderSize..])),
        .. Vector.Protocol.Packets.SelectMany(p => RandomPackets.Of(p, 6).Select(b => (p, b))),
    ]);

    [Fact]
    public async Task Every_packet_of_the_words_has_the_same_values() => await CheckAsync(PacketCatalog.Layout,
    [
        .. Enumerable.Range(0, 10).SelectMany(seed => WordSamples.All.Select(make => make(new Random(seed)))).Select(s => (s.Layout, s.Bytes)),
        .. PacketCatalog.Layout.Packets.Where(p => p.Kind != PacketKind.Union && p.Name != "Block").SelectMany(p => RandomPackets.Of(p, 20).Select(b => (p, b))),
    ]);

    [Theory]
    [InlineData(PacketDirection.Request)]
    [InlineData(PacketDirection.Response)]
    public async Task A_stream_is_read_packet_after_packet(PacketDirection direction)
    {
        byte[] bytes = [.. RandomPackets.Stream(Vector.Protocol.Of(direction)!), .. RandomPackets.Headed(Vector.Protocol.Of(direction)!, 9999, [1, 2, 3])];
        string read = direction == PacketDirection.Request ? "read_requests" : "read_responses";

        JsonElement answer = (await ReadAsync(Vector.Protocol, [new { read, hex = Convert.ToHexStringLower(bytes) }]))[0].GetProperty("value");

        List<DecodedPacket> packets = [.. StreamDecoder.DecodeAll(bytes, new PacketDecoder(Vector.Protocol), direction)];
        Assert.Equal(packets.Count, answer.GetArrayLength());
        foreach ((DecodedPacket packet, JsonElement parsed) in packets.Zip(answer.EnumerateArray()))
        {
            Assert.Equal(packet.Layout?.Name, parsed[0].GetString());
            CheckMembers(packet.Header, parsed[1], packet.Name);
            if (packet.Layout is null)
                Assert.Equal("010203", parsed[2].GetString());
            else
                CheckMembers(packet.Fields, parsed[2], packet.Name);
        }
    }

    [Fact]
    public void A_packet_of_fixed_size_and_one_byte_order_has_a_format()
    {
        string module = PythonModule.Write(Vector.Protocol);

        Assert.Contains("\"RequestHeader\": \"<16sBHI\",  # client_id, version, code, payload_size\n", module, StringComparison.Ordinal);
        Assert.All(
            Vector.Protocol.Packets.Where(p => p.Size is not null && p.Kind != PacketKind.Union),
            p => Assert.Contains($"    \"{p.Name}\": \"<", module, StringComparison.Ordinal));
    }

    private async Task CheckAsync(ProtocolLayout protocol, (PacketLayout Layout, byte[] Bytes)[] packets)
    {
        JsonElement[] answers = await ReadAsync(
            protocol, [.. packets.Select(p => new { read = "read_" + ExportNames.Of(p.Layout.Name), name = p.Layout.Name, hex = Convert.ToHexStringLower(p.Bytes) })]);
        for (int i = 0; i < packets.Length; i++)
        {
            (PacketLayout layout, byte[] bytes) = packets[i];
            string context = $"{layout.Name} {Convert.ToHexStringLower(bytes)}";
            Assert.Equal(0, answers[i].GetProperty("left").GetInt32());
            CheckMembers(new PacketDecoder(protocol).DecodeStructure(bytes, layout).Fields, answers[i].GetProperty("value"), context);
            if (!answers[i].TryGetProperty("size", out JsonElement size))
                continue;
            Assert.True(size.GetInt32() == layout.Size, $"{context}: the format takes {size} bytes");
            Assert.True(answers[i].GetProperty("same").GetBoolean(), context);
        }
    }

    private async Task<JsonElement[]> ReadAsync(ProtocolLayout protocol, object[] jobs)
    {
        string module = Path.Combine(_folder.FullName, "exported.py");
        await File.WriteAllTextAsync(module, PythonModule.Write(protocol));
        var input = new StringBuilder();
        foreach (object job in jobs)
        {
            JsonElement json = JsonSerializer.SerializeToElement(job);
            input.Append(JsonSerializer.Serialize(json.EnumerateObject().ToDictionary(m => m.Name, m => m.Value.GetString()).Append(new("module", module)).ToDictionary())).Append('\n');
        }

        string script = Path.Combine(Vector.RepositoryRoot, "tests", "KerberosGen.Inspector.Tests", "Exports", "unpack.py");
        string output = await ToolProcess.RunAsync("python3", _folder.FullName, input.ToString(), "-B", script);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)];
    }

    private static void CheckMembers(IReadOnlyList<DecodedField> fields, JsonElement value, string context)
    {
        DecodedField[] values = [.. fields.Where(f => f.Part == FieldPart.Value)];
        Assert.Equal(values.Select(f => f.Name), value.EnumerateObject().Select(m => m.Name));
        foreach (DecodedField field in values)
            Check(field, value.GetProperty(field.Name), context);
    }

    private static void Check(DecodedField field, JsonElement value, string context)
    {
        switch (field.Type.Kind)
        {
            case FieldKind.Packet or FieldKind.Union:
                CheckMembers(field.Children, value, context);
                break;
            case FieldKind.List or FieldKind.Sequence or FieldKind.Array:
                Assert.Equal(field.Children.Count, value.GetArrayLength());
                foreach ((DecodedField child, JsonElement item) in field.Children.Zip(value.EnumerateArray()))
                    Check(child, item, context);
                break;
            default:
                string found = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
                Assert.True(IsSame(field, found), $"{context}: {field.Path} is {TextOf(field)}, Python says {found}");
                break;
        }
    }

    // Halves and floats are doubles in Python; what is not a number is one, whichever it is.
    private static bool IsSame(DecodedField field, string found) => field.Type.Kind == FieldKind.Float && double.IsNaN(ValueText.FloatOf(field))
        ? double.IsNaN(BitConverter.Int64BitsToDouble(long.Parse(found, NumberStyles.HexNumber, CultureInfo.InvariantCulture)))
        : TextOf(field) == found;

    private static string TextOf(DecodedField field) => field.Type.Kind switch
    {
        FieldKind.Text => field.Text,
        FieldKind.Boolean => field.Number == 1 ? "true" : "false",
        FieldKind.Guid => ValueText.Of(field),
        FieldKind.Float => BitConverter.DoubleToInt64Bits(ValueText.FloatOf(field)).ToString("x16", CultureInfo.InvariantCulture),
        _ when field.HasNumber => ValueText.DigitsOf(field),
        _ => Convert.ToHexStringLower(field.Content.Span),
    };
}
