using System;
using System.Linq;
using KerberosGen.Generator.Emission.Parts;
using KerberosGen.Generator.Specs;
using static KerberosGen.Generator.Emission.Names;

namespace KerberosGen.Generator.Emission;

/// <summary>
/// Emits a union: one case of it is on the wire, and the packet that holds it says which. Its members take that value, so that a
/// union never disagrees with the field that chooses.
/// </summary>
internal static class UnionEmitter
{
    public static string Emit(PacketSpec spec)
    {
        var source = new SourceWriter(spec.Type.Namespace);
        source.Line(Generated);
        source.Open($"{(spec.IsRefStruct ? "ref " : "")}partial struct {spec.Type.Name}");
        EmitSize(source, spec);
        EmitPack(source, spec);
        EmitUnpack(source, spec);
        EmitEquality(source, spec);
        EmitToString(source, spec);
        LayoutEmitter.Emit(source, spec);
        source.Close();
        return source.ToString();
    }

    private static void EmitSize(SourceWriter source, PacketSpec spec)
    {
        source.Summary("Bytes that the chosen case packs to; 0 if there is no such case.");
        source.Open("public readonly int PackedSize(long chosen)");
        EmitSwitch(
            source,
            spec,
            field => source.Line($"return {CaseSize(spec, field)};"),
            () => source.Line("return 0;"));
        source.Close();
        source.Line();
    }

    private static void EmitPack(SourceWriter source, PacketSpec spec)
    {
        source.Summary("Writes the chosen case, or answers false and writes nothing if it does not fit.");
        source.Line("/// <exception cref=\"global::System.InvalidOperationException\">There is no such case, or its value is not allowed.</exception>");
        source.Open($"public readonly bool TryPack(long chosen, {Span} destination, out int written)");
        source.Lines("""
            int size = PackedSize(chosen);
            if (destination.Length < size)
            {
                written = 0;
                return false;
            }

            """);
        EmitSwitch(
            source,
            spec,
            field =>
            {
                FieldRefusals.EmitField(source, spec, field);
                if (VariablePackEmitter.NeedsReference(field))
                    source.Line($"ref byte to = ref {Reference}(destination);");
                VariablePackEmitter.EmitField(new PackCursor(source), spec, field);
                source.Line("break;");
            },
            () =>
            {
                source.Line($"{Throw}.UnknownCase({Quote(Plain(spec.Type.Name))}, chosen);");
                source.Line("break;");
            });
        source.Lines("""

            written = size;
            return true;
            """);
        source.Close();
        source.Line();
    }

    private static void EmitUnpack(SourceWriter source, PacketSpec spec)
    {
        source.Summary("Reads the chosen case from the beginning of a span. No input throws.");
        source.Open($"public static {Result} Unpack(long chosen, {ReadOnlySpan} source, out {spec.Type.Name} packet)");
        source.Line("packet = default;");
        source.Line("int at = 0;");
        var cursor = new UnpackCursor(source, spec);
        EmitSwitch(
            source,
            spec,
            field =>
            {
                VariableUnpackEmitter.EmitContent(cursor, field, keepsStart: false);
                source.Line($"return {Result}.Done(at);");
            },
            () => source.Line($"return {Refusal.Invalid("UnknownCase", 0, "at")};"));
        source.Close();
        source.Line();
    }

    private static void EmitEquality(SourceWriter source, PacketSpec spec)
    {
        string name = spec.Type.Name;
        source.Summary("Compares the chosen case.");
        source.Open($"public readonly bool Equals(long chosen, scoped in {name} other)");
        EmitSwitch(
            source,
            spec,
            field => source.Line($"return {(field.IsDerived ? "true" : EqualityEmitter.Values(field, ""))};"),
            () => source.Line("return true;"));
        source.Close();
        source.Line();
        source.Summary("A hash of the chosen case.");
        source.Open("public readonly int GetHashCode(long chosen)");
        source.Line("global::System.HashCode hash = default;");
        EmitSwitch(
            source,
            spec,
            field =>
            {
                if (!field.IsDerived)
                    source.Lines(EqualityEmitter.Hash(field, ""));
                source.Line("break;");
            },
            () => source.Line("break;"));
        source.Line();
        source.Line("return hash.ToHashCode();");
        source.Close();
        source.Line();
    }

    private static void EmitToString(SourceWriter source, PacketSpec spec)
    {
        source.Summary("The chosen case for a person to read: secrets are left out, text from a peer is made harmless.");
        source.Open("public readonly string ToString(long chosen)");
        EmitSwitch(
            source,
            spec,
            field => source.Line($"return {ToStringEmitter.Invariant($"{Plain(field.Name)} {{{{ {ToStringEmitter.Show(spec, field)} }}}}")};"),
            () => source.Line("return \"no case\";"));
        source.Close();
        source.Line();
    }

    private static string CaseSize(PacketSpec spec, FieldSpec field)
    {
        if (field.Size is { } size)
            return Number(size);
        string content = Part.Of(spec, field).SizeOf("this.");
        string prefix = field.Prefix is null ? "" : new PrefixPart(spec, field).SizeOf("this.") + " + ";
        return $"checked({prefix}{content}{(field.IsNulTerminated ? " + 1" : "")})";
    }

    private static void EmitSwitch(SourceWriter source, PacketSpec spec, Action<FieldSpec> emit, Action emitUnknown)
    {
        source.Line("switch (chosen)");
        source.Open();
        foreach (FieldSpec field in spec.Fields.Where(f => !f.IsOtherwise))
        {
            foreach (long value in field.Cases.Distinct())
                source.Line($"case {value.ToString(System.Globalization.CultureInfo.InvariantCulture)}:");
            source.Open();
            emit(field);
            source.Close();
            source.Line();
        }

        source.Line("default:");
        source.Open();
        if (spec.Fields.FirstOrDefault(f => f.IsOtherwise) is { } otherwise)
            emit(otherwise);
        else
            emitUnknown();
        source.Close();
        source.Close();
    }
}
