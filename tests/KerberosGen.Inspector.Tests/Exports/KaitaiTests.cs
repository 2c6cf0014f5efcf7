using System.Globalization;
using System.Text;
using System.Text.Json;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Exports;
using KerberosGen.Inspection.Exports.Kaitai;
using KerberosGen.Inspection.Tests;
using KerberosGen.Inspection.Tests.Words;
using KerberosGen.Layout;
using Xunit;

namespace KerberosGen.Inspector.Tests.Exports;

/// <summary>Kaitai Struct compiles what is exported, and its parse has the same fields with the same values at the same places.</summary>
public sealed class KaitaiTests : IClassFixture<NodeTools>, IDisposable
{
    // What a double, which is JavaScript's number, tells apart.
    private const double Precision = 1e-9;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("inspector-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Golden_packets_have_the_same_fields_and_spans() => await CheckAsync(Vector.Golden.Select(g => g.Structure is null
        ? StreamCase(Vector.Protocol, g.Direction, g.Bytes)
        : AloneCase(Vector.Protocol, g.Layout!, g.Bytes)));

    [Fact]
    public async Task The_recorded_streams_have_the_same_fields_and_spans()
    {
        Case[] streams =
        [
            .. Vector.DecodePcap(Vector.SessionPcap())
                .GroupBy(p => (p.Origin!.Stream, p.Direction))
                .Select(g => StreamCase(Vector.Protocol, g.Key.Direction!.Value, [.. g.SelectMany(p => p.Bytes.ToArray())])),
        ];
        Assert.True(streams.Length > 4);
        await CheckAsync(streams);
    }

    [Fact]
    public async Task Random_streams_of_every_message_have_the_same_fields_and_spans() => await CheckAsync(
        Enumerable.Range(0, 12).SelectMany(_ => new[] { Vector.Protocol.Requests!, Vector.Protocol.Responses! })
            .Select(d => StreamCase(Vector.Protocol, d.Direction, [.. RandomPackets.Stream(d), .. RandomPackets.Headed(d, 9999, [1, 2, 3])])));

    [Fact]
    public async Task Every_packet_of_the_words_has_the_same_fields_and_spans() => await CheckAsync(
    [
        .. Enumerable.Range(0, 20).SelectMany(seed => WordSamples.All.Select(make => make(new Random(seed)))).Select(s => AloneCase(PacketCatalog.Layout, s.Layout, s.Bytes)),
        .. PacketCatalog.Layout.Packets.Where(p => p.Kind != PacketKind.Union && p.Name != "Block")
            .SelectMany(p => RandomPackets.Of(p, 20).Select(b => AloneCase(PacketCatalog.Layout, p, b))),
    ]);

    private static Case StreamCase(ProtocolLayout protocol, PacketDirection direction, byte[] bytes)
    {
        List<(string, DecodedField)> leaves = [];
        foreach (DecodedPacket packet in StreamDecoder.DecodeAll(bytes, new PacketDecoder(protocol), direction))
        {
            Assert.NotEqual(DecodeStatus.Garbage, packet.Status);
            string path = $"packets[{(packet.Number - 1).ToString(CultureInfo.InvariantCulture)}]";
            foreach (DecodedField leaf in packet.Leaves())
            {
                string inner = leaf.Path.StartsWith("header.", StringComparison.Ordinal) ? leaf.Path : leaf.Path == "payload" ? "payload" : "payload." + leaf.Path;
                leaves.Add(($"{path}.{inner}@{packet.Offset}", leaf));
            }
        }

        return new Case(direction.ToString(), () => KaitaiSpec.Write(protocol, new KaitaiOptions { Direction = direction }), bytes, [.. leaves.Select(Split)]);

        static Leaf Split((string Path, DecodedField Field) leaf)
        {
            int at = leaf.Path.LastIndexOf('@');
            return new Leaf(leaf.Path[..at], int.Parse(leaf.Path[(at + 1)..], CultureInfo.InvariantCulture), leaf.Field);
        }
    }

    private static Case AloneCase(ProtocolLayout protocol, PacketLayout layout, byte[] bytes)
    {
        DecodedPacket packet = new PacketDecoder(protocol).DecodeStructure(bytes, layout);
        Assert.False(packet.HasErrors, $"{layout.Name} {Convert.ToHexStringLower(bytes)}: {string.Join("; ", packet.Findings)}");
        return new Case(layout.Name, () => KaitaiSpec.Write(protocol, new KaitaiOptions { Packet = layout }), bytes, [.. packet.Leaves().Select(f => new Leaf("packet." + f.Path, 0, f))]);
    }

    private async Task CheckAsync(IEnumerable<Case> cases)
    {
        Case[] all = [.. cases];
        var input = new StringBuilder();
        foreach (Case one in all)
        {
            string spec = Path.Combine(_folder.FullName, one.Name + ".ksy");
            if (!File.Exists(spec))
                await File.WriteAllTextAsync(spec, one.Spec());
            input.Append(JsonSerializer.Serialize(new { spec, hex = Convert.ToHexStringLower(one.Bytes) })).Append('\n');
        }

        string[] lines = (await NodeTools.RunScriptAsync("kaitai.mjs", input.ToString())).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(all.Length, lines.Length);
        for (int i = 0; i < all.Length; i++)
            Check(all[i], JsonDocument.Parse(lines[i]).RootElement);
    }

    private static void Check(Case expected, JsonElement parsed)
    {
        string context = $"{expected.Name} {Convert.ToHexStringLower(expected.Bytes)}";
        Assert.True(parsed.ValueKind == JsonValueKind.Array, $"{context}: {parsed}");
        Dictionary<string, (int? Start, int? End, string Text)> found = parsed.EnumerateArray().ToDictionary(
            f => f[0].GetString()!, f => (f[1].ValueKind == JsonValueKind.Null ? null : (int?)f[1].GetInt32(), f[2].ValueKind == JsonValueKind.Null ? null : (int?)f[2].GetInt32(), f[3].GetString()!));
        foreach (Leaf leaf in expected.Leaves.SelectMany(l => l.Field.Type.Kind == FieldKind.Array ? l.Field.Children.Select(c => l with { Path = l.Path + c.Path[l.Field.Path.Length..], Field = c }) : [l]))
        {
            string path = PathOf(leaf.Path);
            Assert.True(found.Remove(path, out var place), $"{context}: no {path} among {string.Join(", ", found.Keys)}");
            Assert.True(IsSame(leaf.Field, place.Text), $"{context}: {path} is {leaf.Field.Bytes.Length} bytes {Convert.ToHexStringLower(leaf.Field.Bytes.Span)}, Kaitai says {place.Text}, of {leaf.Field.Type.Kind}");
            // Kaitai's JavaScript counts bytes, not bits.
            if (leaf.Field.Bits is null)
                Assert.True((leaf.Start + leaf.Field.Offset, leaf.Start + leaf.Field.Offset + leaf.Field.Length) == (place.Start, place.End), $"{context}: {path} at {leaf.Start + leaf.Field.Offset}+{leaf.Field.Length}, Kaitai {place.Start} to {place.End}");
        }

        // The two parts of a bit field that JavaScript cannot read at once, and padding of no bytes.
        Assert.All(found.Where(f => f.Value.Start != f.Value.End).Select(f => f.Key), path => Assert.Matches("(High|Low)$", path));
    }

    private static bool IsSame(DecodedField field, string text)
    {
        if (field.Type.Kind == FieldKind.Boolean)
            return text == (field.Bits is null ? field.Number.ToString(CultureInfo.InvariantCulture) : field.Number == 1 ? "true" : "false");
        if (field.Type.Kind == FieldKind.Text)
            return IsSameText(field, text);
        if (!field.HasNumber || WireNumber.BitsOf(field.Type) > 64)
            return text == Convert.ToHexStringLower(field.Content.Span);
        bool isSigned = field.Type.Kind == FieldKind.Signed || (field.Type.Kind == FieldKind.Time && field.Length == 8);
        double expected = (field.Type.Kind, field.Length) switch
        {
            (FieldKind.Float, 4) => BitConverter.UInt32BitsToSingle((uint)field.Number),
            (FieldKind.Float, 8) => BitConverter.UInt64BitsToDouble(field.Number),
            _ => isSigned ? (double)(long)field.Number : (double)field.Number,
        };
        double number = double.Parse(text, CultureInfo.InvariantCulture);
        if (number.Equals(expected) || number == expected)
            return true;
        bool isWide = field.Type.Kind != FieldKind.Float && Math.Abs(expected) > 1L << 53;
        // Kaitai's JavaScript negates the lower half of a negative s8 as a signed number.
        bool isOffByHalf = field is { Type: { Kind: FieldKind.Signed or FieldKind.Time, IsLeb128: false }, Length: 8 } && expected < 0;
        return (isWide || isOffByHalf) && Math.Abs(number - expected) <= (Math.Abs(expected) * Precision) + (isOffByHalf ? 1L << 32 : 0);
    }

    // A browser's decoder takes Latin-1 for Windows-1252 and leaves a byte order mark out; Kaitai's ASCII is Latin-1.
    private static bool IsSameText(DecodedField field, string text) => field.Type.Encoding == TextEncoding.Utf8
        ? text == (field.Text.StartsWith('\ufeff') ? field.Text[1..] : field.Text)
        : text.Length == field.TextBytes.Length && text.Zip(field.TextBytes.ToArray()).All(c => c.Second >= 0x80 || c.First == c.Second);

    // `ticket.client_id` is ticket.clientId, `name#length` nameLength, a packet's own padding endPadding.
    private static string PathOf(string path) => string.Join('.', path.Replace(".#padding", ".end_padding", StringComparison.Ordinal).Replace('#', '_').Split('.').Select(segment =>
    {
        int bracket = segment.IndexOf('[', StringComparison.Ordinal);
        string name = ExportNames.Of(bracket < 0 ? segment : segment[..bracket]);
        string[] words = name.Split('_');
        return words[0] + string.Concat(words.Skip(1).Select(w => w.Length == 0 ? "" : char.ToUpperInvariant(w[0]) + w[1..])) + (bracket < 0 ? "" : segment[bracket..]);
    }));

    private sealed record Case(string Name, Func<string> Spec, byte[] Bytes, Leaf[] Leaves);

    private sealed record Leaf(string Path, int Start, DecodedField Field);
}
