using System.Text;
using KerberosGen.Generator.Parsing;

namespace KerberosGen.Generator.Tests.RandomDeclarations;

/// <summary>
/// Writes the check of a random packet as source, to be compiled beside it: ref structs cannot be reached by reflection. What is
/// expected of the bytes comes from the test's own idea of the packet.
/// </summary>
internal static class RoundTripSource
{
    /// <summary>The parts that every check uses.</summary>
    public const string Shared = """
        namespace Checks;
        public static class Expect
        {
            public static void True(bool condition, string what)
            {
                if (!condition)
                    throw new InvalidOperationException(what);
            }

            public static ulong Integer(ReadOnlySpan<byte> bytes, int at, int size, bool bigEndian, bool signed)
            {
                ulong value = 0;
                for (int i = 0; i < size; i++)
                    value = (value << 8) | bytes[bigEndian ? at + i : at + size - 1 - i];
                return signed && size < 8 ? (ulong)((long)(value << (64 - (8 * size))) >> (64 - (8 * size))) : value;
            }

            public static void Write(Span<byte> bytes, int at, int size, bool bigEndian, ulong value)
            {
                for (int i = 0; i < size; i++)
                    bytes[bigEndian ? at + size - 1 - i : at + i] = (byte)(value >> (8 * i));
            }

            public static void Row(KerberosGen.Layout.PacketLayout table, int row, string name, int? offset, int? size, string? measuredBy)
            {
                KerberosGen.Layout.FieldLayout field = table.Fields[row];
                True(field.Name == name, $"row {row} is {field.Name}, not {name}");
                True(field.Offset == offset, $"{name} is at {field.Offset}, not {offset}");
                True(field.Type.Size == size, $"{name} has {field.Type.Size} bytes, not {size}");
                True(field.MeasuredBy == measuredBy, $"{name} is measured by {field.MeasuredBy}");
            }
        }
        """;

    public static string Of(RandomSchema schema)
    {
        var source = new StringBuilder($"#pragma warning disable CS0219\nnamespace Checks\n{{\npublic static class {schema.Namespace}\n{{\n    public static void Run(int seed)\n    {{\n");
        for (int i = 0; i < schema.Packets.Count; i++)
            source.Append($"        Check{i}(new Random(seed));\n");
        source.Append("    }\n");
        for (int i = 0; i < schema.Packets.Count; i++)
        {
            source.Append($"\n    private static void Check{i}(Random random)\n    {{\n");
            WriteCheck(source, schema.Packets[i], $"global::{schema.Namespace}.{schema.Packets[i].Name}");
            source.Append("    }\n");
        }

        return source.Append("}\n}\n").ToString();
    }

    private static void WriteCheck(StringBuilder source, RandomPacket packet, string type)
    {
        WriteBytes(source, packet);
        source.Append($$"""
                    UnpackResult result = {{type}}.Unpack(bytes, out {{type}} p);
                    Expect.True(result.IsDone && result.Consumed == bytes.Length, $"{{type}}: {result} of {bytes.Length}");
                    Expect.True(p.ToArray().AsSpan().SequenceEqual(bytes), "{{type}} packs to other bytes");
                    Expect.True(p.PackedSize == bytes.Length, "{{type}} announces another size");
                    {{type}}.Unpack(p.ToArray(), out {{type}} again);
                    Expect.True(p == again && p.GetHashCode() == again.GetHashCode(), "{{type}} is not equal to itself");
                    Expect.True(p.ToString().Length > 0, "{{type}} shows nothing");
                    Expect.True(!p.TryPack(new byte[bytes.Length].AsSpan(0, Math.Max(0, bytes.Length - 1)), out int none) == bytes.Length > 0, "{{type}} packs to too short a span");
                    KerberosGen.Layout.PacketLayout table = {{type}}.Layout;
                    Expect.True(table.Fields.Length == {{packet.Fields.Length}} && table.MinSize == {{packet.FixedSize}}, "{{type}} has another table");

            """);
        WriteFields(source, packet);
        WriteCuts(source, packet, type);
        WriteSealing(source, packet, type);
    }

    private static void WriteBytes(StringBuilder source, RandomPacket packet)
    {
        foreach (RandomField field in packet.Fields.Where(f => f.IsVariable))
            source.Append($"        int n{Index(packet, field)} = random.Next(0, 9) * {Math.Max(1, field.Type.Size)};\n");
        foreach (RandomField field in packet.Fields)
            source.Append($"        int at{Index(packet, field)} = {Before(packet, field)};\n");
        source.Append($"        byte[] bytes = new byte[{Total(packet.Fields, packet)}];\n        random.NextBytes(bytes);\n");
        foreach (RandomField field in packet.Fields.Where(f => f.Measures is not null))
        {
            RandomField measured = packet.Fields.Single(f => f.Name == field.Measures);
            int unit = measured.Type.Kind == RandomKind.List ? measured.Type.Size : 1;
            source.Append($"        Expect.Write(bytes, at{Index(packet, field)}, {field.Type.Size}, {Bool(field.IsBigEndian)}, (ulong)(n{Index(packet, measured)} / {unit}));\n");
        }
    }

