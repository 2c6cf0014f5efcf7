using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Parsing;

/// <summary>
/// What a packet needs to know of a declared type that it contains. It is read from that type's declaration, because its
/// generated members do not exist yet.
/// </summary>
/// <param name="Size">Bytes on the wire; null if they vary.</param>
/// <param name="IsPacket">False for a domain type.</param>
/// <param name="IsText">True for a domain type of text.</param>
/// <param name="IsSecret">True if its value is never printed.</param>
/// <param name="Leaves">How many fields of a flattened table it is.</param>
/// <param name="IsRecursive">True if it contains itself.</param>
internal sealed record MeasuredType(int? Size, bool IsPacket, bool IsText, bool IsSecret, int Leaves, bool IsRecursive)
{
    /// <summary>Measures a declared type; null if the type is not a declared one.</summary>
    public static MeasuredType? Of(INamedTypeSymbol type) => Of(type, new List<INamedTypeSymbol>());

    private static MeasuredType? Of(INamedTypeSymbol type, List<INamedTypeSymbol> within)
    {
        if (type.TypeKind != TypeKind.Struct || KnownAttributes.FindRoot(type) is not { } root)
            return null;
        bool isSecret = KnownAttributes.Find(type, "Secret") is not null;
        string rootName = KnownAttributes.NameOf(root)!;
        if (rootName is "FixedBytes" or "FixedText")
        {
            int size = root.ConstructorArguments.Length == 1 && root.ConstructorArguments[0].Value is int given ? given : 0;
            return new MeasuredType(size is >= 1 and <= DomainTypeParser.MaxSize ? size : null, false, rootName == "FixedText", isSecret, 1, false);
        }

        if (within.Exists(t => SymbolEqualityComparer.Default.Equals(t, type)))
            return new MeasuredType(null, true, false, isSecret, 0, true);
        within.Add(type);
        int? total = 0;
        int leaves = 0;
        bool isRecursive = false;
        foreach (ISymbol member in type.GetMembers())
        {
            if (member is not IFieldSymbol { IsStatic: false, IsConst: false } field)
                continue;
            (int? size, int fieldLeaves, bool fieldIsRecursive) = Measure(field.Type, within);
            total += size;
            leaves += fieldLeaves;
            isRecursive |= fieldIsRecursive;
        }

        within.RemoveAt(within.Count - 1);
        return new MeasuredType(total, true, false, isSecret, leaves, isRecursive);
    }

    private static (int? Size, int Leaves, bool IsRecursive) Measure(ITypeSymbol type, List<INamedTypeSymbol> within)
    {
        ITypeSymbol underlying = type is INamedTypeSymbol { EnumUnderlyingType: { } integer } ? integer : type;
        if (FieldParser.IntegerSize(underlying.SpecialType) is { } size)
            return (size, 1, false);
        return type is INamedTypeSymbol named && Of(named, within) is { } measured
            ? (measured.Size, measured.Leaves, measured.IsRecursive)
            : (null, 1, false);
    }
}
