using System.Collections.Generic;
using System.Linq;
using KerberosGen.Generator.Specs;
using static KerberosGen.Generator.Emission.Names;

namespace KerberosGen.Generator.Emission;

/// <summary>
/// Emits pack and unpack of a packet with variable parts: one check for each run of fields of fixed size, one for each
/// variable part.
/// </summary>
internal static class VariableCodecEmitter
{
    public static void Emit(SourceWriter source, PacketSpec spec)
    {
        EmitPack(source, spec);
        EmitUnpack(source, spec);
        source.Lines($$"""
            /// <summary>
            /// Reads a packet from the beginning of a sequence. No input throws.
            /// </summary>
            /// <param name="source">The bytes.</param>
            /// <param name="scratch">Room for all of them, used only if they stand in several segments; the packet then is a view of it.</param>
            /// <param name="packet">The packet, or the default value.</param>
            /// <exception cref="global::System.ArgumentException">There are several segments and the scratch space is too short.</exception>
            public static {{Result}} Unpack(scoped in {{Sequence}} source, {{Span}} scratch, out {{spec.Type.Name}} packet) =>
                Unpack({{Codec}}SequenceScratch.Join({{Quote(Plain(spec.Type.Name))}}, in source, scratch), out packet);

            """);
    }

    private static void EmitPack(SourceWriter source, PacketSpec spec)
    {
        source.Summary("Writes the packet, or answers false and writes nothing if it does not fit. Lengths and counts are written from what they measure.");
        source.Line("/// <exception cref=\"global::System.InvalidOperationException\">A part is longer than its length field can say.</exception>");
        source.Open($"public readonly bool TryPack({Span} destination, out int written)");
        source.Lines("""
            int size = PackedSize;
            if (destination.Length < size)
            {
                written = 0;
                return false;
            }

            """);
        EmitLimits(source, spec);
        if (!spec.Fields[0].IsVariable || spec.Fields.Any(f => f.Shape == FieldShape.List) || HasFixedBehindVariable(spec))
            source.Line($"ref byte to = ref {Reference}(destination);");
        string start = "to";
        int offset = 0;
        int run = 0;
        bool needsAt = false;
        for (int i = 0; i < spec.Fields.Count; i++)
        {
            FieldSpec field = spec.Fields[i];
            if (!field.IsVariable)
            {
                source.Line(FieldAccess.Write(field, Value(field), start, offset));
                offset += field.Size!.Value;
                continue;
            }

            string at = !needsAt ? Number(offset) : offset == 0 ? "at" : $"(at + {Number(offset)})";
            string size = field.Shape == FieldShape.List ? $"this.{field.Name}.PackedSize" : $"this.{field.Name}.Length";
            source.Line(field.Shape == FieldShape.List
                ? $"this.{field.Name}.WriteUnchecked(ref {Unsafe}.Add(ref to, {at}));"
                : $"this.{field.Name}.CopyTo(destination[{at}..]);");
            if (i == spec.Fields.Count - 1)
                break;
            string advance = offset == 0 ? size : $"{Number(offset)} + {size}";
            source.Line(needsAt ? $"at += {advance};" : $"int at = {advance};");
            needsAt = true;
            offset = 0;
            if (spec.Fields[i + 1].IsVariable)
                continue;
            start = "run" + Number(++run);
            source.Line($"ref byte {start} = ref {Unsafe}.Add(ref to, at);");
        }

        source.Lines("""
            written = size;
            return true;
            """);
        source.Close();
        source.Line();
    }

    private static void EmitLimits(SourceWriter source, PacketSpec spec)
    {
        foreach (FieldSpec measure in spec.Fields)
        {
            string? limit = measure.Integer switch { "byte" => "255", "ushort" => "65535", _ => null };
            if (measure.Measures is null || limit is null)
                continue;
            string amount = Amount(measure);
            source.Line($"if ({amount} > {limit})");
            source.Indented(() => source.Line(
                $"{Throw}.LengthOverflow({Quote(Plain(spec.Type.Name))}, {Quote(Plain(measure.Measures))}, {amount}, {Quote(Plain(measure.Name))}, {limit});"));
        }
    }

    private static void EmitUnpack(SourceWriter source, PacketSpec spec)
    {
        source.Summary("Reads a packet from the beginning of a span, as a view of it. No input throws.");
        source.Open($"public static {Result} Unpack({ReadOnlySpan} source, out {spec.Type.Name} packet)");
        // Every field is read below, or the whole packet set to its default.
        source.Line($"{Unsafe}.SkipInit(out packet);");
        source.Line("int at = 0;");
        int run = 0;
        var pending = new List<FieldSpec>();
        foreach (FieldSpec field in spec.Fields)
        {
            if (!field.IsVariable)
            {
                pending.Add(field);
                continue;
            }

            EmitRun(source, spec, pending, ref run);
            EmitVariable(source, spec, field);
        }

        EmitRun(source, spec, pending, ref run);
        source.Line($"return {Result}.Done(at);");
        source.Close();
        source.Line();
    }

