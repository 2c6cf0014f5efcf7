using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using KerberosGen.Generator.Specs;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Parsing;

/// <summary>A packet's fields with their offsets, as far as sizes are fixed, and what follows for the whole packet.</summary>
internal sealed class Placed
{
    private Placed(ImmutableArray<FieldSpec> fields) => Fields = fields;

    public ImmutableArray<FieldSpec> Fields { get; }

    /// <summary>Bytes of the whole packet; null if they vary.</summary>
    public int? Size { get; private set; }

    public int MinSize { get; private set; }

    public int Leaves { get; private set; }

    /// <summary>The multiple to which the packet's size is brought; 0 if it is not.</summary>
    public int Align { get; private set; }

    public bool IsPaddingIgnored { get; private set; }

    /// <summary>For an aligned packet of fixed size: the zero bytes at its end.</summary>
    public int EndPadding { get; private set; }

    /// <summary>True if the packet takes everything to the end unless something measures it.</summary>
    public bool IsGreedy { get; private set; }

    public bool IsChecked { get; private set; }

    public bool HasValidate { get; private set; }

    public static Placed Place(INamedTypeSymbol type, PacketKind kind, List<ParsedField> fields)
    {
        Placed placed = kind == PacketKind.Union ? PlaceCases(fields) : PlaceInOrder(type, fields);
        placed.HasValidate = type.GetMembers("Validate").OfType<IMethodSymbol>().Any(IsValidate);
        placed.IsChecked = placed.HasValidate || placed.Fields.Any(f => f.IsChecked) || (placed.Align > 0 && !placed.IsPaddingIgnored);
        return placed;
    }

    private static Placed PlaceCases(List<ParsedField> fields) => new(fields.Select((f, i) => f.Spec with { Offset = 0, Leaf = i }).ToImmutableArray())
    {
        Size = null,
        MinSize = fields.Count == 0 ? 0 : fields.Min(MinSizeOf),
        Leaves = 1,
        IsGreedy = fields.Any(f => f.Spec.IsGreedy),
    };

    private static Placed PlaceInOrder(INamedTypeSymbol type, List<ParsedField> fields)
    {
        ImmutableArray<FieldSpec>.Builder placed = ImmutableArray.CreateBuilder<FieldSpec>(fields.Count);
        int? offset = 0;
        int min = 0;
        int leaf = 0;
        int integer = 0;
        foreach (ParsedField field in fields)
        {
            FieldSpec spec = field.Spec;
            int? padding = spec.Align == 0 ? spec.PadBefore : offset + spec.PadBefore is { } at ? spec.PadBefore + (-at & (spec.Align - 1)) : null;
            int? start = offset + padding;
            if (spec.Bits is { IsFirst: true })
                integer = start ?? 0;
            bool isRestOfInteger = spec.Bits is { IsFirst: false };
            placed.Add(spec with { Offset = start is null ? null : isRestOfInteger ? integer : start, Padding = padding, Leaf = leaf });
            offset = spec.IsConditional ? null : start + spec.Size;
            if (!spec.IsConditional)
                min = Sum(min, Sum(padding ?? spec.PadBefore, MinSizeOf(field)));
            leaf = Sum(leaf, field.Leaves);
        }

        var result = new Placed(placed.MoveToImmutable()) { Leaves = leaf, MinSize = min, Size = offset };
        if (KnownAttributes.Find(type, "Align") is { } align && KnownAttributes.OnlyArgument(align) is 2 or 4 or 8 or 16)
        {
            result.Align = (int)KnownAttributes.OnlyArgument(align)!;
            result.IsPaddingIgnored = KnownAttributes.Argument(align, "Ignored", false);
            result.EndPadding = offset is { } end ? -end & (result.Align - 1) : 0;
            result.MinSize = min + (-min & (result.Align - 1));
            result.Size = offset + result.EndPadding;
        }

        // A field whose length is told ends the packet there, whatever it holds.
        result.IsGreedy = result.Fields.Any(f => f.IsGreedy) && !result.Fields.Any(f => f.Role == "PacketLength");
        return result;
    }

    private static int MinSizeOf(ParsedField field)
    {
        FieldSpec spec = field.Spec;
        if (spec.Size is { } size)
            return size;
        if (spec.IsLeb128 || spec.IsNulTerminated)
            return 1;
        if (spec.Prefix is { } prefix)
            return System.Math.Max(prefix.Width, 1);
        return spec.MeasuredBy is null && spec.Shape is FieldShape.Packet or FieldShape.Union ? field.Measured!.MinSize : 0;
    }

    // Beyond all limits it does not matter by how much.
    private static int Sum(int one, int other) => System.Math.Min(one + other, int.MaxValue / 2);

    private static bool IsValidate(IMethodSymbol method) =>
        method is { IsStatic: false, ReturnsVoid: true, Parameters.Length: 1 }
        && method.Parameters[0] is { RefKind: RefKind.Ref, Type: { Name: "PacketValidation", ContainingNamespace: { Name: "Codec", ContainingNamespace.Name: KnownAttributes.Namespace } } };
}
