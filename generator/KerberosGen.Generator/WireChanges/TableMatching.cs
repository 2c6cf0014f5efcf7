using System.Collections.Generic;
using System.Linq;
using KerberosGen.WireTables;

namespace KerberosGen.Generator.WireChanges;

/// <summary>
/// Finds each packet of the file again among the declarations: by its name; a renamed one by its code and wire layout, or, if
/// it has none, by its fields.
/// </summary>
internal static class TableMatching
{
    public static List<(WireTable Before, DeclaredTable Now)> Match(IEnumerable<WireTable> before, IEnumerable<DeclaredTable> now)
    {
        List<WireTable> gone = before.ToList();
        List<DeclaredTable> added = now.ToList();
        var matches = new List<(WireTable, DeclaredTable)>();
        Take((b, n) => b.Name == n.Name);
        Take((b, n) => b.IsMessage && b.Kind == n.Kind && b.Code == n.Code && b.WireLayout == n.WireLayout);
        Take((b, n) => b.Kind == WireKind.Header && b.Kind == n.Kind && b.Announces == n.Announces);
        Take((b, n) => b.Kind == n.Kind && !b.IsMessage && b.Rows.Length > 0 && FieldsOf(b).SequenceEqual(FieldsOf(n)));
        return matches;

        void Take(System.Func<WireTable, WireTable, bool> areSame)
        {
            foreach (WireTable table in gone.ToList())
            {
                int found = added.FindIndex(n => areSame(table, n.Table));
                if (found < 0)
                    continue;
                matches.Add((table, added[found]));
                gone.Remove(table);
                added.RemoveAt(found);
            }
        }
    }

    private static IEnumerable<(string, string, int?)> FieldsOf(WireTable table) => table.Rows.Select(r => (r.Type, r.Size, r.Offset));
}
