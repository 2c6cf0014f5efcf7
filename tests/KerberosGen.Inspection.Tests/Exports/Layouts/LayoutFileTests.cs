using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck.Xunit;
using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Exports.Layouts;
using KerberosGen.Inspection.Rendering;
using KerberosGen.Inspection.Tests.Words;
using KerberosGen.Layout;
using Xunit;

namespace KerberosGen.Inspection.Tests.Exports.Layouts;

public sealed class LayoutFileTests
{
    public static TheoryData<string> Protocols => [.. All.Keys];

    private static readonly Dictionary<string, ProtocolLayout> All = new()
    {
        ["chat"] = Vector.Protocol,
        ["words"] = Words.PacketCatalog.Layout,
        ["greetings"] = Greetings.PacketCatalog.Layout,
        ["foreign"] = new ProtocolLayout("Foreign", [HolderOf(Words.Optional.Layout, "first"), HolderOf(Words.Record.Layout, "second")]),
    };

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Tables_that_were_read_back_are_the_same_in_every_property(string name)
    {
        ProtocolLayout original = All[name];

        ProtocolLayout read = Read(LayoutFile.Write(original));

        Assert.Equal(LayoutFile.Write(original), LayoutFile.Write(read));
        CheckSame(original, read, name);
    }

    [Fact]
    public void Every_property_of_the_tables_says_something_in_one_of_those_that_are_compared()
    {
        var seen = new HashSet<string>();
        foreach (ProtocolLayout protocol in All.Values)
            Visit(protocol, (property, value) =>
            {
                if (value is not (null or 0 or false or "" or ImmutableArray<byte> { IsDefault: true }) && !Equals(value, Activator.CreateInstance(property.PropertyType.IsValueType ? property.PropertyType : typeof(object))))
                    seen.Add($"{property.DeclaringType!.Name}.{property.Name}");
            });

        IEnumerable<string> written = new[] { typeof(PacketLayout), typeof(FieldLayout), typeof(FieldType), typeof(BitsLayout), typeof(PrefixLayout), typeof(ConditionLayout), typeof(ChecksumLayout), typeof(EncryptionLayout), typeof(EnumMember) }
            .SelectMany(PropertiesOf, (type, property) => $"{type.Name}.{property.Name}");
        Assert.Empty(written.Except(seen));
    }

    [Property(MaxTest = 30)]
    public void Words_decode_by_imported_tables_as_by_the_generated_ones(int seed)
    {
        ProtocolLayout imported = Imported("words");
        foreach (WordSample sample in WordSamples.All.Select((make, i) => make(new Random(unchecked((seed * 31) + i)))))
        {
            byte[] bytes = [.. sample.Bytes];
            if (bytes.Length > 0 && seed % 2 == 0)
                bytes[(seed & int.MaxValue) % bytes.Length] ^= 0x41;
            PacketLayout table = imported.Packets.Single(p => p.Name == sample.Layout.Name);
            Assert.Equal(
                Ndjson([new PacketDecoder(Words.PacketCatalog.Layout).DecodeStructure(bytes, sample.Layout)]),
                Ndjson([new PacketDecoder(imported).DecodeStructure(bytes, table)]));
        }
    }

    [Fact]
    public void The_recorded_session_decodes_by_imported_tables_as_by_the_generated_ones()
    {
        using var capture = new MemoryStream(Vector.SessionPcap());
        using var keys = Vector.SessionKeys();
        var decoder = new PacketDecoder(Imported("chat"), keys);
        string imported = Ndjson(new CaptureDecoder(decoder).DecodeAll(CaptureReader.OpenPcap(capture)));

        using var others = Vector.SessionKeys();
        Assert.Equal(Ndjson(Vector.DecodePcap(Vector.SessionPcap(), others)), imported);
    }

    [Fact]
    public void A_checksum_of_the_users_own_is_shown_and_said_to_be_unverified()
    {
        ProtocolLayout tables = Read("""
            {"schema":"kerberosgen.layout/1","name":"Own","packets":[{"name":"P","kind":"structure","min_size":2,"size":2,"fields":[
              {"name":"a","offset":0,"type":{"kind":"unsigned","name":"byte","size":1}},
              {"name":"sum","offset":1,"type":{"kind":"unsigned","name":"byte","size":1},"checksum":{"name":"sum of our own"}}]}]}
            """);

        DecodedPacket packet = new PacketDecoder(tables).DecodeStructure(new byte[] { 1, 2 }, tables.Packets[0]);

        Finding finding = Assert.Single(packet.Findings);
        Assert.Equal((FindingIds.UnverifiedChecksum, Severity.Warning, "sum", "sum of our own"), (finding.Id, finding.Severity, finding.Path, finding.Note));
        Assert.Equal(2ul, packet["sum"]!.Number);
    }

