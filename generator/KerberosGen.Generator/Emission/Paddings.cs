using KerberosGen.Generator.Specs;
using static KerberosGen.Generator.Emission.Names;

namespace KerberosGen.Generator.Emission;

/// <summary>Padding in front of a field whose offset is only known when the packet is there.</summary>
internal static class Paddings
{
    /// <summary>Its bytes, counted from the local <c>at</c>.</summary>
    public static string Size(FieldSpec field) => field.PadBefore == 0
        ? $"{Wire}.PaddingTo(at, {Number(field.Align)})"
        : $"{Number(field.PadBefore)} + {Wire}.PaddingTo(at + {Number(field.PadBefore)}, {Number(field.Align)})";

    /// <summary>Emits what writes it.</summary>
    public static void Write(PackCursor cursor, PacketSpec spec, FieldSpec field)
    {
        if (field.Padding is { } known)
        {
            if (known > 0)
            {
                Spot spot = cursor.Take(known);
                cursor.Source.Line($"{Wire}.Clear(ref {spot.Start}, {spot.At}, {Number(known)});");
            }

            return;
        }

        cursor.Settle();
        Write(cursor, Parameter(spec, field) + "Padding", Size(field));
    }

    /// <summary>Emits what writes the zeros at a packet's end.</summary>
    public static void WriteTail(PackCursor cursor, PacketSpec spec)
    {
        if (spec.Align == 0)
            return;
        cursor.Settle();
        Write(cursor, "tail", $"{Wire}.PaddingTo(at, {Number(spec.Align)})");
    }

    /// <summary>Emits what reads and checks it.</summary>
    public static void Read(UnpackCursor cursor, FieldSpec field)
    {
        if (field.Padding is { } known)
        {
            if (known > 0)
                Read(cursor, field, Number(known), field.IsPaddingIgnored);
            return;
        }

        string size = Parameter(cursor.Spec, field) + "Padding";
        cursor.Source.Line($"int {size} = {Size(field)};");
        Read(cursor, field, size, field.IsPaddingIgnored);
    }

    /// <summary>Emits what reads and checks the zeros at a packet's end.</summary>
    public static void ReadTail(UnpackCursor cursor)
    {
        PacketSpec spec = cursor.Spec;
        if (spec.Align == 0)
            return;
        cursor.Source.Line($"int tail = {Wire}.PaddingTo(at, {Number(spec.Align)});");
        Read(cursor, spec.Fields[spec.Fields.Count - 1], "tail", spec.IsPaddingIgnored);
    }

    private static void Write(PackCursor cursor, string local, string size)
    {
        cursor.Source.Line($"int {local} = {size};");
        cursor.Source.Line($"destination.Slice(at, {local}).Clear();");
        cursor.Source.Line($"at += {local};");
    }

    private static void Read(UnpackCursor cursor, FieldSpec field, string size, bool isIgnored)
    {
        cursor.Need(size, field);
        if (!isIgnored)
            cursor.Refusal.When($"!{Wire}.IsZero(source.Slice(at, {size}))", "NonZeroPadding", field.Leaf, "at");
        cursor.Source.Line($"at += {size};");
    }
}
