using System.Globalization;
using System.Text;
using System.Text.Json;
using FsCheck.Xunit;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Filtering;
using KerberosGen.Inspection.Rendering;
using KerberosGen.Inspector;
using Xunit;

namespace KerberosGen.Inspection.Tests.Rendering;

public sealed class PacketTableTests : IDisposable
{
    private readonly KeyChain _keys;
    private readonly List<DecodedPacket> _packets;

    public PacketTableTests()
    {
        _keys = Vector.SessionKeys();
        _packets = Vector.DecodePcap(Vector.SessionPcap(), _keys);
    }

    public void Dispose() => _keys.Dispose();

    [Fact]
    public void A_tree_of_each_kind_reads_as_its_snapshot() =>
        Snapshot.Check("tree", Written(w => new TreeRenderer(w, new RenderOptions()).Write, _packets.DistinctBy(p => p.Code).OrderBy(p => p.Code)));

    [Fact]
    public void Every_field_stands_in_the_tree_with_its_offset()
    {
        foreach (DecodedPacket packet in _packets)
        {
            string[] lines = Written(w => new TreeRenderer(w, new RenderOptions()).Write, [packet]).Split('\n');
            Assert.All(packet.Leaves(), leaf => Assert.Contains(lines, line =>
                line.StartsWith(leaf.Offset.ToString("x4", CultureInfo.InvariantCulture), StringComparison.Ordinal) && line.Contains($"─ {leaf.Name}", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Lines_read_as_their_snapshot_and_fit_into_100_columns()
    {
        byte[] cut = Vector.Golden[0].Bytes[..278];
        List<DecodedPacket> broken = [.. StreamDecoder.DecodeAll(new byte[] { 1, 2, 3 }.Concat(cut).ToArray(), new PacketDecoder(Vector.Protocol), PacketDirection.Request)];
        string text = Written(w => new LineRenderer(w, new RenderOptions()).Write, [.. _packets, .. broken]);

        Snapshot.Check("lines", text);
        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 100));
    }

    [Fact]
    public void No_secret_stands_in_any_table()
    {
        foreach (Func<TextWriter, Action<DecodedPacket>> renderer in (Func<TextWriter, Action<DecodedPacket>>[])
            [w => new TreeRenderer(w, new RenderOptions()).Write, w => new LineRenderer(w, new RenderOptions()).Write, w => new CsvRenderer(w, new RenderOptions(), Select("password,fields.name,key,ticket,encrypted_key")).Write])
        {
            string text = Written(renderer, _packets);
            Assert.DoesNotContain("Wonderland-1865", text, StringComparison.Ordinal);
            foreach (DecodedField secret in _packets.SelectMany(p => p.Leaves()).Select(f => f.Decryption?.Plaintext ?? f).Where(f => f.IsSecret))
                Assert.DoesNotContain(Convert.ToHexStringLower(secret.Bytes.Span[..8]), text.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }

        Assert.Contains("Wonderland-1865", Written(w => new CsvRenderer(w, new RenderOptions { ShowSecrets = true }, Select("password")).Write, _packets), StringComparison.Ordinal);
    }

    [Fact]
    public void Csv_has_a_row_for_each_packet_and_lines_end_in_cr_lf()
    {
        string text = Written(w =>
        {
            var csv = new CsvRenderer(w, new RenderOptions());
            csv.WriteNames();
            return csv.Write;
        }, _packets);

        string[] rows = text.Split("\r\n");
        Assert.Equal(_packets.Count + 2, rows.Length);
        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.Equal("number,time,stream,from,to,direction,code,name,status,offset,length,authentication", rows[0]);
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"1,{_packets[0].Origin!.Time.UtcDateTime:O},0,{_packets[0].Origin!.From},{_packets[0].Origin!.To},request,1025,ServiceRegistration,ok,0,310,"), rows[1]);
        Assert.Equal("", rows[^1]);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("with, comma", "\"with, comma\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("=HYPERLINK(1)", "'=HYPERLINK(1)")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@x", "'@x")]
    [InlineData("'x", "''x")]
    [InlineData("two\nlines\r", "two\\nlines\\r")]
    [InlineData("\e[31mred", "\\u001b[31mred")]
    public void Text_of_a_peer_is_one_cell_and_no_formula(string name, string expected) =>
        Assert.Equal(expected + "\r\n", Written(w => new CsvRenderer(w, new RenderOptions(), Select("fields.name")).Write, [Registration(name)]));

    [Property]
    public void Csv_reads_back_as_the_text_that_is_shown(string? text)
    {
        string name = new([.. (text ?? "").Where(c => c != '\0').Take(60)]);
        DecodedPacket packet = Registration(name);
        string row = Written(w => new CsvRenderer(w, new RenderOptions(), Select("fields.name,code,fields.name")).Write, [packet]);

        List<string> cells = CellsOf(row);
        string shown = Codec.DisplayText.Escape(packet["name"]!.Text);
        Assert.Equal(3, cells.Count);
        Assert.Equal("1024", cells[1]);
        Assert.Equal(shown, cells[0].StartsWith('\'') ? cells[0][1..] : cells[0]);
    }

    [Fact]
    public void Chosen_fields_in_json_have_the_values_of_the_whole_packet()
    {
        FieldSelection selection = Select("number,code,name,time,from,stream,errors,header.client_id,header.payload_size,services[*].port,services[0],services,content,content.plaintext,ticket.client_id,password");
        using var chosen = new MemoryStream();
        using var whole = new MemoryStream();
        var some = new SelectedJsonRenderer(chosen, selection, new RenderOptions(), lines: true);
        var all = new JsonRenderer(whole, new RenderOptions(), lines: true);
        foreach (DecodedPacket packet in _packets)
        {
            some.Write(packet);
            all.Write(packet);
        }

        JsonElement[] chosenPackets = Lines(chosen);
        JsonElement[] wholePackets = Lines(whole);
        for (int i = 0; i < chosenPackets.Length; i++)
        {
            JsonElement one = chosenPackets[i];
            JsonElement fields = wholePackets[i].GetProperty("fields");
            foreach (string name in (string[])["number", "code", "name", "time", "from", "stream", "errors"])
                Assert.Equal(wholePackets[i].GetProperty(name).GetRawText(), one.GetProperty(name).GetRawText());
            Assert.Equal(wholePackets[i].GetProperty("header").GetProperty("payload_size").GetRawText(), one.GetProperty("header.payload_size").GetRawText());
            foreach (string name in (string[])["services", "content", "password"])
                Assert.Equal(fields.TryGetProperty(name, out JsonElement field) ? field.GetRawText() : null, one.TryGetProperty(name, out JsonElement same) ? same.GetRawText() : null);
            if (fields.TryGetProperty("services", out JsonElement services))
            {
                Assert.Equal(services.EnumerateArray().Select(s => s.GetProperty("port").GetInt32()), one.GetProperty("services[*].port").EnumerateArray().Select(p => p.GetInt32()));
                Assert.Equal(services[0].GetRawText(), one.GetProperty("services[0]").GetRawText());
            }

            if (wholePackets[i].TryGetProperty("decrypted", out JsonElement decrypted) && decrypted.TryGetProperty("content", out JsonElement content))
                Assert.Equal(content.GetProperty("value").GetRawText(), one.GetProperty("content.plaintext").GetRawText());
        }
    }

    [Theory]
    [InlineData("number,cod", 7, 3, "no packet has cod; did you mean code?")]
    [InlineData("number,,code", 7, 1, "a member's name or a field's path is missing here")]
    [InlineData("", 0, 1, "a member's name or a field's path is missing here")]
    [InlineData("number, services[*].prot", 20, 4, "services[*] has no prot; did you mean port?")]
    public void A_mistake_in_the_list_is_shown_at_its_column(string text, int position, int length, string message)
    {
        Assert.False(FieldSelection.TryParse(text, Vector.Protocol, null, out _, out FilterError? error));
        Assert.Equal(new FilterError(message, position, length), error);
    }

    private static JsonElement[] Lines(MemoryStream stream) =>
        [.. Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    private static FieldSelection Select(string text)
    {
        Assert.True(FieldSelection.TryParse(text, Vector.Protocol, null, out FieldSelection? selection, out FilterError? error), error?.Describe("--fields", text));
        return selection;
    }

    private static DecodedPacket Registration(string name)
    {
        byte[] bytes = [.. Vector.Golden[0].Bytes];
        bytes.AsSpan(23, 255).Clear();
        Encoding.UTF8.GetBytes(name).AsSpan().CopyTo(bytes.AsSpan(23, 255));
        return new PacketDecoder(Vector.Protocol).Decode(bytes, PacketDirection.Request);
    }

    // RFC 4180, section 2, for a row of one line.
    private static List<string> CellsOf(string row)
    {
        List<string> cells = [];
        var cell = new StringBuilder();
        bool isQuoted = false;
        string text = row[..^2];
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '"' && isQuoted && i + 1 < text.Length && text[i + 1] == '"')
                cell.Append(text[i++]);
            else if (text[i] == '"')
                isQuoted = !isQuoted;
            else if (text[i] == ',' && !isQuoted)
                cells.Add(Taken(cell));
            else
                cell.Append(text[i]);
        }

        cells.Add(Taken(cell));
        return cells;
    }

    private static string Taken(StringBuilder cell)
    {
        string text = cell.ToString();
        cell.Clear();
        return text;
    }

    private static string Written(Func<TextWriter, Action<DecodedPacket>> renderer, IEnumerable<DecodedPacket> packets)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        Action<DecodedPacket> write = renderer(text);
        foreach (DecodedPacket packet in packets)
            write(packet);
        return text.ToString();
    }
}
