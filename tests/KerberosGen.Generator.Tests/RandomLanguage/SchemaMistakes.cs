using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace KerberosGen.Generator.Tests.RandomLanguage;

/// <summary>What people get wrong, applied to declarations that were right.</summary>
internal sealed partial class SchemaMistakes(RandomSource random)
{
    private static readonly ImmutableArray<string> Words =
    [
        "BigEndian", "LittleEndian", "Width(3)", "Width(0)", "Width(9)", "Bits(3)", "Bits(8)", "Bits(0)", "Bits(65)", "Bits(16, NewInteger = true)",
        "Leb128", "Closed", "Constant(1)", "Constant(-1)", "Constant(\"text\")", "Constant(null)", "Constant(new byte[] { 1, 2 })", "Constant(ulong.MaxValue)", "Constant(true)",
        "Constant(1.5)", "Constant(typeof(int))", "PadBefore(2)", "PadBefore(0)", "PadBefore(-1)", "PadBefore(70000)", "Align(4)", "Align(3)", "Align(0)",
        "LengthPrefix(2)", "LengthPrefix(9)", "LengthPrefix(-1)", "LengthPrefix(Prefix.Leb128, Inclusive = true)", "CountPrefix(1)", "CountPrefix(17)", "NulTerminated", "Text", "Text((TextEncoding)9)",
        "UnixTime(UnixTimeUnit.Seconds)", "UnixTime((UnixTimeUnit)7)", "Secret", "PacketLength", "PacketLength(Adjust = int.MinValue)", "Checksum<Crc32>", "Checksum<int>", "Checksum<>", "Checksum<Crc32>(From = nameof({0}), To = nameof({1}))",
        "Checksum<Crc16>(From = null, To = \"\")", "Range(1, 5)", "Range(5, 1)", "Range(0.5, 2)", "Range(double.NaN, 1)", "Range(long.MinValue, long.MaxValue)", "OneOf(1, 2)", "OneOf()", "OneOf(null)",
        "OneOf(\"a\")", "OneOf(-1, ulong.MaxValue)", "Computed(nameof({0}))", "Computed(\"Nothing\")", "Computed(null)", "LengthOf(nameof({0}))", "LengthOf(nameof({0}), Inclusive = true, Adjust = int.MaxValue)", "LengthOf(\"\")", "LengthOf(null)",
        "CountOf(nameof({0}))", "When(nameof({0}), 1)", "When(nameof({0}))", "When(nameof({0}), \"a\")", "When(nameof({0}), 1, true, 'c')", "When(null, 1)", "WhenFlag(nameof({0}), 1)", "WhenFlag(nameof({0}), 0)", "WhenFlag(nameof({0}), null)",
        "ChosenBy(nameof({0}))", "ChosenBy(\"no\")", "Until(nameof({0}), 1)", "Until(\"Value\", 0)", "Until(null, null)", "Case(1)", "Case()", "Case(1, 1)", "Otherwise", "Code", "PayloadSize",
        "Encrypted<int>(1)", "Encrypted<DayOfWeek>(DayOfWeek.Friday, Iv = nameof({0}))", "Obsolete", "Nonsense", "FixedBytes(4)", "Packet",
    ];

    private static readonly ImmutableArray<string> Types =
    [
        "byte", "ulong", "sbyte", "bool", "float", "decimal", "char", "string", "object", "int[]", "int?", "nint", "UInt128", "Guid", "DateTime", "DateTimeOffset", "TimeSpan", "Half",
        "ReadOnlySpan<byte>", "Span<byte>", "ReadOnlySpan<int>", "PacketList<byte>", "PacketList<IPv4Address>", "PacketSequence<int>", "PacketList<{0}>", "PacketSequence<{0}>", "{0}", "Nowhere", "DayOfWeek",
        "System.Collections.Generic.List<{0}>", "({0}, int)", "IPv6Address", "dynamic",
    ];

    private static readonly ImmutableArray<string> Heads =
    [
        "partial struct", "ref partial struct", "readonly partial struct", "struct", "partial class", "partial record struct", "partial interface", "readonly ref partial struct", "enum", "static partial class",
    ];

