using System.Collections.Immutable;
using KerberosGen.Codec;
using KerberosGen.Layout;

namespace KerberosGen.Testing.Layouts;

/// <summary>Reads packets by their tables. A method that answers null has said why in <see cref="Status"/>.</summary>
internal ref partial struct PacketReader(ReadOnlySpan<byte> bytes, bool verifies = true)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private readonly bool _verifies = verifies;

    // Entries of a list or a sequence are views: they are written as they stand, ignored padding too.
    private int _views;

    public UnpackStatus Status { get; private set; }

    public InvalidReason Reason { get; private set; }

    public string Path { get; private set; } = "";

    public PacketModel? Packet(PacketLayout layout, ref int at, Window window)
    {
        int start = at;
        var fields = ImmutableArray.CreateBuilder<FieldModel>(layout.Fields.Length);
        var places = new (int Start, int End)[layout.Fields.Length];
        bool isMeasured = false;
        for (int i = 0; i < layout.Fields.Length; i++)
        {
            FieldLayout field = layout.Fields[i];
            places[i] = (at - start, at - start);
            if (!field.When.All(condition => condition.Holds(NumberOf(fields, condition.Field))))
            {
                fields.Add(new FieldModel(field, null));
                continue;
            }

            ImmutableArray<byte> padding = [];
            if (field.Bits is not { IsFirst: false } && !Padding(field.PadBefore, field.Align, field.IsPaddingIgnored, field.Name, start, ref at, window, out padding))
                return null;
            places[i].Start = field.Bits is { IsFirst: false } shared ? at - start - shared.IntegerSize : at - start;
            ValueModel? value = field.Bits is { } bits
                ? BitField(field, bits, ref at, window)
                : Field(field, Measure(field, layout, fields), Chosen(field, fields), ref at, window, isMeasured ? TailOf(layout, i) : 0);
            if (value is null)
                return null;
            places[i].End = at - start;
            fields.Add(new FieldModel(field, value) { Padding = _views > 0 ? padding : [] });
            if (field.Role != FieldRole.PacketLength)
                continue;
            if (!Announced(layout, field, ((NumberModel)value).Bits, start, at, ref window))
                return null;
            isMeasured = true;
        }

        string last = layout.Fields.IsEmpty ? "" : layout.Fields[^1].Name;
        if (!Padding(0, layout.Align, layout.IsPaddingIgnored, last, start, ref at, window, out ImmutableArray<byte> end))
            return null;
        if (isMeasured && at != window.End)
            return Invalid<PacketModel>(InvalidReason.TrailingBytes, last);
        for (int i = 0; i < layout.Fields.Length; i++)
        {
            if (_verifies && layout.Fields[i].Checksum is not null && fields[i].Value is NumberModel sum
                && sum.Bits != Checksums.Compute(layout, i, _bytes[start..at], places))
                return Invalid<PacketModel>(InvalidReason.WrongChecksum, layout.Fields[i].Name);
        }

        return new PacketModel(layout, fields.ToImmutable()) { Padding = _views > 0 ? end : [] };
    }

    private bool Announced(PacketLayout layout, FieldLayout field, UInt128 value, int start, int at, ref Window window)
    {
        Int128 size = (Int128)value - field.Adjust;
        if (size < at - start || size < layout.MinSize)
            return Invalid<PacketModel>(InvalidReason.LengthTooSmall, field.Name) is not null;
        if (layout.Size is { } only && size != only)
            return Invalid<PacketModel>(InvalidReason.TrailingBytes, field.Name) is not null;
        if (size > window.End - start)
            return Missing<PacketModel>(window, field.Name) is not null;
        window = new Window(start + (int)size, IsWhole: true);
        return true;
    }

    private bool Padding(int bytes, int align, bool ignored, string name, int start, ref int at, Window window, out ImmutableArray<byte> padding)
    {
        int end = at + bytes;
        if (align > 0)
            end += (align - ((end - start) % align)) % align;
        padding = [];
        if (end > window.End)
            return Missing<ValueModel>(window, name) is not null;
        ReadOnlySpan<byte> found = _bytes[at..end];
        at = end;
        if (!found.ContainsAnyExcept((byte)0))
            return true;
        padding = [.. found];
        return ignored || Invalid<ValueModel>(InvalidReason.NonZeroPadding, name) is not null;
    }

    private ValueModel? BitField(FieldLayout field, BitsLayout bits, ref int at, Window window)
    {
        if (bits.IsFirst && window.End - at < bits.IntegerSize)
            return Missing<ValueModel>(window, field.Name);
        if (bits.IsFirst)
            at += bits.IntegerSize;
        UInt128 integer = Numbers.ReadFixed(_bytes[(at - bits.IntegerSize)..at], field.Type.ByteOrder, signed: false);
        return Checked(field.Type, field, (integer >> bits.Shift) & Numbers.Max(field.Type));
    }

    private ValueModel? Checked(FieldType type, FieldLayout? field, UInt128 value) => Numbers.Problem(type, field, value) is { } problem
        ? Invalid<ValueModel>(problem, field?.Name ?? "")
        : new NumberModel(value);

    private static long NumberOf(ImmutableArray<FieldModel>.Builder fields, string name)
    {
        foreach (FieldModel field in fields)
        {
            if (field.Layout.Name == name)
                return (field.Value as NumberModel)?.Low ?? 0;
        }

        return 0;
    }

    private static (bool IsCount, Int128 Value)? Measure(FieldLayout field, PacketLayout layout, ImmutableArray<FieldModel>.Builder fields)
    {
        if (field.MeasuredBy is not { } name)
            return null;
        FieldModel measure = fields.First(f => f.Layout.Name == name);
        UInt128 number = (measure.Value as NumberModel)?.Bits ?? 0;
        return (field.MeasuredByCount, (Int128)number - layout.Find(name)!.Adjust);
    }

    private static long? Chosen(FieldLayout field, ImmutableArray<FieldModel>.Builder fields) =>
        field.ChosenBy is { } name ? NumberOf(fields, name) : null;

    /// <summary>Bytes of the fields behind one that goes on to the end of a packet whose length is known: all of fixed size.</summary>
    private static int TailOf(PacketLayout layout, int index)
    {
        int tail = 0;
        foreach (FieldLayout field in layout.Fields.AsSpan()[(index + 1)..])
        {
            if (!field.When.IsEmpty || (field.Bits is null && field.Type.Size is null))
                return 0;
            tail += field.PadBefore + (field.Bits is { } bits ? (bits.IsFirst ? bits.IntegerSize : 0) : field.Type.Size!.Value);
        }

        return tail;
    }

    private T? Missing<T>(Window window, string name)
        where T : class => window.IsWhole ? Invalid<T>(InvalidReason.Truncated, name) : Stop<T>(UnpackStatus.NeedMoreData, InvalidReason.None, name);

    private T? Invalid<T>(InvalidReason reason, string name)
        where T : class => Stop<T>(UnpackStatus.Invalid, reason, name);

    private T? Stop<T>(UnpackStatus status, InvalidReason reason, string name)
        where T : class
    {
        Status = status;
        Reason = reason;
        Path = name;
        return null;
    }

    private T? Under<T>(T? value, string name)
        where T : class
    {
        if (value is null)
            Path = Path.Length == 0 || Path[0] == '[' ? name + Path : $"{name}.{Path}";
        return value;
    }
}
