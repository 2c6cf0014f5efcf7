using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace KerberosGen.WireTables;

/// <summary>One row of a packet's table.</summary>
/// <param name="Name">The field on paper: <c>client_id</c>.</param>
/// <param name="Type">Its type in words: <c>u16 big-endian</c>.</param>
/// <param name="Offset">Bytes from the packet's start; null behind a part of variable size.</param>
/// <param name="Size">Its size in words: a number of bytes, or the rule for it.</param>
/// <param name="Use">What it is for: one line without square brackets.</param>
/// <param name="Rules">Its rules as they stand on paper: <c>[length of content] [1 to 5]</c>; empty if it has none.</param>
internal sealed record WireRow(string Name, string Type, int? Offset, string Size, string Use, string Rules)
{
    /// <summary>Its line in the file, from 1; 0 if it was not read from one.</summary>
    public int Line { get; init; }

    /// <summary>The size if it is a number of bytes.</summary>
    public int? Bytes => int.TryParse(Size, NumberStyles.None, CultureInfo.InvariantCulture, out int bytes) ? bytes : null;

    public IEnumerable<WireRule> ParsedRules => WireRuleReader.Split(Rules).Select(text => WireRuleReader.Read(text)!).Where(rule => rule is not null);

    public WireRule? Find(WireRuleKind kind) => ParsedRules.FirstOrDefault(rule => rule.Kind == kind);

    /// <summary>A summary as the file can hold it: square brackets are those of rules.</summary>
    public static string UseOf(string summary) => summary.Replace('[', '(').Replace(']', ')');
}
