using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using KerberosGen.Generator.Diagnostics;
using KerberosGen.WireTables;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.WireChanges;

/// <summary>What differs between a packet in the file and as declared.</summary>
internal sealed class TableComparison
{
    private readonly HashSet<string> _changedTypes;
    private readonly Func<string, bool> _isResized;

    /// <summary>Compares one packet.</summary>
    /// <param name="pair">The packet.</param>
    /// <param name="changedTypes">Domain types and enums whose own change is told where they are declared.</param>
    /// <param name="isResized">True for a type or packet whose size changed: fields of it move what is behind them.</param>
    public TableComparison(TablePair pair, HashSet<string> changedTypes, Func<string, bool> isResized)
    {
        Pair = pair;
        _changedTypes = changedTypes;
        _isResized = isResized;
        ComparePacket();
        foreach (RowPair row in pair.Rows)
            CompareRow(row);
        CompareSums();
    }

    public TablePair Pair { get; }

    public List<WireDifference> Differences { get; } = [];

    private string Name => Pair.Now.Table.Name;

    private void ComparePacket()
    {
        WireTable before = Pair.Before, now = Pair.Now.Table;
        if (before.Kind != now.Kind || before.Code != now.Code)
            AddOfPacket(before.Kind == now.Kind ? $"code {before.Code}" : $"as a {WireSentences.KindOf(before)}", before.Kind == now.Kind ? $"{now.Code}" : $"as a {WireSentences.KindOf(now)}");
        else if (before.Announces != now.Announces)
            AddOfPacket($"in front of {before.Announces?.ToString().ToLowerInvariant()}s", $"in front of {now.Announces?.ToString().ToLowerInvariant()}s");
        if (before.Align != now.Align || before.IsPaddingIgnored != now.IsPaddingIgnored)
            AddOfPacket(AlignmentOf(before), AlignmentOf(now));
        if (before.HasOwnRules != now.HasOwnRules)
            AddOfPacket(before.HasOwnRules ? "rules of its own" : "no rules of its own", now.HasOwnRules ? "some" : "none");
    }

    private static string AlignmentOf(WireTable table) => table.Align == 0
        ? "no alignment"
        : $"alignment to {WireSentences.Bytes(table.Align)}{(table.IsPaddingIgnored ? " with ignored padding" : "")}";

    private void CompareRow(RowPair row)
    {
        switch (row)
        {
            case { Before: null, Now: { } now }:
                Add(WireDiagnostics.FieldInserted, row, Place(now, Pair.Now.Table), Moved(row), now.Name);
                break;
            case { Before: { } before, Now: null }:
                Add(WireDiagnostics.FieldRemoved, row, Place(before, Pair.Before), Moved(row), before.Name);
                break;
            case { Before: { } before, Now: { } now }:
                if (row.IsMoved)
                    Add(WireDiagnostics.FieldMoved, row, Place(before, Pair.Before), Place(now, Pair.Now.Table));
                CompareContent(row, before, now);
                break;
        }
    }

    private void CompareContent(RowPair row, WireRow before, WireRow now)
    {
        bool isTypeTold = TypeShapes.NameIn(before.Type) == TypeShapes.NameIn(now.Type) && _changedTypes.Contains(TypeShapes.NameIn(now.Type));
        if (!isTypeTold && !Pair.HaveSameType(before, now))
            Add(WireDiagnostics.FieldType, row, TypeAndSize(before), TypeAndSize(now), Moves(row));
        else if (!Pair.HaveSameSize(before, now) && !_isResized(TypeShapes.NameIn(now.Type)))
            CompareSize(row, before, now);
        List<string> old = Pair.RulesOnlyBefore(before, now), current = Pair.RulesOnlyNow(before, now);
        if (old.Count + current.Count > 0)
            Add(WireDiagnostics.FieldRule, row, old.Count > 0 ? string.Join(" ", old) : "no " + string.Join(" ", current), current.Count > 0 ? string.Join(" ", current) : "no such rule");
    }

    private void CompareSize(RowPair row, WireRow before, WireRow now)
    {
        if (before.Bytes is { } old && now.Bytes is { } current)
            Add(WireDiagnostics.FieldResized, row, WireSentences.Bytes(old), WireSentences.Number(current), Moves(row));
        else if (before.Rules == now.Rules)
            Add(WireDiagnostics.FieldResized, row, $"the size '{before.Size}'", $"'{now.Size}'", Moves(row));
    }

    // Where nothing else differs, the file's own sums are wrong.
    private void CompareSums()
    {
        if (Differences.Count > 0 || Pair.Now.Table.Rows.Any(r => _isResized(TypeShapes.NameIn(r.Type))))
            return;
        RowPair? shifted = Pair.Rows.Find(p => p.Before!.Offset != p.Now!.Offset);
        if (shifted is not null)
            Add(WireDiagnostics.FieldResized, shifted, Place(shifted.Before!, Pair.Before), Place(shifted.Now!, Pair.Now.Table), "");
        else if (WireSentences.SizeOf(Pair.Before) is var before && WireSentences.SizeOf(Pair.Now.Table) is var now && before != now)
            AddOfPacket(before, now);
    }

    private static string TypeAndSize(WireRow row) => row.Bytes is { } bytes ? $"{row.Type} ({WireSentences.Bytes(bytes)})" : row.Type;

    private static string Place(WireRow row, WireTable table)
    {
        int index = table.Rows.IndexOf(row);
        return WireSentences.Place(row, index > 0 ? table.Rows[index - 1] : null);
    }

    private string Moved(RowPair row) => WireSentences.Fields(Pair.CountMoved(row));

    private string Moves(RowPair row) => Pair.CountMoved(row) is > 0 and var count ? $"; that moves {WireSentences.Fields(count)}" : "";

    private void AddOfPacket(string before, string now) =>
        Differences.Add(new WireDifference(WireDiagnostics.PacketChanged, null, null, ImmutableArray.Create(Name, before, now, WireDifference.Effects)));

    private void Add(DiagnosticDescriptor descriptor, RowPair row, params string[] arguments)
    {
        string field = row.Now is { } now ? Pair.Now.FieldOf(now) : FieldNames.Of(row.Before!.Name);
        Differences.Add(new WireDifference(
            descriptor, row.Before, row.Now, new[] { Name, field }.Concat(arguments).Append(WireDifference.Effects).ToImmutableArray()));
    }
}
