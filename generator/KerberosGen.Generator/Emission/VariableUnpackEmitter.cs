using System.Collections.Generic;
using KerberosGen.Generator.Emission.Parts;
using KerberosGen.Generator.Specs;
using static KerberosGen.Generator.Emission.Names;

namespace KerberosGen.Generator.Emission;

/// <summary>Emits the unpack of a packet with variable parts.</summary>
internal static class VariableUnpackEmitter
{
    public static void Emit(SourceWriter source, PacketSpec spec)
    {
        source.Summary("Reads a packet from the beginning of a span, as a view of it. No input throws.");
        source.Open($"public static {Result} Unpack({ReadOnlySpan} source, out {spec.Type.Name} packet)");
        // Every field is read below, or the whole packet set to its default.
        source.Line($"{Unsafe}.SkipInit(out packet);");
        source.Line("int at = 0;");
        var cursor = new UnpackCursor(source, spec);
        var pending = new List<FieldSpec>();
        bool skipsPadding = false;
        foreach (FieldSpec field in spec.Fields)
        {
            if (field.IsVariable)
            {
                EmitRun(cursor, pending, skipsPadding);
                skipsPadding = false;
                EmitVariable(cursor, field);
                continue;
            }

            if (field.Padding is null)
            {
                EmitRun(cursor, pending, skipsPadding);
                Paddings.Read(cursor, field);
                skipsPadding = true;
            }

            pending.Add(field);
            if (field.Role == "PacketLength")
            {
                EmitRun(cursor, pending, skipsPadding);
                skipsPadding = false;
                EmitCut(cursor, field);
            }
        }

        EmitRun(cursor, pending, skipsPadding);
        Paddings.ReadTail(cursor);
        if (cursor.IsCut)
            cursor.Refusal.When("at != source.Length", "TrailingBytes", Verification.LastLeaf(spec), "at");
        Verification.Emit(source, spec, "packet", "source[..at]", cursor.Refusal);
        source.Line($"return {Result}.Done(at);");
        source.Close();
        source.Line();
    }

    /// <summary>Emits one field that varies, padding and prefix included, but for its condition.</summary>
    public static void EmitContent(UnpackCursor cursor, FieldSpec field, bool keepsStart)
    {
        PacketSpec spec = cursor.Spec;
        string start = Parameter(spec, field) + "Offset";
        Paddings.Read(cursor, field);
        if (keepsStart)
            cursor.Source.Line($"{(field.IsConditional ? "" : "int ")}{start} = at;");
        if (field.Size is not null)
        {
            EmitRun(cursor, [field], skipsPadding: true);
            return;
        }

        Part part = Part.Of(spec, field);
        if (field.Prefix is not null)
            part.ReadMeasured(cursor, new PrefixPart(spec, field).Read(cursor, StartOf(field, start)));
        else if (field.MeasuredBy is { } measuredBy)
            part.ReadMeasured(cursor, Measure.By(spec, FieldOf(spec, measuredBy)));
        else
            part.Read(cursor);
    }

    private static void EmitVariable(UnpackCursor cursor, FieldSpec field)
    {
        PacketSpec spec = cursor.Spec;
        string start = Parameter(spec, field) + "Offset";
        string end = Parameter(spec, field) + "End";
        bool keepsStart = KeepsStart(spec, field);
        bool keepsEnd = Checksums.NeedsEnd(spec, field) && !Checksums.HasKnownEnd(field);
        if (!field.IsConditional)
        {
            EmitContent(cursor, field, keepsStart);
            if (keepsEnd)
                cursor.Source.Line($"int {end} = at;");
            return;
        }

        if (keepsStart)
            cursor.Source.Line($"int {start} = at;");
        cursor.Source.Open($"if ({Conditions.OnReading(spec, field, "packet")})");
        EmitContent(cursor, field, keepsStart);
        cursor.Source.Close();
        cursor.Source.Open("else");
        cursor.Source.Line($"packet.{field.Name} = default;");
        cursor.Source.Close();
        cursor.Source.Line();
        if (keepsEnd)
            cursor.Source.Line($"int {end} = at;");
    }

    private static void EmitRun(UnpackCursor cursor, List<FieldSpec> fields, bool skipsPadding)
    {
        if (fields.Count == 0)
            return;
        PacketSpec spec = cursor.Spec;
        SourceWriter source = cursor.Source;
        string start = cursor.NextRun();
        var run = new FieldRun(spec, fields, start, "at", skipsPadding);
        cursor.Need(Number(run.Size), fields[0]);
        source.Line($"ref byte {start} = ref {Unsafe}.Add(ref {Reference}(source), at);");
        run.LoadBits(source);
        run.Check(source, cursor.Refusal);
        foreach ((FieldSpec field, Spot spot) in run.Fields)
        {
            if (field.Role is "None" or "Code" or "PayloadSize" || field.IsConditional)
            {
                source.Lines(run.Read(field, spot, "packet." + field.Name));
            }
            else
            {
                // In a local too: what has gone out by reference, the JIT would read back from memory.
                string value = Parameter(spec, field) + "Value";
                source.Line(run.Read(field, spot, $"{field.Integer} {value}"));
                source.Line($"packet.{field.Name} = {value};");
            }

            if (!field.IsConditional && KeepsStart(spec, field))
                source.Line($"int {Parameter(spec, field)}Offset = {spot.Where};");
            if (!field.IsConditional && Checksums.NeedsEnd(spec, field) && !Checksums.HasKnownEnd(field))
                source.Line($"int {Parameter(spec, field)}End = {spot.Plus(field.Bits?.IntegerSize ?? field.Size!.Value).Where};");
        }

        source.Line($"at += {Number(run.Size)};");
        fields.Clear();
    }

    /// <summary>Ends the source where the packet's own length says.</summary>
    private static void EmitCut(UnpackCursor cursor, FieldSpec length)
    {
        string value = Parameter(cursor.Spec, length) + "Value";
        string adjust = length.Adjust switch { 0 => "", > 0 => $" - {Number(length.Adjust)}", _ => $" + {Number(-length.Adjust)}" };
        string number = WrittenValue.Limit(length) > long.MaxValue ? $"global::System.Math.Min({value}, uint.MaxValue)" : value;
        string offset = cursor.OffsetOf(length);
        cursor.Source.Line($"long whole = (long){number}{adjust};");
        cursor.Refusal.When("whole < MinSize", "LengthTooSmall", length.Leaf, offset);
        bool canOverflow = WrittenValue.Limit(length) > int.MaxValue;
        cursor.Refusal.When("whole > source.Length", canOverflow
            ? $"whole > int.MaxValue ? {Refusal.Invalid("LengthTooLarge", length.Leaf, offset)} : {Result}.NeedMoreData((int)whole - source.Length)"
            : $"{Result}.NeedMoreData((int)whole - source.Length)");
        cursor.Source.Line("source = source[..(int)whole];");
        cursor.IsCut = true;
    }

    private static string StartOf(FieldSpec field, string local) => field.Offset is { } offset ? Number(offset) : local;

    /// <summary>True if the local that holds where a field stands is needed: by a checksum, or to say where a wrong length is.</summary>
    private static bool KeepsStart(PacketSpec spec, FieldSpec field)
    {
        if (Checksums.NeedsStart(spec, field) && !Checksums.HasKnownStart(field))
            return true;
        if (field.Offset is not null)
            return false;
        if (field.Prefix is not null || field.Computed is not null)
            return true;
        return field.Measures is { } measures && Measure.By(spec, field).CanBeWrong(FieldOf(spec, measures));
    }
}
