using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace KerberosGen.Generator.Specs;

/// <summary>
/// What only all declarations together tell. It is empty as long as none is refused and no two names differ by case
/// alone, so that an ordinary edit does not touch what depends on it.
/// </summary>
/// <param name="HeldBack">
/// Types that are not emitted because something they need was refused: its mistake has been reported, and code that leans on
/// it would only add errors in files that nobody wrote.
/// </param>
/// <param name="Renamed">Files that need another name: the compiler tells them apart without regard to case.</param>
internal sealed record Census(EquatableArray<string> HeldBack, EquatableArray<RenamedFile> Renamed)
{
    public static Census Take(ImmutableArray<Declaration> all) => new(
        new EquatableArray<string>(FindHeldBack(all)),
        new EquatableArray<RenamedFile>(FindRenamed(all)));

    public bool Allows(string name) => !HeldBack.Contains(Key(name));

    public string NameOf(string hintName) => Renamed.FirstOrDefault(r => r.From == hintName).To ?? hintName;

    // The compiler's spelling of a name and the emitted one escape different keywords.
    private static string Key(string name) => name.Replace("@", "");

    private static ImmutableArray<string> FindHeldBack(ImmutableArray<Declaration> all)
    {
        var missing = new HashSet<string>(all.Where(d => d.IsRefused).Select(d => Key(d.Name)), StringComparer.Ordinal);
        if (missing.Count == 0)
            return ImmutableArray<string>.Empty;
        List<Declaration> standing = all.Where(d => !missing.Contains(Key(d.Name))).ToList();
        int before;
        do
        {
            before = missing.Count;
            foreach (Declaration declaration in standing)
            {
                if (declaration.Needs.Any(name => missing.Contains(Key(name))))
                    missing.Add(Key(declaration.Name));
            }
        }
        while (missing.Count > before);

        return missing.OrderBy(name => name, StringComparer.Ordinal).ToImmutableArray();
    }

    private static ImmutableArray<RenamedFile> FindRenamed(ImmutableArray<Declaration> all) => all
        .SelectMany(d => new[] { d.HintName, d.CatalogHintName })
        .Where(name => name.Length > 0)
        .Distinct(StringComparer.Ordinal)
        .GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
        .SelectMany(same => same.OrderBy(name => name, StringComparer.Ordinal).Skip(1).Select((name, i) =>
            new RenamedFile(name, name.Substring(0, name.Length - "g.cs".Length) + (i + 2) + ".g.cs")))
        .OrderBy(renamed => renamed.From, StringComparer.Ordinal)
        .ToImmutableArray();
}

/// <summary>A file whose name another file has taken.</summary>
internal readonly record struct RenamedFile(string From, string To);
