using System.Linq;
using KerberosGen.Generator.Specs;
using static KerberosGen.Generator.Emission.Names;

namespace KerberosGen.Generator.Emission;

/// <summary>Emits a packet's table.</summary>
internal static class LayoutEmitter
{
    public static void Emit(SourceWriter source, PacketSpec spec)
    {
        source.Summary("The table of the packet's fields.");
        source.Open($"public static {Layout}PacketLayout Layout {{ get; }} = new()");
        source.Line($"Name = {Quote(Plain(spec.Type.Name))},");
        source.Line($"Summary = {Quote(spec.Summary)},");
        source.Line($"Kind = {Layout}PacketKind.{spec.Kind},");
        if (spec.Direction is { } direction)
            source.Line($"Direction = global::KerberosGen.PacketDirection.{direction},");
        if (spec.Kind == PacketKind.Message)
            source.Line($"Code = {Number(spec.Code!.Value)},");
        if (spec.WireLayout is { } wireLayout)
            source.Line($"WireLayout = {Quote(wireLayout)},");
        source.Line($"MinSize = {Number(spec.MinSize)},");
        if (spec.Size is { } size)
            source.Line($"Size = {Number(size)},");
        if (spec.Align > 0)
            source.Line($"Align = {Number(spec.Align)},");
        if (spec.IsPaddingIgnored)
            source.Line("IsPaddingIgnored = true,");
        if (spec.HasValidate)
            source.Line("HasValidation = true,");
        if (spec.Fields.Count == 0)
        {
            source.Line("Fields = [],");
        }
        else
        {
            source.Line("Fields =");
            source.Line("[");
            source.Indented(() =>
            {
                foreach (FieldSpec field in spec.Fields)
                    EmitField(source, spec, field);
            });
            source.Line("],");
        }

        source.Close(";");
    }

    private static void EmitField(SourceWriter source, PacketSpec spec, FieldSpec field)
    {
        source.Open("new()");
        source.Line($"Name = {Quote(field.WireName)},");
        if (field.Summary.Length > 0)
            source.Line($"Summary = {Quote(field.Summary)},");
        if (field.Offset is { } offset)
            source.Line($"Offset = {Number(offset)},");
        source.Line($"Type = {FieldTypeEmitter.TypeOf(field)},");
        if (field.Role != "None")
            source.Line($"Role = {Layout}FieldRole.{field.Role},");
        if (field.Measures is { } measures)
            source.Line($"Measures = {Quote(WireNameOf(spec, measures))},");
        if (field.MeasuredBy is { } measuredBy)
            source.Line($"MeasuredBy = {Quote(WireNameOf(spec, measuredBy))},");
        EmitExtent(source, spec, field);
        EmitPresence(source, field);
        EmitRules(source, spec, field);
        if (field.SyntheticIv is { } label)
            source.Line($"SyntheticIv = {Quote(label)},");
        if (field.Encryption is { } encryption)
        {
            source.Open("Encryption = new()");
            source.Line($"Role = {Quote(encryption.Role)},");
            source.Line($"Iv = {Quote(WireNameOf(spec, encryption.IvField))},");
            source.Line($"Padding = {Crypto}CipherPadding.{encryption.Padding},");
            source.Line($"Plaintext = {PlaintextOf(encryption)},");
            source.Close(",");
        }

        source.Close(",");
    }

