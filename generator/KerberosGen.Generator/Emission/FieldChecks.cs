using System.Linq;
using KerberosGen.Generator.Specs;
using static KerberosGen.Generator.Emission.Names;

namespace KerberosGen.Generator.Emission;

/// <summary>Emits what a field of fixed size is held to while its bytes are read, before it is.</summary>
internal static class FieldChecks
{
    public static void Emit(SourceWriter source, PacketSpec spec, FieldSpec field, Spot spot, Refusal refusal)
    {
        switch (field.Shape)
        {
            case FieldShape.Integer or FieldShape.Enum or FieldShape.Boolean or FieldShape.Float:
                EmitNumber(field, field.Bits is null ? FieldAccess.ReadNumber(field, spot) : BitGroups.Number(spec, field), spot, refusal);
                break;
            case FieldShape.Time when field.Size == 8:
                long unit = field.TimeUnit == "Seconds" ? 1 : 1000;
                refusal.When(
                    $"{FieldAccess.ReadNumber(field, spot)} is < {Whole(-62_135_596_800 * unit)} or > {Whole((253_402_300_800 * unit) - 1)}",
                    "OutOfRange", field.Leaf, spot.Where);
                break;
            case FieldShape.Domain when field.IsConstant:
                refusal.When(
                    $"!global::System.MemoryExtensions.SequenceEqual({Wire}.Bytes(in {spot.Start}, {spot.At}, {Number(field.Size!.Value)}), {Literals.Span(field.ConstantBytes)})",
                    "WrongConstant", field.Leaf, spot.Where);
                break;
            case FieldShape.Packet when field.IsNestedChecked:
                EmitNested(source, field, spot, refusal, Parameter(spec, field) + "Check");
                break;
            case FieldShape.Array when field.Entry!.IsChecked:
                source.Open($"for (int i = 0; i < {Number(field.Count)}; i++)");
                Spot entry = spot.Entry(field.Entry.Size!.Value);
                if (field.Entry.Shape == FieldShape.Packet)
                    EmitNested(source, field with { TypeFullName = field.Entry.TypeFullName }, entry, refusal, Parameter(spec, field) + "Check", isEntry: true);
                else
                    Emit(source, spec, field.Entry with { Name = field.Name, Leaf = field.Leaf }, entry, refusal);
                source.Close();
                source.Line();
                break;
        }
    }

    /// <summary>What a number is held to, wherever it was read from.</summary>
    public static void EmitNumber(FieldSpec field, string number, Spot spot, Refusal refusal)
    {
        if (field.ConstantValue is { } constant)
            refusal.When(Literals.IsNoneOf(field, number, [constant]), "WrongConstant", field.Leaf, spot.Where);
        else if (field is { Shape: FieldShape.Boolean, Bits: null })
            refusal.When($"{number} > 1", "UnknownValue", field.Leaf, spot.Where);
        if (field.IsClosed && NotNamed(field, number) is { } notNamed)
            refusal.When(notNamed, "UnknownValue", field.Leaf, spot.Where);
        if (field.Range is { } range && Literals.IsOutside(field, number, range) is { } outside)
            refusal.When(outside, "OutOfRange", field.Leaf, spot.Where);
        if (field.OneOf.Count > 0)
            refusal.When(Literals.IsNoneOf(field, number, field.OneOf), "OutOfRange", field.Leaf, spot.Where);
    }

    /// <summary>The condition that an enum's number has no name; null if every number has one.</summary>
    public static string? NotNamed(FieldSpec field, string number)
    {
        if (!field.IsFlags)
        {
            bool isFull = field.NaturalSize == 1 && field.Members.Select(m => m.Value).Distinct().Count() == 256;
            return isFull ? null : field.Members.Count == 0 ? "true" : Literals.IsNoneOf(field, number, field.Members.Select(m => m.Value));
        }

        ulong all = field.NaturalSize == 8 ? ulong.MaxValue : (1UL << (8 * field.NaturalSize)) - 1;
        ulong unnamed = all & ~field.Members.Aggregate(0UL, (sum, m) => sum | unchecked((ulong)m.Value));
        if (unnamed == 0)
            return null;
        string bits = field.IsSigned ? $"unchecked(({(field.NaturalSize == 8 ? "ulong" : "uint")}){number})" : number;
        return $"({bits} & 0x{unnamed.ToString("x", System.Globalization.CultureInfo.InvariantCulture)}) != 0";
    }

    private static void EmitNested(
        SourceWriter source, FieldSpec field, Spot spot, Refusal refusal, string local, bool isEntry = false)
    {
        string within = isEntry ? "WithinEntry" : "Within";
        source.Line($"{Result} {local} = {Wire}.Check<{field.TypeFullName}>(in {spot.Start}, {spot.At});");
        refusal.When($"!{local}.IsDone", $"{local}.{within}({Number(field.Leaf)}, {spot.Where})");
    }

    private static string Whole(long value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