    private static void EmitRun(SourceWriter source, PacketSpec spec, List<FieldSpec> fields, ref int run)
    {
        if (fields.Count == 0)
            return;
        int size = 0;
        foreach (FieldSpec field in fields)
            size += field.Size!.Value;
        string start = "run" + Number(run++);
        EmitNeed(source, Number(size));
        source.Line($"ref byte {start} = ref {Unsafe}.Add(ref {Reference}(source), at);");
        int offset = 0;
        foreach (FieldSpec field in fields)
        {
            if (field.Measures is null)
            {
                source.Line(FieldAccess.Read(field, "packet." + field.Name, start, offset));
            }
            else
            {
                // In a local too: what has gone out by reference, the JIT would read back from memory.
                source.Line(FieldAccess.Read(field, $"{field.Integer} {Measured(spec, field)}", start, offset));
                source.Line($"packet.{field.Name} = {Measured(spec, field)};");
            }

            if (field is { Measures: { } measured, Offset: null } && CanOverflow(field, UnitOf(FieldOf(spec, measured))))
                source.Line($"int {OffsetOf(spec, field)} = at + {Number(offset)};");
            offset += field.Size!.Value;
        }

        source.Line($"at += {Number(size)};");
        fields.Clear();
    }

    private static void EmitVariable(SourceWriter source, PacketSpec spec, FieldSpec field)
    {
        string size = Parameter(spec, field) + "Size";
        if (field.MeasuredBy is { } measuredBy)
        {
            FieldSpec measure = FieldOf(spec, measuredBy);
            if (field.Shape == FieldShape.List)
                EmitCounted(source, spec, measure, field.EntrySize, size);
            else
                EmitMeasured(source, spec, measure, size);
        }
        else
        {
            source.Line($"int {size} = source.Length - at;");
            if (field.Shape == FieldShape.List)
            {
                source.Open($"if ({size} % {Number(field.EntrySize)} != 0)");
                source.Line("packet = default;");
                source.Line($"return {Result}.NeedMoreData({Number(field.EntrySize)} - ({size} % {Number(field.EntrySize)}));");
                source.Close();
                source.Line();
            }
        }

        string view = $"source.Slice(at, {size})";
        source.Line(field.Shape == FieldShape.List
            ? $"packet.{field.Name} = {Codec}PacketList<{field.EntryFullName}>.Over({view});"
            : $"packet.{field.Name} = {view};");
        source.Line($"at += {size};");
    }

    private static void EmitMeasured(SourceWriter source, PacketSpec spec, FieldSpec measure, string size)
    {
        string measured = Measured(spec, measure);
        string need = $"{Result}.NeedMoreData((int){measured} - (source.Length - at))";
        source.Open($"if ({measured} > (uint)(source.Length - at))");
        source.Line("packet = default;");
        if (CanOverflow(measure, 1))
        {
            source.Line($"return {measured} > int.MaxValue");
            source.Indented(() =>
            {
                source.Line($"? {TooLarge(spec, measure)}");
                source.Line($": {need};");
            });
        }
        else
        {
            source.Line($"return {need};");
        }

        source.Close();
        source.Line();
        source.Line($"int {size} = (int){measured};");
    }

    private static void EmitCounted(SourceWriter source, PacketSpec spec, FieldSpec measure, int unit, string size)
    {
        string measured = Measured(spec, measure);
        if (CanOverflow(measure, unit))
        {
            source.Open($"if ({measured} > int.MaxValue / {Number(unit)})");
            source.Line("packet = default;");
            source.Line($"return {TooLarge(spec, measure)};");
            source.Close();
            source.Line();
        }

        source.Line($"int {size} = (int){measured} * {Number(unit)};");
        EmitNeed(source, size);
    }

    private static string TooLarge(PacketSpec spec, FieldSpec measure) =>
        $"{Result}.Invalid({Codec}InvalidReason.LengthTooLarge, {Number(measure.Leaf)}, {OffsetOf(spec, measure)})";

    private static void EmitNeed(SourceWriter source, string size)
    {
        source.Open($"if (source.Length - at < {size})");
        source.Lines($$"""
            packet = default;
            return {{Result}}.NeedMoreData({{size}} - (source.Length - at));
            """);
        source.Close();
        source.Line();
    }

    /// <summary>What is written for a field: a measuring one takes its value from what it measures.</summary>
    private static string Value(FieldSpec field) =>
        field.Measures is null ? "this." + field.Name : $"({field.Integer}){Amount(field)}";

    private static string Amount(FieldSpec measure) =>
        "this." + measure.Measures + (measure.Role == "Count" ? ".Count" : ".Length");

    private static int UnitOf(FieldSpec measured) => measured.Shape == FieldShape.List ? measured.EntrySize : 1;

    private static bool HasFixedBehindVariable(PacketSpec spec) =>
        spec.Fields.SkipWhile(f => !f.IsVariable).Any(f => !f.IsVariable);

    // A comparison that can never be true would be a warning in the emitted code.
    private static bool CanOverflow(FieldSpec measure, int unit) => measure.Integer switch
    {
        "byte" => byte.MaxValue > int.MaxValue / unit,
        "ushort" => ushort.MaxValue > int.MaxValue / unit,
        _ => true,
    };

    private static FieldSpec FieldOf(PacketSpec spec, string name)
    {
        foreach (FieldSpec field in spec.Fields)
        {
            if (field.Name == name)
                return field;
        }

        throw new System.InvalidOperationException($"{spec.Type.Name} has no field {name}; the linker put the name there.");
    }

    /// <summary>The local that keeps a length or count.</summary>
    private static string Measured(PacketSpec spec, FieldSpec measure) => Parameter(spec, measure) + "Value";

    /// <summary>Where a measuring field stands: its constant offset, or the local that its run keeps.</summary>
    private static string OffsetOf(PacketSpec spec, FieldSpec measure) =>
        measure.Offset is { } offset ? Number(offset) : Parameter(spec, measure) + "Offset";
}
