using System.Linq;
using KerberosGen.Generator.Specs;
using static KerberosGen.Generator.Emission.Names;

namespace KerberosGen.Generator.Emission;

/// <summary>Emits what a packet is held to once everything is read: checksums, computed values, the declaration's own rules.</summary>
internal static class Verification
{
    /// <summary>True if something must be read before it can be checked.</summary>
    public static bool NeedsPacket(PacketSpec spec) =>
        spec.HasValidate || spec.PacketLength is not null || spec.Fields.Any(f => f.Checksum is not null || f.Computed is not null);

    /// <summary>The leaf that stands for the packet's end.</summary>
    public static int LastLeaf(PacketSpec spec) => spec.Fields.Count == 0 ? 0 : spec.Fields[spec.Fields.Count - 1].Leaf;

    /// <param name="source">The source.</param>
    /// <param name="spec">The packet.</param>
    /// <param name="packet">The local that holds it.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="refusal">How to give up.</param>
    public static void Emit(SourceWriter source, PacketSpec spec, string packet, string bytes, Refusal refusal)
    {
        foreach (FieldSpec field in Checksums.InOrder(spec))
        {
            string wrong = $"{Checksums.Computed(spec, field, bytes)} != {packet}.{field.Name}";
            refusal.When(WhileThere(spec, field, packet, wrong), "WrongChecksum", field.Leaf, Checksums.StartOf(spec, field));
        }

        foreach (FieldSpec field in spec.Fields)
        {
            if (field.Computed is not { } property)
                continue;
            string wrong = field.Shape is FieldShape.Integer or FieldShape.Enum or FieldShape.Boolean
                ? $"{packet}.{field.Name} != {packet}.{property}"
                : $"!{packet}.{field.Name}.Equals({packet}.{property})";
            refusal.When(WhileThere(spec, field, packet, wrong), "WrongComputed", field.Leaf, field.Offset is { } offset ? Number(offset) : Parameter(spec, field) + "Offset");
        }

        if (spec.HasValidate)
            EmitValidate(source, spec, packet);
    }

    private static void EmitValidate(SourceWriter source, PacketSpec spec, string packet)
    {
        source.Line($"{Codec}PacketValidation validation = default;");
        source.Line($"{packet}.Validate(ref validation);");
        source.Line("if (validation.Field is { } refused)");
        source.Open();
        if (packet == "packet")
            source.Line("packet = default;");
        source.Line("return refused switch");
        source.Open();
        foreach (FieldSpec field in spec.Fields)
            source.Line($"{Quote(Plain(field.Name))} => {Refusal.Invalid("Refused", field.Leaf, OffsetForMessage(field))},");
        source.Line($"_ => {Refusal.Invalid("Refused", ushort.MaxValue, "0")},");
        source.Close(";");
        source.Close();
        source.Line();
    }

    private static string OffsetForMessage(FieldSpec field) => Number(field.Offset ?? 0);

    private static string WhileThere(PacketSpec spec, FieldSpec field, string packet, string condition) =>
        field.IsConditional ? $"{Conditions.OnReading(spec, field, packet)} && {condition}" : condition;
}
