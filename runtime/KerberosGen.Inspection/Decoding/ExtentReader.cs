using System.Globalization;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Decoding;

/// <summary>Finds out how far a field goes: by its prefix, by the field that measures it, or to the end.</summary>
internal sealed class ExtentReader(WalkCursor cursor, LeafReader leaves)
{
    private const int PrefixBits = 32;

    /// <summary>How far a field goes; a prefix is read. If that cannot be told, the walk is lost.</summary>
    /// <param name="packet">The packet, with what stands before the field.</param>
    /// <param name="row">The field.</param>
    /// <param name="path">Its path.</param>
    /// <param name="tail">Bytes of the fixed fields behind it.</param>
    public Extent Read(PacketWalk packet, FieldLayout row, string path, int tail)
    {
        if (row.Prefix is { } prefix)
            return ReadPrefix(packet, path, prefix);
        if (row.MeasuredBy is { } measure)
            return ReadMeasure(packet, row, measure);
        if (row.Type.Kind == FieldKind.Array)
            return new Extent(null, row.Type.Count, null);
        if (!IsGreedy(row) || (tail == 0 && row.Type.Kind is FieldKind.Packet or FieldKind.Union))
            return default;
        cursor.IsOpenEnded |= cursor.Part.IsOpen;
        // A list to the end may end within an entry, which is told as that and not as a part that is not used up.
        bool isToTheEnd = tail == 0 && row.Type.Kind is FieldKind.List or FieldKind.Sequence;
        return isToTheEnd ? default : new Extent(Math.Max(0, cursor.Left - tail), null, tail == 0 ? null : "the packet's length");
    }

    /// <summary>The part that a packet's length makes of it; null if the length cannot be, which is told.</summary>
    public WalkPart? PartOf(PacketWalk packet, FieldLayout row)
    {
        if (DecodedPacket.Find(packet.Fields, row.Name) is not { HasNumber: true } field)
            return null;
        long value = Clamp(field.WideNumber);
        long size = value - row.Adjust;
        int least = Math.Max(cursor.Position - packet.Start, packet.Layout.MinSize);
        if (size < least)
        {
            TellTooSmall(field.Path, field.Offset, least + row.Adjust, value, $"the packet takes at least {least} bytes");
            return null;
        }

        long end = packet.Start + size;
        if (cursor.IsBounded && end > cursor.Part.End)
        {
            TellTooLong(field.Path, field.Offset, size, field.Path);
            return null;
        }

        return new WalkPart((int)Math.Min(end, int.MaxValue), false, packet.Layout.Name, $"{field.Path} ends {packet.Layout.Name} here; it takes more");
    }

    /// <summary>A measured part is longer than what is around it.</summary>
    public void TellTooLong(string path, int start, long size, string measure) =>
        cursor.Findings.Add(new Finding(FindingIds.LengthMismatch, Severity.Error, "length mismatch", path, start)
        {
            Needed = size,
            Found = cursor.Part.End - start,
            Note = cursor.CutNote,
            Hint = $"{measure} says {size} bytes, the {cursor.Part.Name} holds {cursor.Part.End - start}",
        });

    /// <summary>True if nothing but what is around it ends a field.</summary>
    public static bool IsGreedy(FieldLayout row) => row is { MeasuredBy: null, Prefix: null, IsNulTerminated: false, Until.IsEmpty: true }
        && row.Type.Kind switch
        {
            FieldKind.Bytes or FieldKind.Text or FieldKind.List or FieldKind.Sequence => row.Type.Size is null,
            // A packet that says how long it is ends there, whatever it holds.
            FieldKind.Packet or FieldKind.Union => row.Type.Packet!.Fields.Any(IsGreedy) && !row.Type.Packet.Fields.Any(f => f.Role == FieldRole.PacketLength),
            _ => false,
        };

    private Extent ReadPrefix(PacketWalk packet, string path, PrefixLayout prefix)
    {
        int start = cursor.Position;
        bool isLeb128 = prefix.Width == 0;
        var type = new FieldType
        {
            Kind = FieldKind.Unsigned,
            Name = isLeb128 ? "leb128 u32" : "u" + (8 * prefix.Width).ToString(CultureInfo.InvariantCulture),
            Size = isLeb128 ? null : prefix.Width,
            ByteOrder = prefix.ByteOrder,
            IsLeb128 = isLeb128,
            Bits = isLeb128 ? PrefixBits : 0,
        };
        string partPath = path + (prefix.IsCount ? "#count" : "#length");
        DecodedField part = leaves.Read(partPath, "", null, type, default, prefix.IsCount ? FieldPart.CountPrefix : FieldPart.LengthPrefix);
        if (part.Length > 0)
            packet.Fields.Add(part);
        return part.HasNumber ? ExtentOf(part.WideNumber, prefix.Adjust, prefix.IsCount, partPath, path, start) : default;
    }

    private Extent ReadMeasure(PacketWalk packet, FieldLayout row, string measure)
    {
        FieldLayout measuring = packet.Layout.Find(measure)!;
        if (DecodedPacket.Find(packet.Fields, measure) is { HasNumber: true } field)
            return ExtentOf(field.WideNumber, measuring.Adjust, row.MeasuredByCount, field.Path, field.Path, field.Offset);
        if (packet.ValueOf(measure) is null)
            cursor.Lose();
        return row.MeasuredByCount ? new Extent(null, 0, measure) : new Extent(0, null, measure);
    }

    private Extent ExtentOf(UInt128 number, int adjust, bool isCount, string measure, string leafPath, int offset)
    {
        long value = Clamp(number);
        long size = value - adjust;
        if (size < 0)
        {
            TellTooSmall(leafPath, offset, adjust, value, $"it counts {adjust} {(isCount ? "entries" : "bytes")} more than it measures");
            cursor.Lose();
        }

        return isCount ? new Extent(null, size, measure) : new Extent(size, null, measure);
    }

    private void TellTooSmall(string path, int offset, long least, long value, string hint) => cursor.Add(
        FindingIds.LengthTooSmall, Severity.Error, "length too small", path, offset,
        FormattableString.Invariant($"at least {least}"), value.ToString(CultureInfo.InvariantCulture), hint);

    // A negative number, of a signed length, is large as well.
    private static long Clamp(UInt128 value) => value > long.MaxValue ? long.MaxValue : (long)value;
}
