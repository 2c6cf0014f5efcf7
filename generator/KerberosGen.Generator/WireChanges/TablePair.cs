using System.Collections.Generic;
using System.Linq;
using KerberosGen.WireTables;

namespace KerberosGen.Generator.WireChanges;

/// <summary>A packet in the file and as declared, its fields found again.</summary>
internal sealed class TablePair
{
    private readonly TypeShapes _shapesBefore;
    private readonly TypeShapes _shapesNow;
    private readonly Dictionary<string, string> _renamed;

    public TablePair(WireTable before, DeclaredTable now, TypeShapes shapesBefore, TypeShapes shapesNow)
    {
        Before = before;
        Now = now;
        _shapesBefore = shapesBefore;
        _shapesNow = shapesNow;
        Rows = RowPair.Match(before.Rows, now.Table.Rows, (b, n) => b.Size == n.Size && HaveSameType(b, n));
        _renamed = Rows.Where(p => p.Before is not null && p.Now is not null && p.Before.Name != p.Now.Name)
            .ToDictionary(p => p.Before!.Name, p => p.Now!.Name);
    }

    public WireTable Before { get; }

    public DeclaredTable Now { get; }

    public List<RowPair> Rows { get; }

    public bool HaveSameType(WireRow before, WireRow now) => _shapesBefore.ShapeOf(before.Type) == _shapesNow.ShapeOf(now.Type);

    /// <summary>The rules of the file's row that the declared one has not; the field names are those of the declaration.</summary>
    public List<string> RulesOnlyBefore(WireRow before, WireRow now) => Except(Renamed(before), RulesOf(now));

    public List<string> RulesOnlyNow(WireRow before, WireRow now) => Except(RulesOf(now), Renamed(before));

    /// <summary>True if both sizes are the same rule; what measures a field may have another name.</summary>
    public bool HaveSameSize(WireRow before, WireRow now) =>
        before.Size == now.Size || string.Join(" ", before.Size.Split(' ').Select(NameNow)) == now.Size;

    /// <summary>How many of the fields behind this one stand somewhere else than before.</summary>
    public int CountMoved(RowPair from) => Rows.SkipWhile(p => p != from).Skip(1)
        .Count(p => p is { Before: { } before, Now: { } now } && (before.Offset != now.Offset || now.Offset is null));

    private static List<string> Except(IEnumerable<WireRule> rules, IEnumerable<WireRule> others)
    {
        List<WireRule> left = others.ToList();
        var only = new List<string>();
        foreach (WireRule rule in rules)
        {
            int same = left.FindIndex(other => AreSame(rule, other));
            if (same < 0)
                only.Add($"[{rule.Text}]");
            else
                left.RemoveAt(same);
        }

        return only;
    }

    private static bool AreSame(WireRule a, WireRule b)
    {
        bool isUnknown = a.Kind == WireRuleKind.Checksum && b.Kind == a.Kind
            && (a.Word.StartsWith(SpecRules.UnknownChecksum, System.StringComparison.Ordinal) || b.Word.StartsWith(SpecRules.UnknownChecksum, System.StringComparison.Ordinal));
        return isUnknown ? a.Field == b.Field && a.Last == b.Last : a.Text == b.Text;
    }

    private static IEnumerable<WireRule> RulesOf(WireRow row) => row.ParsedRules.Where(r => r.Kind != WireRuleKind.Secret);

    private IEnumerable<WireRule> Renamed(WireRow row) => RulesOf(row).Select(Renamed);

    private WireRule Renamed(WireRule rule)
    {
        // The entry's fields, which an [until] names, are in another table.
        if (rule.Field is null && rule.Last is null || rule.Kind == WireRuleKind.Until)
            return rule;
        string? field = rule.Field is null ? null : NameNow(rule.Field), last = rule.Last is null ? null : NameNow(rule.Last);
        if (field == rule.Field && last == rule.Last)
            return rule;
        string text = rule.Kind switch
        {
            WireRuleKind.If or WireRuleKind.IfFlag => $"if {field}{rule.Text.Substring("if ".Length + rule.Field!.Length)}",
            WireRuleKind.Encrypted => rule.Text.Replace($", {rule.Field}, ", $", {field}, "),
            WireRuleKind.Checksum => WireRules.Checksum(rule.Word, field, last),
            WireRuleKind.ChosenBy => WireRules.ChosenBy(field!),
            WireRuleKind.Length => WireRules.Length(field!, rule.Number),
            WireRuleKind.Count => WireRules.Count(field!, rule.Number),
            _ => rule.Text,
        };
        return rule with { Text = text, Field = field, Last = last };
    }

    private string NameNow(string name) => _renamed.TryGetValue(name, out string? now) ? now : name;
}
