using KerberosGen.Codec;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Decoding;

/// <summary>Walks a packet's table over bytes: finds each field, and tells of the rules that it breaks.</summary>
internal sealed class FieldWalker
{
    private readonly LeafReader _leaves;
    private readonly ExtentReader _extents;
    private readonly EntryReader _entries;

    public FieldWalker(WalkCursor cursor)
    {
        Cursor = cursor;
        _leaves = new LeafReader(cursor);
        _extents = new ExtentReader(cursor, _leaves);
        _entries = new EntryReader(cursor, _leaves, this);
    }

    public WalkCursor Cursor { get; }

    /// <summary>Reads the rows of a table from where the walk stands.</summary>
    public List<DecodedField> Read(PacketLayout layout, string prefix)
    {
        var packet = new PacketWalk(layout, prefix, Cursor.Position);
        WalkPart? outer = null;
        for (int i = 0; i < layout.Fields.Length && Cursor.CanGoOn; i++)
        {
            FieldLayout row = layout.Fields[i];
            if (Presence.IsThere(row, layout, packet.Fields) is not { } isThere)
            {
                Cursor.Lose();
                break;
            }

            if (!isThere)
            {
                packet.Place(i, Cursor.Position, Cursor.Position);
                continue;
            }

            ReadPadding(packet, row);
            int start = Cursor.Position;
            if (Cursor.CanGoOn)
                ReadRow(packet, row, TailBehind(layout, i));
            if (!Cursor.CanGoOn)
                break;
            packet.Place(i, row.Bits is null ? start : packet.SharedInteger.Offset, Cursor.Position);
            if (row.Role == FieldRole.PacketLength && _extents.PartOf(packet, row) is { } part)
                outer = Cursor.Enter(part);
        }

        if (Cursor.CanGoOn && layout.Align > 0)
            ReadEndPadding(packet);
        if (outer is { } around)
            Cursor.Leave(around, prefix, packet.Fields);
        if (!Cursor.IsCut)
            ChecksumFindings.Check(packet, Cursor);
        return packet.Fields;
    }

    /// <summary>Reads a packet that is an entry of a list, a sequence or an array.</summary>
    public DecodedField ReadEntry(FieldType type, string path)
    {
        int start = Cursor.Position;
        List<DecodedField> children = Read(type.Packet!, path + ".");
        return new DecodedField(path, "", type, null, start, type.Packet!.Size, Cursor.From(start), children, Cursor.IsSecret) { IsCut = !Cursor.CanGoOn };
    }

    private void ReadRow(PacketWalk packet, FieldLayout row, int tail)
    {
        string path = packet.Prefix + row.Name;
        if (row.Bits is { } bits)
        {
            DecodedField shared = _leaves.ReadBits(packet, row, bits, path);
            if (shared.Length > 0)
                packet.Fields.Add(shared);
            return;
        }

        Extent extent = _extents.Read(packet, row, path, tail);
        if (!Cursor.CanGoOn)
            return;
        bool isSecret = Cursor.IsSecret;
        Cursor.IsSecret |= row.Type.IsSecret;
        DecodedField field = row.Type.Kind switch
        {
            FieldKind.Packet => ReadPart(row, path, extent, () => Read(row.Type.Packet!, path + ".")),
            FieldKind.Union => ReadPart(row, path, extent, () => ReadCase(packet, row, path)),
            FieldKind.List or FieldKind.Sequence => ReadPart(row, path, extent, () => _entries.Read(row, path, extent)),
            FieldKind.Array when WireNumber.IsNumber(row.Type.Entry!.Kind) => _leaves.Read(row, path, extent),
            FieldKind.Array => ReadPart(row, path, extent, () => _entries.Read(row, path, extent)),
            _ => _leaves.Read(row, path, extent),
        };
        Cursor.IsSecret = isSecret;
        if (field.Length > 0 || Cursor.CanGoOn)
            packet.Fields.Add(field);
    }

