using System;
using System.Collections.Immutable;
using System.Linq;
using KerberosGen.Generator.Specs;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Parsing;

/// <summary>What a field's type says of it, before its attributes do.</summary>
internal static class FieldTypes
{
    private const int UnixTimeSize = 8;

    /// <summary>
    /// The field with its shape and size; null if its type has no place on the wire or contains a mistake, which
    /// <paramref name="problem"/> then tells.
    /// </summary>
    public static FieldSpec? Shape(FieldSpec spec, ITypeSymbol type, TypeMeasurer measurer, out TypeProblem problem)
    {
        problem = TypeProblem.None;
        if (Number(spec, type) is { } number)
            return number;
        if (type is not INamedTypeSymbol named)
            return Unsupported(type, out problem);
        if (named is { TypeKind: TypeKind.Enum, EnumUnderlyingType: { } underlying })
            return Enumeration(spec, named, underlying);
        if (IsSpanOfBytes(named))
            return spec with { Shape = FieldShape.Bytes };
        if (ListShape(named) is { } list)
            return List(spec, named, list, measurer, out problem);
        if (measurer.Measure(named) is { } measured)
            return Declared(spec, named, measured, out problem);
        return InlineArrayLength(named) is { } count ? Array(spec, named, count, measurer, out problem) : Unsupported(type, out problem);
    }