    /// <summary>What decides the field's bytes, beside its type.</summary>
    private static void EmitExtent(SourceWriter source, PacketSpec spec, FieldSpec field)
    {
        if (field.MeasuredBy is { } measuredBy && FieldOf(spec, measuredBy).Role == "Count")
            source.Line("MeasuredByCount = true,");
        if (field.Adjust != 0)
            source.Line($"Adjust = {Number(field.Adjust)},");
        if (field.Bits is { } bits)
            source.Line($"Bits = new({Number(bits.Shift)}, {Number(bits.IntegerSize)}, {(bits.IsFirst ? "true" : "false")}),");
        if (field.Prefix is { } prefix)
        {
            string order = field.IsBigEndian ? $", ByteOrder = {Layout}ByteOrder.BigEndian" : "";
            string adjust = prefix.Adjust == 0 ? "" : $", Adjust = {Number(prefix.Adjust)}";
            source.Line($"Prefix = new() {{ IsCount = {(prefix.IsCount ? "true" : "false")}, Width = {Number(prefix.Width)}{order}{adjust} }},");
        }

        if (field.IsNulTerminated)
            source.Line("IsNulTerminated = true,");
        if (field.PadBefore > 0)
            source.Line($"PadBefore = {Number(field.PadBefore)},");
        if (field.Align > 0)
            source.Line($"Align = {Number(field.Align)},");
        if (field.IsPaddingIgnored)
            source.Line("IsPaddingIgnored = true,");
    }

    /// <summary>What brings or ends the field.</summary>
    private static void EmitPresence(SourceWriter source, FieldSpec field)
    {
        if (field.When.Count > 0)
            source.Line($"When = [{string.Join(", ", field.When.Select(Condition))}],");
        if (field.Until.Count > 0)
            source.Line($"Until = [{string.Join(", ", field.Until.Select(Condition))}],");
        if (field.Cases.Count > 0)
            source.Line($"Cases = [{string.Join(", ", field.Cases.Select(FieldTypeEmitter.Literal))}],");
        if (field.IsOtherwise)
            source.Line("IsOtherwise = true,");
    }

    /// <summary>What the field's value is held to.</summary>
    private static void EmitRules(SourceWriter source, PacketSpec spec, FieldSpec field)
    {
        if (field.ChosenBy is { } chosenBy)
            source.Line($"ChosenBy = {Quote(WireNameOf(spec, chosenBy))},");
        if (field.IsConstant && field.Bits is null)
            source.Line($"Constant = {Literals.Bytes(FieldTypeEmitter.ConstantOf(field))},");
        if (field.Checksum is { } checksum)
            source.Line($"Checksum = {Codec}Checksum.Describe<{checksum.TypeFullName}>({WireNameOrNull(checksum.From)}, {WireNameOrNull(checksum.To)}),");
        if (field.Computed is not null)
            source.Line("IsComputed = true,");
        if (field.Range is { } range)
        {
            source.Line($"Min = {Literals.Bound(field, range.Min)},");
            source.Line($"Max = {Literals.Bound(field, range.Max)},");
        }

        if (field is { Bits: not null, ConstantValue: { } constant })
            source.Line($"OneOf = [{FieldTypeEmitter.Literal(constant)}],");
        else if (field.OneOf.Count > 0)
            source.Line($"OneOf = [{string.Join(", ", field.OneOf.Select(FieldTypeEmitter.Literal))}],");

        string WireNameOrNull(string? name) => name is null ? "null" : Quote(WireNameOf(spec, name));
    }

    private static string Condition(ConditionSpec condition) => condition.Mask != 0
        ? $"new() {{ Field = {Quote(condition.WireName)}, Mask = {FieldTypeEmitter.Literal(condition.Mask)} }}"
        : $"new() {{ Field = {Quote(condition.WireName)}, Values = [{string.Join(", ", condition.Values.Select(FieldTypeEmitter.Literal))}] }}";

    private static string PlaintextOf(EncryptionSpec encryption) =>
        encryption.PlaintextFullName is { } type
            ? type + ".FieldType"
            : encryption.PlaintextIsText
                ? $"new() {{ Kind = {Layout}FieldKind.Text, Name = \"text\" }}"
                : $"new() {{ Kind = {Layout}FieldKind.Bytes, Name = \"bytes\" }}";

    private static string WireNameOf(PacketSpec spec, string field) => FieldOf(spec, field).WireName;
}
