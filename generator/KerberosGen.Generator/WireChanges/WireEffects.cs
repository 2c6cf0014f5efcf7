using System;
using System.Collections.Generic;
using System.Linq;
using KerberosGen.WireTables;

namespace KerberosGen.Generator.WireChanges;

/// <summary>What a change does to the messages around it: which grow, which only carry it, how many are as they were.</summary>
internal sealed class WireEffects
{
    private readonly List<TablePair> _pairs;
    private readonly Dictionary<string, HashSet<string>> _within;
    private readonly HashSet<string> _touched;

    /// <summary>For one comparison.</summary>
    /// <param name="pairs">The packets that are in the file and declared.</param>
    /// <param name="declared">The declared packets.</param>
    /// <param name="changed">The packets that changed themselves.</param>
    /// <param name="changedTypes">The types that changed.</param>
    public WireEffects(List<TablePair> pairs, List<DeclaredTable> declared, HashSet<string> changed, HashSet<string> changedTypes)
    {
        _pairs = pairs;
        _within = Reach(declared);
        _touched = new HashSet<string>(declared.Select(d => d.Table.Name)
            .Where(name => changed.Contains(name) || _within[name].Overlaps(changed) || _within[name].Overlaps(changedTypes)));
    }

    public string Of(string packet) => Tell(pair => pair.Now.Table.Name == packet || _within[pair.Now.Table.Name].Contains(packet), packet);

    public string OfType(string type) => Tell(pair => _within[pair.Now.Table.Name].Contains(type), null);

    private string Tell(Func<TablePair, bool> isTouched, string? packet)
    {
        List<TablePair> messages = _pairs.Where(p => p.Now.Table.IsMessage).ToList();
        List<TablePair> touched = messages.Where(isTouched).ToList();
        if (touched.Count == 0)
            touched = _pairs.Where(p => p.Now.Table.Name == packet).ToList();
        var parts = new List<string>();
        var carrying = new List<string>();
        foreach (TablePair pair in touched)
        {
            string name = NameOf(pair, messages);
            if (WireSentences.Resized(pair.Before, pair.Now.Table) is { } resized)
                parts.Add($"{name} {resized}");
            else if (pair.Now.Table.Name != packet)
                carrying.Add(name);
        }

        if (carrying.Count > 0)
            parts.Add($"{WireSentences.List(carrying)} {(carrying.Count == 1 ? "carries" : "carry")} it");
        List<TablePair> unchanged = messages.Where(m => !_touched.Contains(m.Now.Table.Name)).ToList();
        if (unchanged.Count is 1 or 2)
            parts.Add($"{WireSentences.List(unchanged.Select(m => NameOf(m, messages)).ToList())} {(unchanged.Count == 1 ? "is" : "are")} unchanged");
        else if (unchanged.Count > 2)
            parts.Add($"the other {WireSentences.Number(unchanged.Count)} messages are unchanged");
        return string.Concat(parts.Select(part => "; " + part));
    }

    private static string NameOf(TablePair pair, List<TablePair> messages)
    {
        WireTable table = pair.Now.Table;
        if (table.Code is not { } code)
            return table.Name;
        return messages.Count(m => m.Now.Table.Code == code) > 1 ? $"{WireSentences.Number(code)} {table.Name}" : WireSentences.Number(code);
    }

    /// <summary>For each packet the packets and types that stand in it, however deep.</summary>
    private static Dictionary<string, HashSet<string>> Reach(List<DeclaredTable> declared)
    {
        Dictionary<string, HashSet<string>> within = declared.GroupBy(d => d.Table.Name)
            .ToDictionary(g => g.Key, g => new HashSet<string>(g.First().Table.Rows.Select(r => TypeShapes.NameIn(r.Type))));
        bool grew;
        do
        {
            grew = false;
            foreach (HashSet<string> names in within.Values)
            {
                int before = names.Count;
                foreach (string name in names.ToList())
                {
                    if (within.TryGetValue(name, out HashSet<string>? inner))
                        names.UnionWith(inner);
                }

                grew |= names.Count > before;
            }
        }
        while (grew);
        return within;
    }
}