    private static readonly ImmutableArray<string> Roots =
        ["Packet", "Union", "Request(1027)", "Response(7)", "Header(PacketDirection.Request)", "Header((PacketDirection)5)", "FixedBytes(4)", "FixedText(0)", "Packet(Layout = \"a\")", "Align(4)", "Align(5)", "BigEndian, LittleEndian", "Secret", "Request()", "Packet, Union"];

    /// <summary>The declarations with one mistake, or a few.</summary>
    public DeclaredSchema In(DeclaredSchema good)
    {
        DeclaredSchema wrong = good;
        for (int i = random.Chance(3) ? random.Next(2, 4) : 1; i > 0; i--)
            wrong = Once(wrong);
        return wrong;
    }

    private DeclaredSchema Once(DeclaredSchema schema)
    {
        int at = random.Next(0, schema.Types.Length);
        DeclaredType type = schema.Types[at];
        if (type.Fields.IsEmpty && random.Chance(2) is false)
        {
            at = Enumerable.Range(0, schema.Types.Length).FirstOrDefault(i => !schema.Types[i].Fields.IsEmpty, at);
            type = schema.Types[at];
        }

        if (random.Chance(20))
            return schema with { Types = schema.Types.RemoveAt(at) };
        if (random.Chance(30))
            return schema with { Types = schema.Types.Add(type) };
        return schema with { Types = schema.Types.SetItem(at, type.Fields.IsEmpty || random.Chance(6) ? Misdeclared(type) : WithWrongField(schema, type)) };
    }

    private DeclaredType Misdeclared(DeclaredType type) => random.Next(0, 4) switch
    {
        0 => type with { Head = random.Pick<string>(Heads) },
        1 => type with { Words = type.Words.Add(random.Pick<string>(Roots)) },
        2 when !type.Words.IsEmpty => type with { Words = type.Words.SetItem(0, random.Pick<string>(Roots)) },
        _ => type with { Name = random.Pick(type.Name + "<T>", "Layout", "PacketCatalog", type.Name, "RequestHandler") },
    };

    private DeclaredType WithWrongField(DeclaredSchema schema, DeclaredType type)
    {
        int at = random.Next(0, type.Fields.Length);
        DeclaredField field = type.Fields[at];
        string Filled(string text) => text
            .Replace("{0}", random.Pick(random.Pick<DeclaredField>(type.Fields).Name, "Nothing"), StringComparison.Ordinal)
            .Replace("{1}", random.Pick<DeclaredField>(type.Fields).Name, StringComparison.Ordinal);
        switch (random.Next(0, 9))
        {
            case < 3:
                return type with { Fields = type.Fields.SetItem(at, field.With(Filled(random.Pick<string>(Words)))) };
            case 3 when !field.Words.IsEmpty:
                return type with { Fields = type.Fields.SetItem(at, field with { Words = field.Words.RemoveAt(random.Next(0, field.Words.Length)) }) };
            case 4 when !field.Words.IsEmpty:
                return type with { Fields = type.Fields.SetItem(at, field with { Words = [.. field.Words.Select(Altered)] }) };
            case 5:
                int other = random.Next(0, type.Fields.Length);
                return type with { Fields = type.Fields.SetItem(at, type.Fields[other]).SetItem(other, field) };
            case 6:
                return type with { Fields = type.Fields.RemoveAt(at) };
            case 7 when random.Chance(3):
                return type with { Fields = type.Fields.Insert(at, random.Chance(2) ? field : field with { Name = random.Pick("Size", "Layout", "Check", "Unpack", "PackedSize", type.Name) }) };
            default:
                string spelled = random.Pick<string>(Types).Replace("{0}", random.Pick<DeclaredType>(schema.Types).Name, StringComparison.Ordinal);
                return type with { Fields = type.Fields.SetItem(at, field with { Type = spelled }) };
        }
    }

    private string Altered(string word)
    {
        string wrong = random.Pick("-1", "0", "1", "70000", "2147483647", "99999999999", "null", "\"x\"", "1.5", "true", "", "new[] { 1 }");
        return random.Chance(2) ? Number().Replace(word, wrong, 1) : Name().Replace(word, random.Pick("nameof(Nothing)", "\"\"", "null", "nameof(String)", "1"), 1);
    }

    [GeneratedRegex(@"\b\d+\b")]
    private static partial Regex Number();

    [GeneratedRegex(@"nameof\([^)]*\)")]
    private static partial Regex Name();
}