    [Theory]
    [InlineData("", 1, "$", "it is no JSON")]
    [InlineData("{\n\"schema\": 1}", 2, "$.schema", "a string is needed here; it is 1")]
    [InlineData("{\n\"schema\": \"kerberosgen.packet/1\"}", 2, "$.schema", "the tables' schema is kerberosgen.layout/1; it is \"kerberosgen.packet/1\"")]
    [InlineData("{\"schema\":\"kerberosgen.layout/1\"}", 1, "$", "it has no \"packets\"")]
    [InlineData("{\"schema\":\"kerberosgen.layout/1\",\n\"packets\":[\n]\n,,}", 4, "$", "it is no JSON")]
    [InlineData("{\"schema\":\"kerberosgen.layout/1\",\"name\":\"N\",\"packets\":[\n{\"name\":\"P\",\n\"kind\":\"shape\"}]}", 3, "$.packets[0].kind", "one of structure, header, message, union is needed here")]
    public void What_is_wrong_is_said_with_its_path_and_line(string text, int line, string path, string message)
    {
        LayoutFormatException wrong = Assert.Throws<LayoutFormatException>(() => Read(text));

        Assert.Equal((line, path), (wrong.Line, wrong.Path));
        Assert.StartsWith(FormattableString.Invariant($"line {line}, {path}: {message}"), wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"measured_by\":\"b\"", "no number before this field is called so")]
    [InlineData("\"when\":[{\"field\":\"a\",\"values\":[1]}]", "a is no number before this field")]
    [InlineData("\"bits\":{\"shift\":0,\"integer_size\":1,\"first\":true}", "a bit field says where")]
    [InlineData("\"constant\":\"0102\"", "it has not the field's size")]
    [InlineData("\"synthetic_iv\":\"ticket\"", "it is 16 bytes at a fixed offset of a message or a structure")]
    [InlineData("\"synthetic_iv\":\"a [b]\"", "a label is 1 to 64 letters, digits, '.', '_' and '-'")]
    [InlineData("\"constant\":\"xy\"", "bytes in hex are needed here")]
    [InlineData("\"align\":3", "a power of two is needed here")]
    [InlineData("\"offset\":-1", "a whole number from 0 to 268435456 is needed here")]
    [InlineData("\"offset\":1,\"offset\":2", "it stands here twice")]
    public void Tables_that_decoding_could_not_rely_on_are_refused(string member, string message)
    {
        LayoutFormatException wrong = Assert.Throws<LayoutFormatException>(() => Read(
            $$"""{"schema":"kerberosgen.layout/1","name":"N","packets":[{"name":"P","kind":"structure","min_size":1,"fields":[{"name":"a","type":{"kind":"unsigned","name":"byte","size":1},{{member}}}]}]}"""));

        Assert.Contains(message, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Packets_that_hold_each_other_are_refused()
    {
        LayoutFormatException wrong = Assert.Throws<LayoutFormatException>(() => Read("""
            {"schema":"kerberosgen.layout/1","name":"N","packets":[{"name":"P","kind":"structure","min_size":0,"fields":[
              {"name":"a","type":{"kind":"packet","name":"P","packet":"P"}}]}]}
            """));

        Assert.Equal("$.packets[0].fields[0].type.packet", wrong.Path);
    }

    [Property(MaxTest = 400)]
    public void A_damaged_file_is_refused_or_decodes_anything(int seed)
    {
        var random = new Random(seed);
        string name = new[] { "words", "chat", "greetings" }[random.Next(3)];
        JsonNode root = JsonNode.Parse(LayoutFile.Write(All[name]))!;
        for (int i = random.Next(1, 4); i > 0; i--)
            Damage(root, random);
        ProtocolLayout damaged;
        try
        {
            damaged = Read(root.ToJsonString());
        }
        catch (LayoutFormatException)
        {
            return;
        }

        byte[] bytes = new byte[random.Next(300)];
        random.NextBytes(bytes);
        var decoder = new PacketDecoder(damaged);
        var decoded = damaged.Packets.Where(p => p.Kind != PacketKind.Union).Select(p => decoder.DecodeStructure(bytes, p)).ToList();
        foreach (PacketDirection direction in Enum.GetValues<PacketDirection>().Where(d => damaged.Of(d) is not null))
            decoded.AddRange(StreamDecoder.DecodeAll(bytes, decoder, direction));
        Assert.NotEmpty(Ndjson(decoded));
        using var text = new StringWriter();
        new Specs.SpecWriter(text).Write(damaged);
        foreach (PacketLayout packet in damaged.Packets)
            Specs.PacketFigure.Draw(packet);
    }

    private static void Damage(JsonNode root, Random random)
    {
        List<JsonNode> nodes = [];
        Collect(root, nodes);
        JsonNode node = nodes[random.Next(nodes.Count)];
        JsonNode? other = random.Next(6) switch
        {
            0 => null,
            1 => JsonValue.Create(random.Next(-2, 20)),
            2 => JsonValue.Create(random.Next(2) == 0),
            3 => JsonValue.Create(new[] { "unsigned", "bytes", "list", "union", "packet", "array", "length", "code", "x", "#\u001b" }[random.Next(10)]),
            _ => nodes[random.Next(nodes.Count)].DeepClone(),
        };
        if (node.Parent is JsonObject parent && other is null)
            parent.Remove(node.GetPropertyName());
        else if (node.Parent is not null)
            node.ReplaceWith(other);
    }

    private static void Collect(JsonNode node, List<JsonNode> nodes)
    {
        nodes.Add(node);
        foreach (JsonNode? child in node switch { JsonObject o => o.Select(m => m.Value), JsonArray a => a, _ => [] })
        {
            if (child is not null)
                Collect(child, nodes);
        }
    }

    private static PacketLayout HolderOf(PacketLayout within, string wireLayout) => new()
    {
        Name = "Holder" + wireLayout,
        Kind = PacketKind.Structure,
        WireLayout = wireLayout,
        MinSize = within.MinSize,
        IsPaddingIgnored = true,
        Align = 4,
        Fields =
        [
            new FieldLayout { Name = "number", Role = FieldRole.Count, Measures = "points", Type = new FieldType { Kind = FieldKind.Unsigned, Name = "byte", Size = 1 } },
            new FieldLayout { Name = "within", Type = new FieldType { Kind = FieldKind.Packet, Name = within.Name, Packet = within } },
            new FieldLayout
            {
                Name = "points",
                MeasuredBy = "number",
                MeasuredByCount = true,
                Type = new FieldType { Kind = FieldKind.List, Name = "Point", Entry = new FieldType { Kind = FieldKind.Packet, Name = "Point", Size = 2, Packet = Words.Point.Layout } },
            },
        ],
    };

    private static ProtocolLayout Imported(string name) => Read(LayoutFile.Write(All[name]));

    private static ProtocolLayout Read(string text) => LayoutFile.Read(Encoding.UTF8.GetBytes(text));

    private static string Ndjson(IEnumerable<DecodedPacket> packets)
    {
        using var output = new MemoryStream();
        var renderer = new JsonRenderer(output, new RenderOptions { ShowSecrets = true }, lines: true);
        foreach (DecodedPacket packet in packets)
            renderer.Write(packet);
        renderer.Complete();
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static IEnumerable<PropertyInfo> PropertiesOf(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite && p.SetMethod!.IsPublic);

    private static void Visit(object value, Action<PropertyInfo, object?> visit)
    {
        if (value is ProtocolLayout protocol)
        {
            foreach (PacketLayout packet in protocol.Packets)
                Visit(packet, visit);
            return;
        }

        foreach (PropertyInfo property in PropertiesOf(value.GetType()))
        {
            object? member = property.GetValue(value);
            visit(property, member);
            if (member is IEnumerable and not string and not ImmutableArray<byte> { IsDefault: true })
            {
                foreach (object? item in (IEnumerable)member)
                {
                    if (item is not null && item.GetType() is { IsEnum: false, Namespace: "KerberosGen.Layout" })
                        Visit(item, visit);
                }
            }
            else if (member?.GetType() is { IsClass: true } type && type.Namespace == typeof(FieldType).Namespace && member is not Delegate)
            {
                Visit(member, visit);
            }
        }
    }

    private static void CheckSame(object? expected, object? actual, string path)
    {
        switch (expected)
        {
            case null or string or Delegate or ImmutableArray<byte> { IsDefault: true }:
                Assert.True(Equals(expected, actual), path);
                break;
            case IEnumerable items:
                object?[] left = [.. items.Cast<object?>()], right = [.. ((IEnumerable)actual!).Cast<object?>()];
                Assert.True(left.Length == right.Length, path);
                for (int i = 0; i < left.Length; i++)
                    CheckSame(left[i], right[i], $"{path}[{i}]");
                break;
            case not null when expected.GetType() is { IsClass: true, Namespace: "KerberosGen.Layout" } type:
                Assert.NotNull(actual);
                foreach (PropertyInfo property in type.GetProperties().Where(p => p.GetIndexParameters().Length == 0 && p.Name is not nameof(PacketLayout.Leaves)))
                    CheckSame(property.GetValue(expected), property.GetValue(actual), $"{path}.{property.Name}");
                break;
            default:
                Assert.True(Equals(expected, actual), $"{path}: {expected}, {actual}");
                break;
        }
    }
}
