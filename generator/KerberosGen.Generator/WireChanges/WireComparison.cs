using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using KerberosGen.Generator.Diagnostics;
using KerberosGen.Generator.SpecFirst;
using KerberosGen.Generator.Specs;
using KerberosGen.WireTables;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.WireChanges;

/// <summary>Compares the declarations of one namespace with its <c>packets.spec</c>.</summary>
internal sealed class WireComparison
{
    private readonly WireDocument _file;
    private readonly List<DeclaredTable> _declared;
    private readonly List<WireType> _types;
    private readonly List<TablePair> _pairs;
    private readonly HashSet<string> _changedTypes;
    private readonly List<WireChange> _changes = [];

    private WireComparison(WireDocument file, List<DeclaredTable> declared, List<WireType> types)
    {
        _file = file;
        _declared = declared;
        _types = types;
        List<(WireTable Before, DeclaredTable Now)> matches = TableMatching.Match(file.Tables, declared);
        Dictionary<string, string> before = file.Tables.GroupBy(t => t.Name).ToDictionary(g => g.Key, g => g.Key);
        foreach ((WireTable table, DeclaredTable now) in matches)
            before[table.Name] = now.Table.Name;
        var shapesBefore = new TypeShapes(before, file.Types, types);
        var shapesNow = new TypeShapes(declared.GroupBy(d => d.Table.Name).ToDictionary(g => g.Key, g => g.Key), types, file.Types);
        _pairs = matches.Select(m => new TablePair(m.Before, m.Now, shapesBefore, shapesNow)).ToList();
        _changedTypes = new HashSet<string>(file.Types
            .Where(b => types.Any(n => n.Name == b.Name && TypeShapes.ShapeOf(n) != TypeShapes.ShapeOf(b))).Select(b => b.Name));
    }

    /// <summary>What differs, in the order of the declarations.</summary>
    /// <param name="file">The file.</param>
    /// <param name="declared">The packets of every namespace.</param>
    /// <param name="domainTypes">The domain types of every namespace.</param>
    /// <param name="refused">Full names of the declarations that have mistakes: nothing is known of their wire.</param>
    public static IEnumerable<WireChange> Compare(
        SpecFile file, ImmutableArray<DeclaredTable> declared, ImmutableArray<DomainTypeSpec> domainTypes, ImmutableArray<string> refused)
    {
        if (file.Errors.Count > 0)
            return file.Errors.Select(e => new WireChange(WireDiagnostics.Unreadable.Id, Arguments(e.Message), e.Line));
        List<DeclaredTable> own = declared.Where(d => d.Namespace == file.Document.Name).ToList();
        if (own.Count == 0)
        {
            return refused.IsEmpty
                ? [new WireChange(WireDiagnostics.Unreadable.Id, Arguments($"namespace '{file.Document.Name}' declares no packet"), 1)]
                : [];
        }

        List<WireType> types = domainTypes.Select(SpecTypes.Of)
            .Concat(own.SelectMany(d => d.Enums).GroupBy(e => e.Name).Select(g => g.First() with { Size = g.Max(e => e.Size) }))
            .GroupBy(t => t.Name).Select(g => g.First()).ToList();
        WireDocument known = file.Document with
        {
            Tables = file.Document.Tables.Where(t => !refused.Any(name => SpecTables.ShortName(name) == t.Name)).ToImmutableArray(),
        };
        var comparison = new WireComparison(known, own, types);
        comparison.Compare(domainTypes);
        return comparison._changes;
    }

    private static EquatableArray<string> Arguments(params string[] arguments) => new(ImmutableArray.Create(arguments));

    private void Compare(ImmutableArray<DomainTypeSpec> domainTypes)
    {
        var comparisons = _pairs.Select(pair => new TableComparison(pair, _changedTypes, IsResized)).ToList();
        var changed = new HashSet<string>(comparisons.Where(c => c.Differences.Count > 0).Select(c => c.Pair.Now.Table.Name));
        var effects = new WireEffects(_pairs, _declared, changed, _changedTypes);
        foreach (WireType before in _file.Types.Where(t => _changedTypes.Contains(t.Name)))
            AddType(before, _types.First(t => t.Name == before.Name), domainTypes, effects);
        foreach (DeclaredTable now in _declared)
        {
            if (comparisons.Find(c => c.Pair.Now == now) is { } comparison)
                AddTable(comparison, effects);
            else
                _changes.Add(new WireChange(WireDiagnostics.PacketAdded.Id, Arguments(now.Table.Name, Describe(now.Table)), 1) { Type = now.FullName });
        }

        foreach (WireTable gone in _file.Tables.Where(t => _pairs.All(p => p.Before != t)))
            _changes.Add(new WireChange(WireDiagnostics.PacketRemoved.Id, Arguments(gone.Name, Describe(gone)), gone.Line));
    }

    private static string Describe(WireTable table) => $"{WireSentences.KindOf(table)}, {WireSentences.SizeOf(table)}";

    /// <summary>True if a field of this type has another size only because the type has.</summary>
    private bool IsResized(string type) =>
        _changedTypes.Contains(type)
        || _pairs.Exists(p => p.Now.Table.Name == type && (p.Before.Size != p.Now.Table.Size || p.Before.MinSize != p.Now.Table.MinSize));

    private void AddTable(TableComparison comparison, WireEffects effects)
    {
        TablePair pair = comparison.Pair;
        // Several changes of one packet have their effects together: they are told once.
        string told = effects.Of(pair.Now.Table.Name);
        foreach (WireDifference difference in comparison.Differences)
        {
            _changes.Add(new WireChange(
                difference.Descriptor.Id,
                new EquatableArray<string>(difference.Arguments.Select(a => a == WireDifference.Effects ? told : a).ToImmutableArray()),
                difference.Before?.Line ?? pair.Before.Line)
            {
                Type = pair.Now.FullName,
                Field = difference.Now is { } now ? pair.Now.FieldOf(now) : null,
                Declaration = difference.Before is { } row ? FieldDeclarations.Of(pair.Before, row, _ => null) : null,
                Use = difference.Before?.Use ?? "",
                Next = difference.Before is { } before ? NextOf(pair, before) : null,
            });
            told = "";
        }
    }

    private static string? NextOf(TablePair pair, WireRow row) => pair.Before.Rows
        .SkipWhile(r => r != row).Skip(1)
        .Select(next => pair.Rows.Find(p => p.Before == next)?.Now)
        .Where(now => now is not null)
        .Select(now => pair.Now.FieldOf(now!))
        .FirstOrDefault();

    private void AddType(WireType before, WireType now, ImmutableArray<DomainTypeSpec> domainTypes, WireEffects effects)
    {
        DeclaredTable? user = _declared.Find(d => d.Table.Rows.Any(r => TypeShapes.NameIn(r.Type) == now.Name));
        (string old, string current) = TypeDifference.Between(before, now);
        _changes.Add(new WireChange(WireDiagnostics.TypeChanged.Id, Arguments(now.Name, old, current, effects.OfType(now.Name)), before.Line)
        {
            Type = domainTypes.FirstOrDefault(d => SpecTables.Plain(d.Type.Name) == now.Name)?.Type.FullName ?? user?.FullName,
            Field = TypeShapes.IsEnum(now) && user is not null ? user.FieldOf(user.Table.Rows.First(r => TypeShapes.NameIn(r.Type) == now.Name)) : null,
        });
    }
}
