using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace KerberosGen.WireTables;

/// <summary>Understands the brackets that <see cref="WireRules"/> words.</summary>
internal static class WireRuleReader
{
    private const string Values = @"(?<values>-?\d+(?:, -?\d+)*)";
    private const string Adjusted = @"(?:, (?<sign>plus|minus) (?<number>\d+))?";
    private const string Real = @"-?(?:\d[\d.]*(?:E[+-]?\d+)?|∞|Infinity)";

    // In the order of the kinds. A checksum's name may be any words, so it is asked last.
    private static readonly (WireRuleKind Kind, Regex Words)[] Patterns =
    [
        (WireRuleKind.Code, Exactly(WireRules.Code)),
        (WireRuleKind.PayloadSize, Exactly(WireRules.PayloadSize)),
        (WireRuleKind.If, Exactly(@"if (?<field>\w+) is " + Values)),
        (WireRuleKind.IfFlag, Exactly(@"if (?<field>\w+) & (?<values>0x[0-9a-f]{1,16})")),
        (WireRuleKind.Case, Exactly("case " + Values)),
        (WireRuleKind.Otherwise, Exactly(WireRules.Otherwise)),
        (WireRuleKind.ChosenBy, Exactly(@"chosen by (?<field>\w+)")),
        (WireRuleKind.PadBefore, Exactly(@"(?<number>\d+) zero bytes? before")),
        (WireRuleKind.Align, Exactly(@"aligned to (?<number>\d+)")),
        (WireRuleKind.IgnoredPadding, Exactly(WireRules.IgnoredPadding)),
        (WireRuleKind.FirstBits, Exactly(@"first in a u(?<number>8|16|32|64)")),
        (WireRuleKind.Length, Exactly(@"length of (?<field>\w+)" + Adjusted)),
        (WireRuleKind.Count, Exactly(@"count of (?<field>\w+)" + Adjusted)),
        (WireRuleKind.PacketLength, Exactly("packet length" + Adjusted)),
        (WireRuleKind.Prefix, Exactly(@"(?:u(?<values>8|16|24|32|40|48|56|64)|leb128)(?<big> big-endian)? (?:length|(?<set>count)) in front(?:(?<itself>, counting itself)|" + Adjusted + ")")),
        (WireRuleKind.ToNul, Exactly(WireRules.ToNul)),
        (WireRuleKind.Until, Exactly(@"until (?<field>\w+) is " + Values)),
        (WireRuleKind.Constant, Exactly(@"constant (?<word>0x[0-9a-f]{1,16}|-?\d+|[0-9a-f]{2}(?: [0-9a-f]{2})*)")),
        (WireRuleKind.Computed, Exactly(WireRules.Computed)),
        (WireRuleKind.Range, Exactly($"(?<values>{Real} to {Real})")),
        (WireRuleKind.OneOf, Exactly("one of " + Values)),
        (WireRuleKind.Closed, Exactly(WireRules.Closed)),
        (WireRuleKind.Encrypted, Exactly(@"(?<word>\w+) key, (?<field>\w+), (?:(?<set>PKCS #7)|no padding)")),
        (WireRuleKind.SyntheticIv, Exactly(@"synthetic: (?<word>[A-Za-z0-9._-]{1,64})")),
        (WireRuleKind.Secret, Exactly(WireRules.Secret)),
        (WireRuleKind.Checksum, Exactly(@"(?<word>.+?) (?:of all before it|of (?<field>\w+) to (?<last>\w+)|from (?<field>\w+) on|up to (?<last>\w+))")),
    ];

    private static readonly string[] Separators = [", ", " to "];

    /// <summary>The texts between the brackets.</summary>
    public static IEnumerable<string> Split(string rules) => rules.Length == 0
        ? []
        : rules.Substring(1, rules.Length - 2).Split(["] ["], StringSplitOptions.None);

    /// <summary>Brackets in the order in which they stand on paper, whatever the order given.</summary>
    public static string Join(IEnumerable<string> texts) => string.Join(
        " ", texts.OrderBy(text => Read(text)?.Kind ?? (WireRuleKind)int.MaxValue).Select(text => $"[{text}]"));

    /// <summary>What a bracket says; null if that is no rule.</summary>
    public static WireRule? Read(string text)
    {
        foreach ((WireRuleKind kind, Regex words) in Patterns)
        {
            Match match = words.Match(text);
            if (!match.Success)
                continue;
            if (NumberOf(match) is not { } number)
                return null;
            return new WireRule(kind, text)
            {
                Field = match.Groups["field"] is { Success: true, Value: var field } ? field : null,
                Last = match.Groups["last"] is { Success: true, Value: var last } ? last : null,
                Word = match.Groups["word"].Value,
                Values = match.Groups["values"] is { Success: true, Value: var values } ? values.Split(Separators, StringSplitOptions.None) : [],
                Number = number,
                IsBigEndian = match.Groups["big"].Success,
                IsSet = match.Groups["set"].Success,
            };
        }

        return null;
    }

    private static int? NumberOf(Match match)
    {
        if (match.Groups["itself"].Success)
            return match.Groups["values"] is { Success: true, Value: var bits } ? int.Parse(bits, CultureInfo.InvariantCulture) / 8 : null;
        if (match.Groups["number"] is not { Success: true, Value: var digits })
            return 0;
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            return null;
        return match.Groups["sign"].Value == "minus" ? -number : number;
    }

    private static Regex Exactly(string words) => new($"^(?:{words})$", RegexOptions.CultureInvariant);
}
