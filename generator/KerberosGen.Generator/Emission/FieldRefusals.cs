using System.Linq;
using KerberosGen.Generator.Specs;
using static KerberosGen.Generator.Emission.Names;

namespace KerberosGen.Generator.Emission;

/// <summary>Emits what a field is held to before it is written. Messages name the field and the rule, never the value.</summary>
internal static class FieldRefusals
{
    /// <summary>For every field, each while it is there, after the declaration's own rules.</summary>
    public static void Emit(SourceWriter source, PacketSpec spec)
    {
        if (spec.HasValidate)
        {
            source.Line($"{Codec}PacketValidation validation = default;");
            source.Line("Validate(ref validation);");
            source.Line("if (validation.Field is { } refused)");
            source.Indented(() => source.Line($"{Throw}.Refused({Quote(Plain(spec.Type.Name))}, refused);"));
        }

        foreach (FieldSpec field in spec.Fields)
            EmitField(source, spec, field);
    }

    /// <summary>True if something but a length can be refused.</summary>
    public static bool HasRules(PacketSpec spec) => spec.HasValidate || spec.Fields.Any(f =>
        f.IsClosed || f.Range is not null || f.OneOf.Count > 0 || f.IsNulTerminated || f.Bits is not null
        || f.Size < f.NaturalSize || f.Shape is FieldShape.Time or FieldShape.Array or FieldShape.Union
        || (f.Shape is FieldShape.Packet && (f.Size is null || f.IsNestedChecked)));

    /// <summary>For one field, while it is there.</summary>
    public static void EmitField(SourceWriter source, PacketSpec spec, FieldSpec field)
    {
        var refusals = new SourceWriter();
        EmitLength(refusals, spec, field);
        if (field.Shape == FieldShape.Array)
            EmitEntries(refusals, spec, field);
        else if (!field.IsConstant && field.Checksum is null && field.Measures is null && field.Role != "PacketLength")
            EmitValue(refusals, spec, field, WrittenValue.Of(spec, field));
        else if (field.Measures is not null)
            EmitRules(refusals, spec, field, WrittenValue.Of(spec, field));
        if (field.IsNulTerminated)
            Throws(refusals, $"global::System.MemoryExtensions.Contains(this.{field.Name}, (byte)0)", $"HoldsNul({Names(spec, field)})");
        string text = refusals.ToString();
        if (text.Length == 0)
            return;
        if (!field.IsConditional)
        {
            source.Lines(text.TrimEnd('\n'));
            return;
        }

        EmitWhile(source, Conditions.OnWriting(spec, field, "this"), refusals);
    }

    private static void EmitValue(SourceWriter source, PacketSpec spec, FieldSpec field, string value)
    {
        string number = field.Shape == FieldShape.Enum ? $"({field.Integer}){value}" : value;
        if (field.Bits is { } bits && field.Shape != FieldShape.Boolean && bits.Count < 8 * field.NaturalSize)
            Throws(source, $"{number} > {Max(bits.Count)}", $"DoesNotFit({Names(spec, field)}, {Number(bits.Count)})");
        else if (field is { Bits: null, IsLeb128: false, Shape: FieldShape.Integer or FieldShape.Enum } && field.Size < field.NaturalSize)
            Throws(source, IsTooWide(field, number), $"DoesNotFit({Names(spec, field)}, {Number(8 * field.Size!.Value)})");
        else if (field is { Shape: FieldShape.Time, Size: 4 })
            Throws(source, $"{value}.ToUnixTime{field.TimeUnit}() is < 0 or > uint.MaxValue", $"DoesNotFit({Names(spec, field)}, 32)");
        EmitRules(source, spec, field, value);
    }

    private static void EmitRules(SourceWriter source, PacketSpec spec, FieldSpec field, string value)
    {
        string number = field.Shape == FieldShape.Enum ? $"({field.Integer}){value}" : value;
        if (field.IsClosed && FieldChecks.NotNamed(field, number) is { } notNamed)
            Throws(source, notNamed, $"NotAllowed({Names(spec, field)}, {Quote(field.IsFlags ? "a sum of the enum's named values" : "one of the enum's named values")})");
        if (field.Range is { } range && Literals.IsOutside(field, number, range) is { } outside)
            Throws(source, outside, $"NotAllowed({Names(spec, field)}, {Quote($"between {range.Min.TrimEnd('L', 'D')} and {range.Max.TrimEnd('L', 'D')}")})");
        if (field.OneOf.Count > 0)
            Throws(source, Literals.IsNoneOf(field, number, field.OneOf), $"NotAllowed({Names(spec, field)}, {Quote("one of " + string.Join(", ", field.OneOf.Distinct().Select(v => Literals.Of(field, v))))})");
    }

