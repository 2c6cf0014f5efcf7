using System.Linq;
using KerberosGen.Generator.Specs;
using static KerberosGen.Generator.Emission.Names;

namespace KerberosGen.Generator.Emission;

/// <summary>What is written for a field: its own value, or what it follows from.</summary>
internal static class WrittenValue
{
    /// <summary>For a field that is there.</summary>
    public static string Of(PacketSpec spec, FieldSpec field, string packet = "this")
    {
        string held = packet + "." + field.Name;
        if (field.ConstantValue is { } constant)
            return field.Shape == FieldShape.Boolean ? (constant != 0 ? "true" : "false") : Literals.Of(field, constant);
        if (field.Computed is { } property)
            return packet + "." + property;
        if (field.Checksum is not null)
            return "0";
        if (field.Role == "PacketLength")
            return $"({field.Integer})" + Adjusted(spec.Size is null ? "size" : "Size", field.Adjust);
        if (field.Measures is null)
            return held;
        FieldSpec measured = FieldOf(spec, field.Measures);
        // Beside other bits the compiler warns of a wide number that was a signed one.
        string cast = field.Bits is not null && field.Integer == "ulong" ? "(ulong)(uint)" : $"({field.Integer})";
        string amount = cast + Adjusted(AmountOf(spec, field, packet), field.Adjust);
        return IsAlwaysWritten(measured, field) ? amount : $"({Conditions.OnWriting(spec, measured, packet)} ? {amount} : {held})";
    }

    /// <summary>For a field that says whether others are there: an absent one holds its default.</summary>
    public static string OfControl(PacketSpec spec, FieldSpec control, string packet)
    {
        string value = Of(spec, control, packet);
        // A length that cannot be is refused when it is written, not while it is asked for.
        if (control.Measures is not null)
            value = $"unchecked({value})";
        if (control.IsConstant)
            value = $"{Wire}.Written<{(control.Shape == FieldShape.Boolean ? "bool" : control.Integer)}>({value})";
        if (control.IsConstant && control.Shape == FieldShape.Enum)
            value = $"({control.TypeFullName}){value}";
        return control.IsConditional ? $"({Conditions.OnWriting(spec, control, packet)} ? {value} : default)" : value;
    }

    /// <summary>The bytes or entries that a length or count counts.</summary>
    public static string AmountOf(PacketSpec spec, FieldSpec measure, string packet = "this")
    {
        FieldSpec measured = FieldOf(spec, measure.Measures!);
        return measure.Role == "Count" ? $"{packet}.{measured.Name}.Count" : Parts.Part.Of(spec, measured).SizeOf(packet + ".");
    }

    /// <summary>The most an unsigned integer field can say on the wire.</summary>
    public static ulong Limit(FieldSpec field)
    {
        int bits = field.Bits?.Count ?? 8 * field.Size!.Value;
        return bits >= 64 ? ulong.MaxValue : (1UL << bits) - 1;
    }

    /// <summary>True if the length is written from what it measures whatever the packet holds.</summary>
    public static bool IsAlwaysWritten(FieldSpec measured, FieldSpec measure) =>
        !measured.IsConditional || measured.When.Any(c => c.Field == measure.Name);

    private static string Adjusted(string amount, int adjust) => adjust switch
    {
        0 => amount,
        < 0 => $"({amount} - {Number(-adjust)})",
        _ => $"({amount} + {Number(adjust)})",
    };
}
