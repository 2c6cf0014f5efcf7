using System.Globalization;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Decoding;

/// <summary>Walks one packet's table over bytes, and stops where the bytes do.</summary>
internal sealed class FieldWalker(ReadOnlyMemory<byte> bytes, int end, List<Finding> findings)
{
    /// <summary>Where the next field begins.</summary>
    public int Position { get; private set; }

    /// <summary>True once a field could not be read in full: what follows it is not known.</summary>
    public bool IsCut { get; private set; }

    /// <summary>What a cut field's packet was said to hold, for the error's note.</summary>
    public string? CutNote { get; init; }

    private int Available => Math.Max(0, Math.Min(end, bytes.Length) - Position);

    public void StartAt(int position) => Position = position;

    /// <summary>Reads the rows of a table from where the walker stands.</summary>
    public List<DecodedField> Read(PacketLayout layout, string prefix)
    {
        var fields = new List<DecodedField>(layout.Fields.Length);
        foreach (FieldLayout row in layout.Fields)
        {
            string path = prefix + row.Name;
            int start = Position;
            DecodedField? field = row.Type.Kind switch
            {
                FieldKind.Packet => ReadPacket(row, path),
                FieldKind.List => ReadList(row, path, fields),
                _ => ReadLeaf(row.Name, row, row.Type, path, row.Type.Size ?? MeasuredLength(row, path, fields)),
            };
            if (field is null)
                break;
            if (field.Length > 0 || !IsCut)
                fields.Add(field);
            if (IsCut)
                break;
            Position = start + field.Length;
        }

        return fields;
    }

    private DecodedField ReadPacket(FieldLayout row, string path)
    {
        int start = Position;
        List<DecodedField> children = Read(row.Type.Packet!, path + ".");
        int length = Position - start;
        return new DecodedField(path, row.Name, row.Type, row, start, row.Type.Size, bytes.Slice(start, length), children);
    }

    private DecodedField? ReadList(FieldLayout row, string path, List<DecodedField> before)
    {
        FieldType entry = row.Type.Entry!;
        int entrySize = entry.Size ?? 1;
        int start = Position;
        long? count = row.MeasuredBy is { } measure ? MeasureOf(measure, before) : null;
        // A list that goes on to the end ends where the payload should, which may be behind the bytes that are there.
        long wanted = count is null ? Math.Max(0, end - start) : Math.Min(count.Value * entrySize, int.MaxValue);
        var children = new List<DecodedField>();
        while (!IsCut && Position - start < wanted)
        {
            string entryPath = path + "[" + children.Count.ToString(CultureInfo.InvariantCulture) + "]";
            int entryStart = Position;
            bool partial = count is null && Available < entrySize && bytes.Length >= end;
            int findingsBefore = findings.Count;
            DecodedField child = entry.Packet is { } packet
                ? EntryOf(packet, entry, entryPath)
                : ReadLeaf("", null, entry, entryPath, entrySize);
            if (partial)
                ExplainPartialEntry(findingsBefore, entryPath, entryStart, entrySize);
            if (child.Length > 0)
                children.Add(child);
        }

        int? expected = count is null ? null : (int)wanted;
        return new DecodedField(path, row.Name, row.Type, row, start, expected, bytes.Slice(start, Position - start), children);
    }

    private DecodedField EntryOf(PacketLayout packet, FieldType entry, string path)
    {
        int start = Position;
        List<DecodedField> children = Read(packet, path + ".");
        return new DecodedField(path, "", entry, null, start, packet.Size, bytes.Slice(start, Position - start), children);
    }

    // The list's size is not a whole number of entries: the header is wrong, rather than bytes missing.
    private void ExplainPartialEntry(int findingsBefore, string path, int start, int entrySize)
    {
        findings.RemoveRange(findingsBefore, findings.Count - findingsBefore);
        int have = Math.Min(end, bytes.Length) - start;
        findings.Add(new Finding(FindingIds.PartialEntry, Severity.Error, "partial entry", path, start)
        {
            Needed = entrySize,
            Found = have,
            Note = CutNote,
            Hint = $"the payload is not a whole number of entries of {entrySize} bytes",
        });
    }

    private DecodedField ReadLeaf(string name, FieldLayout? row, FieldType type, string path, long? wanted)
    {
        int start = Position;
        long size = wanted ?? Available;
        int length = (int)Math.Min(size, Available);
        ReadOnlyMemory<byte> slice = bytes.Slice(start, length);
        Position = start + length;
        int? expected = wanted is { } w ? (int)Math.Min(w, int.MaxValue) : null;
        var field = new DecodedField(path, name, type, row, start, expected, slice);
        if (length < size)
            Cut(path, start, size, length, row?.MeasuredBy);
        else
            TextFindings.Check(field, findings);
        return field;
    }

    private void Cut(string path, int start, long needed, int found, string? measuredBy)
    {
        IsCut = true;
        bool lengthIsWrong = measuredBy is not null && bytes.Length >= end;
        int at = start + found;
        findings.Add(lengthIsWrong
            ? new Finding(FindingIds.LengthMismatch, Severity.Error, "length mismatch", path, start)
            {
                Needed = needed,
                Found = found,
                Note = CutNote,
                Hint = $"{measuredBy} says {needed} bytes, the payload holds {found}",
            }
            : new Finding(FindingIds.Truncated, Severity.Error, "truncated", path, start)
            {
                Needed = needed,
                Found = found,
                Note = CutNote,
                Hint = bytes.Length >= end
                    ? "the payload ends here, as its header says; the packet takes more"
                    : found == 0
                    ? $"the cut is on a field boundary; {Missing(at)} are missing"
                    : FormattableString.Invariant($"the cut is within the field, at +0x{at:x4}; {Missing(at)} are missing"),
            });
    }

    private string Missing(int at) => end == int.MaxValue ? "bytes" : $"{end - at} bytes";

    private long? MeasuredLength(FieldLayout row, string path, List<DecodedField> before) =>
        row.MeasuredBy is { } measure ? MeasureOf(measure, before) : null;

    private static long? MeasureOf(string measure, List<DecodedField> before) =>
        DecodedPacket.Find(before, measure) is { IsComplete: true } field
            ? (long)Math.Min(field.Number, int.MaxValue)
            : null;
}
