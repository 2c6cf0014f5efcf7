using KerberosGen.Layout;

namespace KerberosGen.Inspection.Specs;

/// <summary>The boxes of a packet's figure, in the order in which they are drawn.</summary>
internal static class FigureCells
{
    public static IEnumerable<FigureCell> Of(PacketLayout packet)
    {
        int? end = 0;
        for (int i = 0; i < packet.Fields.Length; i++)
        {
            FieldLayout field = packet.Fields[i];
            if (field.Offset > end)
                yield return Padding(field.Offset.Value - end.Value);
            else if (field.Offset is null && (field.PadBefore > 0 || field.Align > 0))
                yield return new FigureCell(field.Align > 0 ? $"zeros to a multiple of {field.Align}" : $"{field.PadBefore} zero bytes", null);
            if (field.Bits is { } bits)
            {
                int count = 1;
                while (i + count < packet.Fields.Length && packet.Fields[i + count].Bits is { IsFirst: false })
                    count++;
                foreach (FigureCell cell in OfInteger([.. packet.Fields.Skip(i).Take(count)], bits.IntegerSize))
                    yield return cell;
                i += count - 1;
                end = field.Offset + bits.IntegerSize;
                continue;
            }

            if (field.Prefix is { } prefix)
                yield return new FigureCell(prefix.IsCount ? "count" : "length", prefix.Width == 0 ? null : prefix.Width * 8);
            yield return Of(field);
            end = field.Offset + SizeOf(field);
        }

        if (packet.Size > end)
            yield return Padding(packet.Size.Value - end.Value);
        else if (packet.Size is null && packet.Align > 0)
            yield return new FigureCell($"zeros to a multiple of {packet.Align}", null);
    }

    public static FigureCell Of(FieldLayout field)
    {
        if (field.When.IsEmpty && field.Type.Size is { } size)
            return new FigureCell(size > 8 ? FormattableString.Invariant($"{field.Name} ({size} bytes)") : field.Name, size * 8L);
        string condition = string.Concat(field.When.Select(c => ", if " + (c.Mask != 0
            ? FormattableString.Invariant($"{c.Field} & 0x{c.Mask:x2}")
            : $"{c.Field} is {string.Join(", ", c.Values)}")));
        string rule = field.Type.Size is { } bytes ? FormattableString.Invariant($"{bytes} byte{(bytes == 1 ? "" : "s")}") : RuleOf(field);
        return new FigureCell($"{field.Name} ({rule}{condition})", null);
    }

    private static string RuleOf(FieldLayout field) => field switch
    {
        { MeasuredBy: { } measure, MeasuredByCount: false } => $"{measure} bytes",
        { Prefix: not null, Type.Kind: not (FieldKind.List or FieldKind.Sequence) } => "length bytes",
        { Prefix: { IsCount: false } } => "length bytes",
        _ => field.Prefix is null ? field.SizeRule : field.SizeRule[(field.SizeRule.IndexOf(" + ", StringComparison.Ordinal) + 3)..],
    };

    /// <summary>
    /// Bit fields as they stand in their bytes. Those of a little-endian integer of several bytes have parts in several of them,
    /// so that one box holds all.
    /// </summary>
    private static IEnumerable<FigureCell> OfInteger(List<FieldLayout> fields, int size)
    {
        bool isBigEndian = fields[0].Bits!.Shift > 0 || fields.Count == 1;
        if (isBigEndian || size == 1)
            return (isBigEndian ? fields : Enumerable.Reverse(fields)).Select(f => new FigureCell(f.Name, f.Type.Bits));
        string names = string.Join(", ", fields.Select(f => FormattableString.Invariant($"{f.Name}:{f.Type.Bits}")));
        return [new FigureCell($"{names}, from the least bit", size * 8L)];
    }

    private static int? SizeOf(FieldLayout field) => field.When.IsEmpty ? field.Type.Size : null;

    private static FigureCell Padding(int bytes) => new("zeros", bytes * 8L);
}
