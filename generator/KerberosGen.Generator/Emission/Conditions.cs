using System;
using System.Linq;
using KerberosGen.Generator.Specs;
using static KerberosGen.Generator.Emission.Names;

namespace KerberosGen.Generator.Emission;

/// <summary>Spells what must hold for a field to be there.</summary>
internal static class Conditions
{
    /// <summary>For a packet that has been read as far as the controlling fields.</summary>
    public static string OnReading(PacketSpec spec, FieldSpec field, string packet) =>
        All(spec, field, control => packet + "." + control.Name);

    /// <summary>For a packet that is to be written: a controlling field counts with what is written for it.</summary>
    public static string OnWriting(PacketSpec spec, FieldSpec field, string packet) =>
        All(spec, field, control => WrittenValue.OfControl(spec, control, packet));

    /// <summary>The value of the field that chooses a union's case.</summary>
    public static string Chosen(FieldSpec control, string value) => control.Integer == "ulong"
        ? $"unchecked((long){value})"
        : $"(long){value}";

    /// <summary>A condition on a number, a bool or an enum.</summary>
    public static string Holds(FieldSpec control, ConditionSpec condition, string value)
    {
        if (control.Shape == FieldShape.Boolean)
        {
            bool whenTrue = condition.Values.Contains(1);
            // What always holds is no constant either: the code that then never runs would be a warning.
            return whenTrue && condition.Values.Contains(0) ? $"({value} || !{value})" : whenTrue ? value : "!" + value;
        }

        string number = control.Shape == FieldShape.Enum ? $"({control.Integer}){value}" : value;
        if (condition.Mask != 0)
            return $"({number} & {Literals.Of(control, condition.Mask)}) != 0";
        string[] values = condition.Values.Distinct().Select(v => Literals.Of(control, v)).ToArray();
        return values.Length == 1 ? $"{number} == {values[0]}" : $"{number} is {string.Join(" or ", values)}";
    }

    private static string All(PacketSpec spec, FieldSpec field, Func<FieldSpec, string> valueOf) => string.Join(" && ", field.When.Select(c =>
    {
        FieldSpec control = FieldOf(spec, c.Field);
        return Holds(control, c, valueOf(control));
    }));
}
