using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Parsing;

/// <summary>
/// What a packet needs to know of a declared type that it contains. It is read from that type's declaration, because its
/// generated members do not exist yet.
/// </summary>
/// <param name="Size">Bytes on the wire; null if they vary, or if the declaration has a mistake, which is reported where it stands.</param>
/// <param name="IsPacket">False for a domain type.</param>
/// <param name="IsText">True for a domain type of text.</param>
/// <param name="IsSecret">True if its value is never printed.</param>
/// <param name="Leaves">How many fields of a flattened table it is.</param>
/// <param name="IsRecursive">True if it contains itself.</param>
internal sealed record MeasuredType(int? Size, bool IsPacket, bool IsText, bool IsSecret, int Leaves, bool IsRecursive)
{
    /// <summary>Measures a declared type; null if the type is not a declared one.</summary>
    public static MeasuredType? Of(INamedTypeSymbol type) => Of(type, new List<INamedTypeSymbol>(), new Dictionary<ISymbol, MeasuredType>(SymbolEqualityComparer.Default));

    // Without the memory of what was measured, packets that contain each other twice on every level would take 2^level steps.
    private static MeasuredType? Of(INamedTypeSymbol type, List<INamedTypeSymbol> within, Dictionary<ISymbol, MeasuredType> known)
    {
        if (type.TypeKind != TypeKind.Struct || KnownAttributes.FindRoot(type) is not { } root)
            return null;
        bool isSecret = KnownAttributes.Find(type, "Secret") is not null;
        string rootName = KnownAttributes.NameOf(root)!;
        if (rootName is "FixedBytes" or "FixedText")
        {
            int? size = KnownAttributes.OnlyArgument(root) is int given and >= 1 and <= DomainTypeParser.MaxSize && type is { IsGenericType: false, IsRecord: false, IsRefLikeType: false } ? given : null;
            return new MeasuredType(size, false, rootName == "FixedText", isSecret, 1, false);
        }

        if (within.Exists(t => SymbolEqualityComparer.Default.Equals(t, type)))
            return new MeasuredType(null, true, false, isSecret, 0, true);
        if (known.TryGetValue(type, out MeasuredType? before))
            return before;
        within.Add(type);
        int? total = type.IsGenericType || type.IsRecord ? null : 0;
        int leaves = 0;
        bool isRecursive = false;
        foreach (ISymbol member in type.GetMembers())
        {
            if (member is not IFieldSymbol { IsStatic: false, IsConst: false } field)
                continue;
            (int? size, int fieldLeaves, bool fieldIsRecursive) = Measure(field.Type, within, known);
            total = total + size is { } sum and <= PacketParser.MaxFixedSize ? sum : null;
            leaves = System.Math.Min(leaves + fieldLeaves, PacketParser.MaxFixedSize);
            isRecursive |= fieldIsRecursive;
        }

        within.RemoveAt(within.Count - 1);
        var measured = new MeasuredType(total, true, false, isSecret, leaves, isRecursive);
        known[type] = measured;
        return measured;
    }

    private static (int? Size, int Leaves, bool IsRecursive) Measure(
        ITypeSymbol type, List<INamedTypeSymbol> within, Dictionary<ISymbol, MeasuredType> known)
    {
        ITypeSymbol underlying = type is INamedTypeSymbol { EnumUnderlyingType: { } integer } ? integer : type;
        if (FieldParser.IntegerSize(underlying.SpecialType) is { } size)
            return (size, 1, false);
        return type is INamedTypeSymbol named && Of(named, within, known) is { } measured
            ? (measured.Size, measured.Leaves, measured.IsRecursive)
            : (null, 1, false);
    }
}
