using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.RegularExpressions;
using KerberosGen.Generator.WireChanges;
using KerberosGen.WireTables;

namespace KerberosGen.Generator.SpecFirst;

/// <summary>The type of a row as a declaration writes it.</summary>
/// <param name="Name">The C# type.</param>
/// <param name="Attributes">The attributes that the words ask for.</param>
/// <param name="IsNumber">True if a constant of it is a number.</param>
internal sealed record RowType(string Name, IReadOnlyList<string> Attributes, bool IsNumber)
{
    private static readonly Regex Integer = new(@"^(?<leb>leb128 )?(?<sign>[ui])(?<bits>\d{1,3})(?<big> big-endian)?$", RegexOptions.CultureInvariant);
    private static readonly Regex Time = new(@"^unix (?<unit>seconds|milliseconds) (?:u(?<bits>32)|i64)(?<big> big-endian)?$", RegexOptions.CultureInvariant);
    private static readonly Regex Enum = new(@"^(?<name>\w+) (?<integer>(?:leb128 )?[ui]\d+(?: big-endian)?)$", RegexOptions.CultureInvariant);
    private static readonly Regex Identifier = new(@"^[\w.]+$", RegexOptions.CultureInvariant);

    /// <summary>Understands a row's type; null if no declaration can be made from the row alone.</summary>
    /// <param name="row">The row.</param>
    /// <param name="follows">True if the row before it is a bit field, of whose integer this one may be a part.</param>
    /// <param name="enumSize">Bytes of an enum's own type; null if there is no such enum.</param>
    public static RowType? Of(WireRow row, bool follows, Func<string, int?> enumSize)
    {
        string words = row.Type;
        if (Enum.Match(words) is { Success: true } e && !words.StartsWith("leb128 ", StringComparison.Ordinal))
        {
            string name = e.Groups["name"].Value;
            return OfInteger(row, Integer.Match(e.Groups["integer"].Value), follows) is { } integer
                ? new RowType(name, WithWidth(integer, enumSize(name), SizeOf(e.Groups["integer"].Value)), true)
                : null;
        }

        if (Integer.Match(words) is { Success: true } match)
            return OfInteger(row, match, follows);
        if (Time.Match(words) is { Success: true } time)
            return OfTime(time);
        return words switch
        {
            "bool" => new RowType("bool", row.Bytes is null ? [BitsOf(row, follows)] : [], true),
            "f16" or "f16 big-endian" => new RowType("global::System.Half", Order(words), false),
            "f32" or "f32 big-endian" => new RowType("float", Order(words), false),
            "f64" or "f64 big-endian" => new RowType("double", Order(words), false),
            "guid" or "guid big-endian" => new RowType("global::System.Guid", Order(words), false),
            "bytes" => new RowType("global::System.ReadOnlySpan<byte>", [], false),
            "text" => new RowType("global::System.ReadOnlySpan<byte>", ["Text"], false),
            "text ascii" => new RowType("global::System.ReadOnlySpan<byte>", ["Text(TextEncoding.Ascii)"], false),
            "text latin-1" => new RowType("global::System.ReadOnlySpan<byte>", ["Text(TextEncoding.Latin1)"], false),
            _ when words.StartsWith("list of ", StringComparison.Ordinal) => Entries("PacketList", words.Substring("list of ".Length)),
            _ when words.StartsWith("sequence of ", StringComparison.Ordinal) => Entries("PacketSequence", words.Substring("sequence of ".Length)),
            _ => Identifier.IsMatch(words) ? new RowType(words, [], false) : null,
        };
    }

    private static RowType? OfInteger(WireRow row, Match match, bool follows)
    {
        int bits = int.Parse(match.Groups["bits"].Value, CultureInfo.InvariantCulture);
        int natural = bits switch { 0 => 0, <= 8 => 8, <= 16 => 16, <= 32 => 32, <= 64 => 64, 128 => 128, _ => 0 };
        if (natural == 0)
            return null;
        bool isBits = row.Size.EndsWith("bits", StringComparison.Ordinal) || row.Size.EndsWith("bit", StringComparison.Ordinal);
        string name = (match.Groups["sign"].Value, natural) switch
        {
            ("u", 8) => "byte",
            ("u", 16) => "ushort",
            ("u", 32) => "uint",
            ("u", 64) => "ulong",
            ("u", _) => "global::System.UInt128",
            (_, 8) => "sbyte",
            (_, 16) => "short",
            (_, 32) => "int",
            (_, 64) => "long",
            _ => "global::System.Int128",
        };
        var attributes = new List<string>();
        if (match.Groups["leb"].Success)
            attributes.Add("Leb128");
        else if (isBits)
            attributes.Add(BitsOf(row, follows));
        else if (bits != natural)
            attributes.Add($"Width({WireSentences.Number(bits / 8)})");
        if (match.Groups["big"].Success)
            attributes.Add("BigEndian");
        return isBits || bits % 8 == 0 ? new RowType(name, attributes, true) : null;
    }

    private static RowType OfTime(Match time)
    {
        var attributes = new List<string> { $"UnixTime(UnixTimeUnit.{(time.Groups["unit"].Value == "seconds" ? "Seconds" : "Milliseconds")})" };
        if (time.Groups["bits"].Success)
            attributes.Add("Width(4)");
        if (time.Groups["big"].Success)
            attributes.Add("BigEndian");
        return new RowType("global::System.DateTimeOffset", attributes, false);
    }

    private static RowType? Entries(string list, string entry) =>
        Identifier.IsMatch(entry) ? new RowType($"global::KerberosGen.Codec.{list}<{entry}>", [], false) : null;

    private static string BitsOf(WireRow row, bool follows)
    {
        string count = row.Size.Split(' ')[0];
        return follows && row.Find(WireRuleKind.FirstBits) is not null ? $"Bits({count}, NewInteger = true)" : $"Bits({count})";
    }

    private static string[] Order(string words) => words.EndsWith(" big-endian", StringComparison.Ordinal) ? ["BigEndian"] : [];

    private static int SizeOf(string integer) =>
        int.Parse(Integer.Match(integer).Groups["bits"].Value, CultureInfo.InvariantCulture) / 8;

    // The integer's own width was measured against the smallest type; an enum has the type that it has.
    private static IReadOnlyList<string> WithWidth(RowType integer, int? enumSize, int size)
    {
        var attributes = new List<string>(integer.Attributes);
        attributes.RemoveAll(a => a.StartsWith("Width(", StringComparison.Ordinal));
        bool hasWidth = !attributes.Exists(a => a.StartsWith("Bits(", StringComparison.Ordinal) || a == "Leb128");
        if (hasWidth && enumSize is { } natural && natural > size)
            attributes.Add($"Width({WireSentences.Number(size)})");
        return attributes;
    }
}
