using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using KerberosGen.Generator.WireChanges;
using KerberosGen.WireTables;

namespace KerberosGen.Generator.SpecFirst;

/// <summary>The rules of a row as the attributes that declare them.</summary>
internal static class RowAttributes
{
    /// <summary>The attributes; null among them stands for a rule that the file alone does not say enough of.</summary>
    /// <param name="table">The packet.</param>
    /// <param name="row">The field.</param>
    /// <param name="type">Its type.</param>
    public static IEnumerable<string?> Of(WireTable table, WireRow row, RowType type) =>
        row.ParsedRules.Select(rule => Of(table, row, type, rule)).Where(attribute => attribute != "");

    private static string? Of(WireTable table, WireRow row, RowType type, WireRule rule) => rule.Kind switch
    {
        WireRuleKind.Code => "Code",
        WireRuleKind.PayloadSize => "PayloadSize",
        WireRuleKind.If => $"When({NameOf(rule)}, {string.Join(", ", rule.Values.Select(v => ValueFor(table, rule, v)))})",
        WireRuleKind.IfFlag => $"WhenFlag({NameOf(rule)}, {rule.Values[0]})",
        WireRuleKind.Case => $"Case({string.Join(", ", rule.Values)})",
        WireRuleKind.Otherwise => "Otherwise",
        WireRuleKind.ChosenBy => $"ChosenBy({NameOf(rule)})",
        WireRuleKind.PadBefore => $"PadBefore({WireSentences.Number(rule.Number)}{Ignored(row)})",
        WireRuleKind.Align => $"Align({WireSentences.Number(rule.Number)}{(row.Find(WireRuleKind.PadBefore) is null ? Ignored(row) : "")})",
        WireRuleKind.IgnoredPadding or WireRuleKind.FirstBits => "",
        WireRuleKind.Length => $"LengthOf({NameOf(rule)}{Adjust(rule, ", ")})",
        WireRuleKind.Count => $"CountOf({NameOf(rule)})",
        WireRuleKind.PacketLength => rule.Number == 0 ? "PacketLength" : $"PacketLength({Adjust(rule, "")})",
        WireRuleKind.Prefix => PrefixOf(rule),
        WireRuleKind.ToNul => "NulTerminated",
        WireRuleKind.Until => $"Until(\"{FieldNames.Of(rule.Field!)}\", {string.Join(", ", rule.Values)})",
        WireRuleKind.Constant => ConstantOf(type, rule.Word),
        WireRuleKind.Range => $"Range({Number(rule.Values[0], type)}, {Number(rule.Values[1], type)})",
        WireRuleKind.OneOf => $"OneOf({string.Join(", ", rule.Values)})",
        WireRuleKind.Closed => "Closed",
        WireRuleKind.SyntheticIv => $"SyntheticIv(\"{rule.Word}\")",
        WireRuleKind.Secret => "Secret",
        WireRuleKind.Checksum => ChecksumOf(rule),
        _ => null,
    };

    private static string NameOf(WireRule rule) => $"nameof({FieldNames.Of(rule.Field!)})";

    private static string Ignored(WireRow row) => row.Find(WireRuleKind.IgnoredPadding) is null ? "" : ", Ignored = true";

    private static string Adjust(WireRule rule, string before) => rule.Number == 0 ? "" : $"{before}Adjust = {WireSentences.Number(rule.Number)}";

    private static string ValueFor(WireTable table, WireRule rule, string value) =>
        table.Find(rule.Field!)?.Type == "bool" ? value == "0" ? "false" : "true" : value;

    private static string PrefixOf(WireRule rule)
    {
        string width = rule.Values.Count == 0
            ? "global::KerberosGen.Prefix.Leb128"
            : WireSentences.Number(int.Parse(rule.Values[0], CultureInfo.InvariantCulture) / 8);
        string order = rule.IsBigEndian ? ", BigEndian" : "";
        return $"{(rule.IsSet ? "CountPrefix" : "LengthPrefix")}({width}{(rule.Number != 0 ? ", Inclusive = true" : "")}){order}";
    }

    private static string ConstantOf(RowType type, string word)
    {
        if (type.IsNumber)
            return $"Constant({(type.Name == "bool" ? word == "0" ? "false" : "true" : word)})";
        return $"Constant(new byte[] {{ {string.Join(", ", word.Split(' ').Select(b => "0x" + b))} }})";
    }

    private static string Number(string value, RowType type)
    {
        bool isReal = type.Name is "float" or "double" or "global::System.Half";
        return value switch
        {
            "∞" or "Infinity" => "double.PositiveInfinity",
            "-∞" or "-Infinity" => "double.NegativeInfinity",
            _ when isReal => value + "d",
            // A whole number beyond 2^53 stands on paper as the nearest real one.
            _ when value.IndexOf('E') >= 0 => Math.Max(long.MinValue, Math.Min(decimal.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture), long.MaxValue)).ToString(CultureInfo.InvariantCulture),
            _ => value,
        };
    }

    private static string? ChecksumOf(WireRule rule)
    {
        string? function = rule.Word switch
        {
            "crc-16" => "Crc16",
            "crc-16-ccitt" => "Crc16Ccitt",
            "crc-32" => "Crc32",
            "adler-32" => "Adler32",
            "internet checksum" => "InternetChecksum",
            _ => null,
        };
        if (function is null)
            return null;
        IEnumerable<string> ends = new[] { ("From", rule.Field), ("To", rule.Last) }
            .Where(end => end.Item2 is not null).Select(end => $"{end.Item1} = nameof({FieldNames.Of(end.Item2!)})");
        string arguments = string.Join(", ", ends);
        return $"Checksum<global::KerberosGen.Codec.{function}>{(arguments.Length == 0 ? "" : $"({arguments})")}";
    }
}
