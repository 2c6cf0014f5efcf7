using System.Globalization;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Decoding;

/// <summary>Reads the entries of lists, sequences and arrays.</summary>
internal sealed class EntryReader(WalkCursor cursor, LeafReader leaves, FieldWalker walker)
{
    /// <summary>Reads so many entries, those up to the last, or all that the part holds.</summary>
    public List<DecodedField> Read(FieldLayout row, string path, Extent extent)
    {
        FieldType type = row.Type.Entry!;
        List<DecodedField> entries = [];
        while (cursor.CanGoOn && IsMore(row, extent, entries))
        {
            string entryPath = $"{path}[{entries.Count.ToString(CultureInfo.InvariantCulture)}]";
            int start = cursor.Position;
            int findingsBefore = cursor.Findings.Count;
            int? partOfEntry = row.Type.Kind == FieldKind.List && extent.Entries is null && cursor.Available < type.Size && cursor.Bytes.Length >= cursor.Part.End
                ? cursor.Available
                : null;
            DecodedField entry = type.Packet is not null
                ? walker.ReadEntry(type, entryPath)
                : leaves.Read(entryPath, "", null, type, default, FieldPart.Value);
            if (partOfEntry is { } have)
                ExplainPartialEntry(findingsBefore, entryPath, start, type.Size!.Value, have, extent.Measure);
            if (entry.Length > 0)
                entries.Add(entry);
            else if (cursor.CanGoOn && row.Type.Kind == FieldKind.Sequence)
                RefuseEmptyEntry(entryPath, start);
        }

        return entries;
    }

    private bool IsMore(FieldLayout row, Extent extent, List<DecodedField> entries)
    {
        if (!row.Until.IsEmpty)
            return entries is not [.., { } last] || !Presence.HoldsAny(row.Until, last.Children);
        // Entries of no bytes, which only a list can have, need not be counted out.
        return extent.Entries is { } count ? entries.Count < count && row.Type.Entry!.Size != 0 : cursor.Left > 0;
    }

    // The part's size is not a whole number of entries: a length is wrong, rather than bytes missing.
    private void ExplainPartialEntry(int findingsBefore, string path, int start, int entrySize, int have, string? measure)
    {
        cursor.Findings.RemoveRange(findingsBefore, cursor.Findings.Count - findingsBefore);
        cursor.Findings.Add(new Finding(FindingIds.PartialEntry, Severity.Error, "partial entry", path, start)
        {
            Needed = entrySize,
            Found = have,
            Note = cursor.CutNote,
            Hint = $"{(measure is null ? "the " + cursor.Part.Name : measure)} is not a whole number of entries of {entrySize} bytes",
        });
    }

    // A count alone would keep us busy, and an end that never comes nearer even more so.
    private void RefuseEmptyEntry(string path, int start)
    {
        cursor.Add(FindingIds.LengthTooSmall, Severity.Error, "entry of no bytes", path, start, null, null, "every entry of a sequence takes at least one byte");
        cursor.Lose();
    }
}