    private static void WriteFields(StringBuilder source, RandomPacket packet)
    {
        bool isFixed = true;
        int offset = 0;
        foreach (RandomField field in packet.Fields)
        {
            int index = Index(packet, field);
            string name = WireNames.Of(field.Name.TrimStart('@'));
            string size = field.IsVariable ? "null" : field.Type.Size.ToString();
            string measuredBy = field.MeasuredBy is { } by ? $"\"{WireNames.Of(by.TrimStart('@'))}\"" : "null";
            source.Append($"        Expect.Row(table, {index}, \"{name}\", {(isFixed ? offset.ToString() : "null")}, {size}, {measuredBy});\n");
            isFixed &= !field.IsVariable;
            offset += field.Type.Size;
            string? check = field.Type.Kind switch
            {
                RandomKind.Integer or RandomKind.Enum =>
                    $"unchecked((ulong){(field.Type.IsSigned ? "(long)" : "")}p.{field.Name}) == Expect.Integer(bytes, at{index}, {field.Type.Size}, {Bool(field.IsBigEndian)}, {Bool(field.Type.IsSigned)})",
                RandomKind.Bytes or RandomKind.Text => $"p.{field.Name}.Bytes.SequenceEqual(bytes.AsSpan(at{index}, {field.Type.Size}))",
                RandomKind.Span => $"p.{field.Name}.SequenceEqual(bytes.AsSpan(at{index}, n{index}))",
                RandomKind.List => $"p.{field.Name}.Count == n{index} / {field.Type.Size}",
                _ => null,
            };
            // An enum's own byte order is that of the packet, and a nested packet has been checked by itself.
            if (check is not null)
                source.Append($"        Expect.True({check}, \"{packet.Name}.{field.Name}\");\n");
        }
    }

    private static void WriteCuts(StringBuilder source, RandomPacket packet, string type)
    {
        bool goesOn = packet.Fields.Any(f => f.IsVariable && f.MeasuredBy is null);
        string expected = goesOn ? "true" : "cut.Status == UnpackStatus.NeedMoreData && cut.Missing > 0 && cut.Missing <= bytes.Length - length";
        source.Append($$"""
                    int step = 1 + (bytes.Length / 40);
                    for (int length = 0; length < bytes.Length; length += step)
                    {
                        UnpackResult cut = {{type}}.Unpack(bytes.AsSpan(0, length), out _);
                        Expect.True({{expected}}, $"{{type}} cut at {length} of {bytes.Length}: {cut}");
                    }

            """);
        foreach (RandomField measure in packet.Fields.Where(f => f.Measures is not null))
            source.Append($"        p.{measure.Name} = {measure.Type.Spelling}.MaxValue;\n");
        source.Append($"        Expect.True(p.ToArray().AsSpan().SequenceEqual(bytes) && p == again, \"{type} writes a length it was given\");\n");
    }

    private static void WriteSealing(StringBuilder source, RandomPacket packet, string type)
    {
        RandomField[] encrypted = [.. packet.Fields.Where(f => f.Iv is not null)];
        if (encrypted.Length == 0)
            return;
        string[] roles = [.. encrypted.Select(f => f.Role).Distinct()];
        string[] ivs = [.. encrypted.Select(f => f.Iv!).Distinct()];
        for (int i = 0; i < roles.Length; i++)
            source.Append($"        byte[] key{i} = new byte[32];\n        random.NextBytes(key{i});\n        using var cipher{i} = new AesCbc(key{i});\n");
        foreach (string iv in ivs)
            source.Append($"        var iv{Array.IndexOf(ivs, iv)} = p.{iv};\n");
        List<string> seal = [.. roles.Select((_, i) => $"cipher{i}"), .. ivs.Select((_, i) => $"in iv{i}")];
        List<string> open = [.. roles.Select((_, i) => $"cipher{i}")];
        foreach (RandomField field in encrypted)
        {
            int index = Index(packet, field);
            if (field.IsVariable)
            {
                source.Append($"        byte[] plain{index} = new byte[random.Next(0, 50)];\n        random.NextBytes(plain{index});\n");
                seal.AddRange([$"plain{index}", $"new byte[{type}.Sealed{field.Name.TrimStart('@')}Size(plain{index}.Length)]"]);
                open.AddRange(["new byte[80]", $"out ReadOnlySpan<byte> opened{index}"]);
            }
            else
            {
                source.Append($"        byte[] clear{index} = new byte[{field.Plaintext}.Size];\n        random.NextBytes(clear{index});\n        {field.Plaintext}.ReadUnchecked(in clear{index}[0], out var plain{index});\n");
                seal.Add($"in plain{index}");
                open.Add($"out var opened{index}");
            }
        }

        source.Append($"        p.Seal({string.Join(", ", seal)});\n        byte[] sealedBytes = p.ToArray();\n        {type}.Unpack(sealedBytes, out {type} arrived);\n");
        source.Append($"        Expect.True(arrived.TryOpen({string.Join(", ", open)}), \"{type} does not open\");\n");
        foreach (RandomField field in encrypted)
        {
            int index = Index(packet, field);
            source.Append(field.IsVariable
                ? $"        Expect.True(opened{index}.SequenceEqual(plain{index}), \"{type}.{field.Name} opens to something else\");\n"
                : $"        Expect.True(opened{index}.Bytes.SequenceEqual(plain{index}.Bytes), \"{type}.{field.Name} opens to something else\");\n");
        }
    }

    private static string Before(RandomPacket packet, RandomField field) => Total(packet.Fields.TakeWhile(f => f != field), packet);

    private static string Total(IEnumerable<RandomField> fields, RandomPacket packet) => string.Join(
        " + ", fields.Select(f => f.IsVariable ? $"n{Index(packet, f)}" : f.Type.Size.ToString()).Append("0"));

    private static int Index(RandomPacket packet, RandomField field) => packet.Fields.IndexOf(field);

    private static string Bool(bool value) => value ? "true" : "false";
}
