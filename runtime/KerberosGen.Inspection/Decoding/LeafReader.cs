using System.Globalization;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Decoding;

/// <summary>Reads fields that hold no others.</summary>
internal sealed class LeafReader(WalkCursor cursor)
{
    private static readonly FieldType PaddingType = new() { Kind = FieldKind.Bytes, Name = "padding" };

    /// <summary>Reads the field of a row, behind its prefix.</summary>
    public DecodedField Read(FieldLayout row, string path, Extent extent) => Read(path, row.Name, row, row.Type, extent, FieldPart.Value);

    /// <summary>Reads a field of a row, an entry of a list, or a prefix.</summary>
    public DecodedField Read(string path, string name, FieldLayout? row, FieldType type, Extent extent, FieldPart part)
    {
        int start = cursor.Position;
        long size = type.IsLeb128 ? SizeOfLeb128(type, path) : row is { IsNulTerminated: true } ? SizeToNul(path) : type.Size ?? extent.Bytes ?? cursor.Left;
        int length = (int)Math.Min(size, cursor.Available);
        cursor.Position = start + length;
        IReadOnlyList<DecodedField> children = type.Kind == FieldKind.Array ? EntriesOf(type, path, start, length) : [];
        var field = new DecodedField(path, name, type, row, start, size, cursor.From(start), children, cursor.IsSecret) { Part = part };
        if (length < size)
            cursor.Cut(path, start, size, extent.Measure);
        else if (cursor.CanGoOn)
            ValueFindings.Check(field, cursor.Findings);
        return field;
    }

    /// <summary>Reads a bit field: the integer with the first of those that share it, its bits with each.</summary>
    public DecodedField ReadBits(PacketWalk packet, FieldLayout row, BitsLayout bits, string path)
    {
        if (bits.IsFirst)
        {
            int start = cursor.Position;
            cursor.Position += Math.Min(bits.IntegerSize, cursor.Available);
            packet.SharedInteger = (start, cursor.From(start));
            if (cursor.Position - start < bits.IntegerSize)
                cursor.Cut(path, start, bits.IntegerSize, null);
        }

        var field = new DecodedField(
            path, row.Name, row.Type, row, packet.SharedInteger.Offset, bits.IntegerSize, packet.SharedInteger.Bytes, isWithinSecret: cursor.IsSecret);
        if (field.IsComplete)
            ValueFindings.Check(field, cursor.Findings);
        return field;
    }

    /// <summary>Reads padding.</summary>
    /// <param name="packet">The packet that it stands in.</param>
    /// <param name="owner">The path of what it belongs to.</param>
    /// <param name="leaf">The path of the field that is told of.</param>
    /// <param name="size">Its bytes.</param>
    /// <param name="isIgnored">True if they may hold anything.</param>
    public void ReadPadding(PacketWalk packet, string owner, string leaf, int size, bool isIgnored)
    {
        int start = cursor.Position;
        string path = owner + "#padding";
        cursor.Position += Math.Min(size, cursor.Available);
        ReadOnlyMemory<byte> bytes = cursor.From(start);
        if (!bytes.IsEmpty)
            packet.Fields.Add(new DecodedField(path, "", PaddingType, null, start, size, bytes) { Part = FieldPart.Padding });
        if (bytes.Length < size)
        {
            cursor.Cut(path, start, size, null);
            return;
        }

        int dirt = bytes.Span.IndexOfAnyExcept((byte)0);
        if (dirt >= 0 && !isIgnored)
        {
            cursor.Add(
                FindingIds.NonZeroPadding, Severity.Error, "padding that is not zero", leaf, start, "00", $"{bytes.Span[dirt]:x2}",
                FormattableString.Invariant($"the first byte that is not zero stands at +0x{start + dirt:x4}"));
        }
    }

    private List<DecodedField> EntriesOf(FieldType type, string path, int start, int length)
    {
        FieldType entry = type.Entry!;
        int size = entry.Size!.Value;
        var entries = new List<DecodedField>(type.Count);
        for (int at = 0; at + size <= length; at += size)
        {
            string entryPath = $"{path}[{entries.Count.ToString(CultureInfo.InvariantCulture)}]";
            var field = new DecodedField(entryPath, "", entry, null, start + at, size, cursor.Bytes.Slice(start + at, size), isWithinSecret: cursor.IsSecret);
            ValueFindings.Check(field, cursor.Findings);
            entries.Add(field);
        }

        return entries;
    }

    private long SizeOfLeb128(FieldType type, string path)
    {
        int longest = (type.Bits + 6) / 7;
        ReadOnlySpan<byte> bytes = cursor.Bytes.Span.Slice(cursor.Position, Math.Min(longest, cursor.Available));
        if (WireNumber.SizeOfLeb128(bytes) is { } size)
            return size;
        if (bytes.Length < longest)
            return bytes.Length + 1;
        cursor.Add(
            FindingIds.BadLeb128, Severity.Error, "LEB128 number without an end", path, cursor.Position, null, null,
            $"{type.Bits} bits take at most {longest} bytes, and the top bit of the last says that there are more");
        cursor.Lose();
        return longest;
    }

    private long SizeToNul(string path)
    {
        int nul = cursor.Bytes.Span.Slice(cursor.Position, cursor.Available).IndexOf((byte)0);
        if (nul >= 0)
            return nul + 1;
        if (!cursor.IsBounded)
            return cursor.Available + 1;
        cursor.Add(
            FindingIds.MissingNul, Severity.Error, "no NUL ends it", path, cursor.Position, null, null, $"no NUL stands before the end of the {cursor.Part.Name}");
        cursor.Lose();
        return cursor.Available;
    }
}