    // A part that is measured in bytes ends there, whatever becomes of what is in it.
    private DecodedField ReadPart(FieldLayout row, string path, Extent extent, Func<List<DecodedField>> read)
    {
        int start = Cursor.Position;
        bool isBroken;
        List<DecodedField> children;
        if (extent.Bytes is { } size)
        {
            bool isTooLong = Cursor.IsBounded && size > Cursor.Left;
            if (isTooLong)
                _extents.TellTooLong(path, start, size, extent.Measure!);
            int end = isTooLong ? Cursor.Part.End : (int)Math.Min(start + Math.Min(size, int.MaxValue), int.MaxValue);
            WalkPart outer = Cursor.Enter(new WalkPart(end, false, path, $"{extent.Measure} ends {path} here; it takes more") { IsExplained = isTooLong });
            children = read();
            isBroken = !Cursor.CanGoOn;
            Cursor.Leave(outer, path + ".", children);
            if (isTooLong && Cursor.CanGoOn)
                Cursor.Lose();
        }
        else
        {
            children = read();
            isBroken = !Cursor.CanGoOn;
        }

        long? expected = extent.Bytes ?? row.Type.Size;
        if (expected is null && row.Type.Entry is { Size: { } entrySize } && extent.Entries is { } count)
            expected = Math.Min(count, int.MaxValue) * entrySize;
        return new DecodedField(path, row.Name, row.Type, row, start, expected, Cursor.From(start), children, Cursor.IsSecret) { IsCut = isBroken };
    }

    private List<DecodedField> ReadCase(PacketWalk packet, FieldLayout row, string path)
    {
        PacketLayout union = row.Type.Packet!;
        var walk = new PacketWalk(union, path + ".", Cursor.Position);
        if (packet.ValueOf(row.ChosenBy!) is not { } chosen)
        {
            Cursor.Lose();
            return walk.Fields;
        }

        FieldLayout? found = union.Fields.FirstOrDefault(f => f.Cases.Contains(chosen)) ?? union.Fields.FirstOrDefault(f => f.IsOtherwise);
        if (found is not null)
        {
            ReadRow(walk, found, 0);
            return walk.Fields;
        }

        FieldType type = packet.Layout.Find(row.ChosenBy!)!.Type;
        Cursor.Add(
            FindingIds.UnknownCase, Severity.Error, "unknown case", path, Cursor.Position,
            ValueText.AnyOf(type, union.Fields.SelectMany(f => f.Cases)), type.IsSecret ? ValueText.Hidden : ValueText.Of(type, chosen),
            $"{row.ChosenBy} chooses the case, and {row.Type.Name} has none for this value");
        Cursor.Lose();
        return walk.Fields;
    }

    private void ReadPadding(PacketWalk packet, FieldLayout row)
    {
        int size = row.PadBefore;
        if (row.Align > 0)
            size += Wire.PaddingTo(Cursor.Position + size - packet.Start, row.Align);
        if (size > 0)
            _leaves.ReadPadding(packet, packet.Prefix + row.Name, packet.Prefix + row.Name, size, row.IsPaddingIgnored);
    }

    private void ReadEndPadding(PacketWalk packet)
    {
        int size = Wire.PaddingTo(Cursor.Position - packet.Start, packet.Layout.Align);
        if (size > 0)
            _leaves.ReadPadding(packet, packet.Prefix, packet.Prefix + packet.Layout.Fields[^1].Name, size, packet.Layout.IsPaddingIgnored);
    }

    // Bytes of the fields behind one that takes what is left; they are of fixed size, or it could not.
    public static int TailBehind(PacketLayout layout, int index)
    {
        int tail = 0;
        foreach (FieldLayout row in layout.Fields.AsSpan()[(index + 1)..])
        {
            int? size = row.Bits is { } bits ? (bits.IsFirst ? bits.IntegerSize : 0) : row.Type.Size;
            if (size is null || !row.When.IsEmpty)
                return 0;
            tail += row.PadBefore + size.Value;
        }

        return tail;
    }
}
