using System.Collections.Immutable;
using KerberosGen.Codec;
using KerberosGen.Layout;

namespace KerberosGen.Testing.Layouts;

internal ref partial struct PacketReader
{
    private ValueModel? Field(FieldLayout field, (bool IsCount, Int128 Value)? measure, long? chosen, ref int at, Window window, int tail)
    {
        if (field.Prefix is { } prefix)
        {
            if (Prefix(prefix, field.Name, ref at, window) is not { } number)
                return null;
            measure = (prefix.IsCount, (Int128)number.Bits - prefix.Adjust);
        }

        if (measure is { Value: var value } && value < 0)
            return Invalid<ValueModel>(InvalidReason.LengthTooSmall, field.Name);
        if (measure is { IsCount: false, Value: var length })
        {
            if (length > window.End - at)
                return Missing<ValueModel>(window, field.Name);
            var slice = new Window(at + (int)length, IsWhole: true);
            ValueModel? content = Value(field, null, chosen, ref at, slice, 0);
            return content is null || at == slice.End ? content : Invalid<ValueModel>(InvalidReason.TrailingBytes, field.Name);
        }

        return Value(field, measure?.Value, chosen, ref at, window, tail);
    }

    private NumberModel? Prefix(PrefixLayout prefix, string name, ref int at, Window window)
    {
        if (prefix.Width == 0)
            return Leb(new FieldType { Kind = FieldKind.Unsigned, Name = "uint", IsLeb128 = true, Bits = 32 }, name, ref at, window);
        if (window.End - at < prefix.Width)
            return Missing<NumberModel>(window, name);
        at += prefix.Width;
        return new NumberModel(Numbers.ReadFixed(_bytes[(at - prefix.Width)..at], prefix.ByteOrder, signed: false));
    }

    private NumberModel? Leb(FieldType type, string name, ref int at, Window window)
    {
        UInt128 value = 0;
        int longest = (type.Bits + 6) / 7;
        for (int i = 0; i < longest; i++)
        {
            if (at + i >= window.End)
                return Missing<NumberModel>(window, name);
            byte part = _bytes[at + i];
            value |= (UInt128)(part & 0x7fu) << (7 * i);
            if (part >= 0x80)
                continue;
            int unused = 128 - (7 * (i + 1));
            if (Numbers.IsSigned(type))
                value = (UInt128)((Int128)(value << unused) >> unused);
            var shortest = new List<byte>();
            Numbers.Write(shortest, type, value);
            if (shortest.Count != i + 1 || !Numbers.Fits(type, value))
                break;
            at += i + 1;
            return new NumberModel(value);
        }

        return Invalid<NumberModel>(InvalidReason.BadLeb128, name);
    }

    private ValueModel? Value(FieldLayout field, Int128? count, long? chosen, ref int at, Window window, int tail)
    {
        FieldType type = field.Type;
        if (type.Kind == FieldKind.Union)
            return Union(field, chosen ?? 0, ref at, window with { End = window.End - tail });
        if (field.IsNulTerminated)
        {
            int length = _bytes[at..window.End].IndexOf((byte)0);
            if (length < 0)
                return Missing<ValueModel>(window, field.Name);
            at += length + 1;
            return new BytesModel([.. _bytes[(at - length - 1)..(at - 1)]]);
        }

        int start = at;
        ValueModel? value = type.Kind == FieldKind.Sequence
            ? Under(Sequence(field, count, ref at, window with { End = window.End - tail }), field.Name)
            : Under(Typed(type, field, count, ref at, type.Size is null && !type.IsLeb128 ? window with { End = window.End - tail } : window), field.Name);
        if (value is null || field.Constant.IsDefaultOrEmpty || _bytes[start..at].SequenceEqual(field.Constant.AsSpan()))
            return value;
        return Invalid<ValueModel>(InvalidReason.WrongConstant, field.Name);
    }

    private ValueModel? Typed(FieldType type, FieldLayout? field, Int128? count, ref int at, Window window)
    {
        if (window.End < at)
            return Missing<ValueModel>(window, "");
        switch (type.Kind)
        {
            case FieldKind.Packet:
                return Packet(type.Packet!, ref at, window);
            case FieldKind.List:
                return List(type.Entry!, count, ref at, window);
            case FieldKind.Array:
                return Entries(type.Entry!, type.Count, ref at, window);
        }

        if (type.IsLeb128)
            return Leb(type, "", ref at, window) is { } leb ? CheckedUnnamed(type, field, leb.Bits) : null;
        int size = type.Size ?? window.End - at;
        if (size > window.End - at)
            return Missing<ValueModel>(window, "");
        ReadOnlySpan<byte> found = _bytes.Slice(at, size);
        at += size;
        return Numbers.IsNumber(type)
            ? CheckedUnnamed(type, field, Numbers.ReadFixed(found, type.ByteOrder, Numbers.IsSigned(type)))
            : new BytesModel([.. found]);
    }

    // The caller adds the name.
    private ValueModel? CheckedUnnamed(FieldType type, FieldLayout? field, UInt128 value)
    {
        ValueModel? number = Checked(type, field, value);
        if (number is null)
            Path = "";
        return number;
    }

    private ValueModel? List(FieldType entry, Int128? count, ref int at, Window window)
    {
        int left = window.End - at;
        if (count is { } wanted)
        {
            if (wanted * entry.Size!.Value > left)
                return Missing<ValueModel>(window, "");
            return Views(entry, (int)wanted, ref at, window);
        }

        if (left % entry.Size!.Value == 0)
            return Views(entry, left / entry.Size.Value, ref at, window);
        return window.IsWhole ? Invalid<ValueModel>(InvalidReason.LengthMismatch, "") : Missing<ValueModel>(window, "");
    }

    private ValueModel? Views(FieldType entry, int count, ref int at, Window window)
    {
        _views++;
        ValueModel? entries = Entries(entry, count, ref at, window);
        _views--;
        return entries;
    }

    private ValueModel? Entries(FieldType entry, int count, ref int at, Window window)
    {
        var entries = ImmutableArray.CreateBuilder<ValueModel>(Math.Min(count, window.End - at));
        for (int i = 0; i < count; i++)
        {
            if (Under(Typed(entry, null, null, ref at, window), $"[{i}]") is not { } value)
                return null;
            entries.Add(value);
        }

        return new EntriesModel(entries.ToImmutable());
    }

    private ValueModel? Sequence(FieldLayout field, Int128? count, ref int at, Window window)
    {
        var entries = ImmutableArray.CreateBuilder<ValueModel>();
        bool ended = false;
        _views++;
        while (field.Until.IsEmpty ? count is { } wanted ? entries.Count < wanted : at < window.End : !ended)
        {
            int start = at;
            if (Under(Packet(field.Type.Entry!.Packet!, ref at, window), $"[{entries.Count}]") is not { } entry)
                return null;
            // Entries without bytes would let a count alone keep the reader busy.
            if (at == start)
                return Invalid<ValueModel>(InvalidReason.LengthTooSmall, $"[{entries.Count}]");
            entries.Add(entry);
            ended = field.Until.Any(until => until.Holds(entry.Number(until.Field)));
        }

        _views--;
        return new EntriesModel(entries.ToImmutable());
    }

    private ValueModel? Union(FieldLayout field, long chosen, ref int at, Window window)
    {
        PacketLayout union = field.Type.Packet!;
        FieldLayout? found = union.Fields.FirstOrDefault(f => f.Cases.Contains(chosen)) ?? union.Fields.FirstOrDefault(f => f.IsOtherwise);
        if (found is null)
            return Invalid<ValueModel>(InvalidReason.UnknownCase, field.Name);
        return Under(Field(found, null, null, ref at, window, 0), field.Name) is { } value ? new CaseModel(found, value) : null;
    }
}