    private static void EmitEntries(SourceWriter source, PacketSpec spec, FieldSpec field)
    {
        var entries = new SourceWriter();
        EmitValue(entries, spec, field.Entry! with { Name = field.Name }, $"this.{field.Name}[i]");
        string text = entries.ToString();
        if (text.Length == 0)
            return;
        source.Open($"for (int i = 0; i < {Number(field.Count)}; i++)");
        source.Lines(text.TrimEnd('\n'));
        source.Close();
        source.Line();
    }

    private static void EmitLength(SourceWriter source, PacketSpec spec, FieldSpec field)
    {
        if (field.Role == "PacketLength")
        {
            ulong most = WrittenValue.Limit(field);
            if (spec.Size is null && most < int.MaxValue)
                Throws(source, $"size > {Limit(most, field.Adjust)}", $"PacketTooLong({Quote(Plain(spec.Type.Name))}, size, {Quote(Plain(field.Name))}, {Limit(most, field.Adjust)})");
        }
        else if (field.Measures is { } measures)
        {
            FieldSpec measured = FieldOf(spec, measures);
            string amount = WrittenValue.AmountOf(spec, field);
            if (WrittenValue.IsAlwaysWritten(measured, field))
            {
                EmitLimits(source, spec, measured, amount, field.Name, WrittenValue.Limit(field), field.Adjust);
                return;
            }

            var limits = new SourceWriter();
            EmitLimits(limits, spec, measured, amount, field.Name, WrittenValue.Limit(field), field.Adjust);
            EmitWhile(source, Conditions.OnWriting(spec, measured, "this"), limits);
            EmitUnmeasured(source, spec, field);
        }

        if (field.Prefix is { } prefix)
        {
            string amount = prefix.IsCount ? $"this.{field.Name}.Count" : Parts.Part.Of(spec, field).SizeOf("this.");
            ulong limit = prefix.Width is 0 or >= 8 ? ulong.MaxValue : (1UL << (8 * prefix.Width)) - 1;
            EmitLimits(source, spec, field, amount, field.Name, limit, prefix.Adjust);
        }
    }

    // A length whose part is absent is written as it is held.
    private static void EmitUnmeasured(SourceWriter source, PacketSpec spec, FieldSpec field)
    {
        var refusals = new SourceWriter();
        EmitValue(refusals, spec, field with { Range = null, OneOf = default, IsClosed = false }, "this." + field.Name);
        EmitWhile(source, $"!({Conditions.OnWriting(spec, FieldOf(spec, field.Measures!), "this")})", refusals);
    }

    private static void EmitWhile(SourceWriter source, string condition, SourceWriter refusals)
    {
        string text = refusals.ToString();
        if (text.Length == 0)
            return;
        source.Open($"if ({condition})");
        source.Lines(text.TrimEnd('\n'));
        source.Close();
        source.Line();
    }

    private static void EmitLimits(SourceWriter source, PacketSpec spec, FieldSpec measured, string amount, string length, ulong most, int adjust)
    {
        string names = $"{Quote(Plain(spec.Type.Name))}, {Quote(Plain(measured.Name))}, {amount}, {Quote(Plain(length))}";
        // What cannot be longer needs no check; a comparison that can never be true would be a warning in the emitted code.
        if (most < int.MaxValue)
            Throws(source, $"{amount} > {Limit(most, adjust)}", $"LengthOverflow({names}, {Limit(most, adjust)})");
        else if (adjust > 0 && most < (ulong)int.MaxValue + (ulong)adjust)
            Throws(source, $"{amount} > {Limit(most, adjust)}", $"LengthOverflow({names}, {Limit(most, adjust)})");
        if (adjust < 0)
            Throws(source, $"{amount} < {Number(-adjust)}", $"LengthUnderflow({names}, {Number(-adjust)})");
    }

    private static string IsTooWide(FieldSpec field, string number)
    {
        int bits = 8 * field.Size!.Value;
        return field.IsSigned ? $"{number} is < {-(1L << (bits - 1))} or > {(1L << (bits - 1)) - 1}" : $"{number} > {Max(bits)}";
    }

    private static string Limit(ulong most, int adjust) =>
        ((long)System.Math.Min(most, long.MaxValue / 2) - adjust).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Max(int bits) => ((1UL << bits) - 1).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Names(PacketSpec spec, FieldSpec field) => $"{Quote(Plain(spec.Type.Name))}, {Quote(Plain(field.Name))}";

    private static void Throws(SourceWriter source, string condition, string exception)
    {
        source.Line($"if ({condition})");
        source.Indented(() => source.Line($"{Throw}.{exception};"));
    }
}