    public static bool IsSpanOfBytes(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "ReadOnlySpan", TypeArguments.Length: 1, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } }
        && ((INamedTypeSymbol)type).TypeArguments[0].SpecialType == SpecialType.System_Byte;

    private static FieldSpec? Number(FieldSpec spec, ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Byte or SpecialType.System_SByte => Integer(spec, 1),
        SpecialType.System_UInt16 or SpecialType.System_Int16 => Integer(spec, 2),
        SpecialType.System_UInt32 or SpecialType.System_Int32 => Integer(spec, 4),
        SpecialType.System_UInt64 or SpecialType.System_Int64 => Integer(spec, 8),
        SpecialType.System_Boolean => spec with { Shape = FieldShape.Boolean, Integer = "byte", NaturalSize = 1, Size = 1 },
        SpecialType.System_Single => Float(spec, 4),
        SpecialType.System_Double => Float(spec, 8),
        _ when IsSystem(type) => type.Name switch
        {
            "UInt128" or "Int128" => Integer(spec, 16),
            "Half" => Float(spec, 2),
            "Guid" => spec with { Shape = FieldShape.Guid, NaturalSize = 16, Size = 16 },
            "DateTimeOffset" => spec with { Shape = FieldShape.Time, Integer = "long", NaturalSize = UnixTimeSize, Size = UnixTimeSize, IsSigned = true },
            _ => null,
        },
        _ => null,
    };

    private static FieldSpec Integer(FieldSpec spec, int size) => spec with
    {
        Shape = FieldShape.Integer,
        Integer = spec.TypeFullName,
        NaturalSize = size,
        Size = size,
        IsSigned = spec.TypeFullName is "sbyte" or "short" or "int" or "long" or "global::System.Int128",
    };

    private static FieldSpec Float(FieldSpec spec, int size) =>
        spec with { Shape = FieldShape.Float, Integer = spec.TypeFullName, NaturalSize = size, Size = size };

    private static FieldSpec? Enumeration(FieldSpec spec, INamedTypeSymbol type, INamedTypeSymbol underlying)
    {
        string integer = TypeNames.Full(underlying);
        FieldSpec? number = Number(spec with { TypeFullName = integer }, underlying);
        return number is null ? null : number with
        {
            Shape = FieldShape.Enum,
            TypeFullName = spec.TypeFullName,
            Members = MembersOf(type),
            IsFlags = type.GetAttributes().Any(a => a.AttributeClass is { Name: "FlagsAttribute" } attribute && IsSystem(attribute)),
        };
    }

    private static FieldSpec? Declared(FieldSpec spec, INamedTypeSymbol type, MeasuredType measured, out TypeProblem problem)
    {
        problem = measured.IsRecursive ? TypeProblem.Recursive : measured.IsBroken ? TypeProblem.Reported : TypeProblem.None;
        if (problem != TypeProblem.None)
            return null;
        return spec with
        {
            Shape = measured.Kind,
            Size = measured.Size,
            IsText = measured.IsText,
            Encoding = measured.Encoding,
            IsSecret = spec.IsSecret || measured.IsSecret,
            IsNestedChecked = measured.IsChecked,
            IsNestedGreedy = measured.IsGreedy,
            IsNestedView = measured.IsView,
        };
    }

    private static FieldSpec? List(FieldSpec spec, INamedTypeSymbol list, FieldShape shape, TypeMeasurer measurer, out TypeProblem problem)
    {
        ITypeSymbol entry = list.TypeArguments[0];
        if (entry is not INamedTypeSymbol named || measurer.Measure(named) is not { } measured)
            return Unsupported(entry, out problem);
        problem = measured switch
        {
            { IsRecursive: true } => TypeProblem.Recursive,
            { IsBroken: true } => TypeProblem.Reported,
            { Kind: FieldShape.Union } => TypeProblem.Unsupported,
            { Kind: FieldShape.Domain } when shape == FieldShape.Sequence => TypeProblem.Unsupported,
            { Size: null } or { Size: 0 } when shape == FieldShape.List => TypeProblem.Unsupported,
            { IsGreedy: true } => TypeProblem.GreedyEntry,
            _ => TypeProblem.None,
        };
        if (problem != TypeProblem.None)
            return null;
        return spec with
        {
            Shape = shape,
            EntrySize = measured.Size ?? 0,
            EntryFullName = TypeNames.Full(entry),
            EntryIsPacket = measured.Kind == FieldShape.Packet,
            IsNestedChecked = measured.IsChecked,
        };
    }

    private static FieldSpec? Array(FieldSpec spec, INamedTypeSymbol type, int count, TypeMeasurer measurer, out TypeProblem problem)
    {
        if (type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => !f.IsStatic) is not { } element)
            return Unsupported(type, out problem);
        var blank = new FieldSpec("", "", "", FieldShape.Integer, TypeNames.Full(element.Type), TypeNames.Short(element.Type), 0, null) { IsBigEndian = spec.IsBigEndian };
        FieldSpec? entry = Shape(blank, element.Type, measurer, out problem);
        if (entry is null)
            return null;
        bool fits = entry.Size is > 0 && entry.Shape is not (FieldShape.Time or FieldShape.Array or FieldShape.Union) && (long)entry.Size * count <= PacketParser.MaxFixedSize;
        if (!fits)
            return Unsupported(type, out problem);
        return spec with { Shape = FieldShape.Array, Entry = entry, Count = count, Size = entry.Size * count };
    }

    private static FieldSpec? Unsupported(ITypeSymbol type, out TypeProblem problem)
    {
        // The compiler reports a type that does not exist better than we could.
        problem = type.TypeKind == TypeKind.Error ? TypeProblem.Reported : TypeProblem.Unsupported;
        return null;
    }

    private static FieldShape? ListShape(INamedTypeSymbol type)
    {
        if (type is not { TypeArguments.Length: 1, ContainingNamespace: { Name: "Codec", ContainingNamespace.Name: KnownAttributes.Namespace } })
            return null;
        return type.Name switch { "PacketList" => FieldShape.List, "PacketSequence" => FieldShape.Sequence, _ => null };
    }

    private static int? InlineArrayLength(INamedTypeSymbol type)
    {
        if (type.TypeKind != TypeKind.Struct || type.IsGenericType)
            return null;
        AttributeData? attribute = type.GetAttributes().FirstOrDefault(a => a.AttributeClass is
        { Name: "InlineArrayAttribute", ContainingNamespace: { Name: "CompilerServices", ContainingNamespace: { Name: "Runtime", ContainingNamespace.Name: "System" } } });
        return attribute is { ConstructorArguments: { Length: 1 } arguments } && arguments[0].Value is int and > 0 and var length ? length : null;
    }

    private static EquatableArray<EnumMemberSpec> MembersOf(INamedTypeSymbol enumeration)
    {
        ImmutableArray<EnumMemberSpec>.Builder members = ImmutableArray.CreateBuilder<EnumMemberSpec>();
        foreach (ISymbol member in enumeration.GetMembers())
        {
            if (member is IFieldSymbol { HasConstantValue: true, ConstantValue: { } value })
                members.Add(new EnumMemberSpec(member.Name, value is ulong big ? unchecked((long)big) : Convert.ToInt64(value)));
        }

        return new EquatableArray<EnumMemberSpec>(members.ToImmutable());
    }

    private static bool IsSystem(ITypeSymbol type) =>
        type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true } && type.ContainingType is null;
}

/// <summary>Why a type has no place on the wire.</summary>
internal enum TypeProblem
{
    None,

    /// <summary>It is no type that can stand there.</summary>
    Unsupported,

    /// <summary>The mistake is its declaration's or the compiler's to tell.</summary>
    Reported,

    /// <summary>It contains what it is in.</summary>
    Recursive,

    /// <summary>It is listed, but goes on to the end.</summary>
    GreedyEntry,
}
