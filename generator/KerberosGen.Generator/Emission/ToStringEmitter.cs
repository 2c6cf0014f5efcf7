using System.Linq;
using KerberosGen.Generator.Specs;
using static KerberosGen.Generator.Emission.Names;

namespace KerberosGen.Generator.Emission;

/// <summary>Emits a <c>ToString</c> that redacts.</summary>
internal static class ToStringEmitter
{
    public static void Emit(SourceWriter source, PacketSpec spec)
    {
        string name = Plain(spec.Type.Name);
        source.Summary("The fields for a person to read: secrets are left out, text from a peer is made harmless.");
        if (spec.Fields.Count == 0)
        {
            source.Line($"public override readonly string ToString() => {Quote(name)};");
            source.Line();
            return;
        }

        string parts = string.Join(", ", spec.Fields.Select(f => $"{Plain(f.Name)} = {ShowIfThere(spec, f)}"));
        source.Line("public override readonly string ToString() =>");
        source.Line($"    {Invariant($"{name} {{{{ {parts} }}}}")};");
        source.Line();
    }

    /// <summary>A field's place in an interpolated string.</summary>
    public static string Show(PacketSpec spec, FieldSpec field)
    {
        if (field.Encryption is not null)
            return $"({(field.Size is null ? $"{{this.{field.Name}.Length}}" : Number(field.Size!.Value))} bytes encrypted)";
        if (field.IsSecret)
            return "***";
        return field.Shape switch
        {
            FieldShape.Bytes when field.IsText => $"{{({Quoted(field, "this." + field.Name)})}}",
            FieldShape.Bytes => $"({{this.{field.Name}.Length}} bytes)",
            FieldShape.List or FieldShape.Sequence => $"{{this.{field.Name}.ToString()}}",
            FieldShape.Packet when field.IsNestedView => $"{{this.{field.Name}.ToString()}}",
            FieldShape.Union => $"{{(this.{field.Name}.ToString({Chosen(spec, field)}))}}",
            FieldShape.Array => $"{Number(field.Count)} x {field.Entry!.TypeShortName}",
            FieldShape.Time => $"{{this.{field.Name}:O}}",
            FieldShape.Domain when field.IsText => $"{{({Quoted(field, $"this.{field.Name}.{field.Encoding}")})}}",
            _ => $"{{this.{field.Name}}}",
        };
    }

    /// <summary>An interpolated string that no culture changes.</summary>
    public static string Invariant(string parts) => $"global::System.FormattableString.Invariant($\"{parts}\")";

    private static string ShowIfThere(PacketSpec spec, FieldSpec field) => field.IsConditional
        ? $"{{({Conditions.OnWriting(spec, field, "this")} ? {Invariant(Show(spec, field))} : \"absent\")}}"
        : Show(spec, field);

    private static string Quoted(FieldSpec field, string bytes) => field.Encoding == "Utf8"
        ? $"{Codec}DisplayText.Quote({bytes})"
        : $"{Codec}WireText.Quote(global::KerberosGen.TextEncoding.{field.Encoding}, {bytes})";

    private static string Chosen(PacketSpec spec, FieldSpec field)
    {
        FieldSpec control = FieldOf(spec, field.ChosenBy!);
        return Conditions.Chosen(control, WrittenValue.OfControl(spec, control, "this"));
    }
}
