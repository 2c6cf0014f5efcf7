using System.Text;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Parsing;

/// <summary>Names of types in emitted source and in messages. Asking the compiler to display one costs more than all else.</summary>
internal static class TypeNames
{
    /// <summary>The type with <c>global::</c>, or a keyword.</summary>
    public static string Full(ITypeSymbol type)
    {
        if (Keyword(type.SpecialType) is { } keyword)
            return keyword;
        if (!IsPlain(type))
            return type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        var name = new StringBuilder("global::");
        AppendNamespace(name, type.ContainingNamespace);
        return name.Append(DeclaredType.Escape(type.Name)).ToString();
    }

    /// <summary>The type as a message names it.</summary>
    public static string Short(ITypeSymbol type) =>
        Keyword(type.SpecialType) ?? (IsPlain(type) ? type.Name : type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));

    private static bool IsPlain(ITypeSymbol type) =>
        type is INamedTypeSymbol { Arity: 0, SpecialType: SpecialType.None, IsTupleType: false, ContainingType: null, TypeKind: not TypeKind.Error, IsAnonymousType: false };

    private static void AppendNamespace(StringBuilder name, INamespaceSymbol? space)
    {
        if (space is null or { IsGlobalNamespace: true })
            return;
        AppendNamespace(name, space.ContainingNamespace);
        name.Append(DeclaredType.Escape(space.Name)).Append('.');
    }

    private static string? Keyword(SpecialType type) => type switch
    {
        SpecialType.System_Boolean => "bool",
        SpecialType.System_Byte => "byte",
        SpecialType.System_SByte => "sbyte",
        SpecialType.System_UInt16 => "ushort",
        SpecialType.System_Int16 => "short",
        SpecialType.System_UInt32 => "uint",
        SpecialType.System_Int32 => "int",
        SpecialType.System_UInt64 => "ulong",
        SpecialType.System_Int64 => "long",
        SpecialType.System_Single => "float",
        SpecialType.System_Double => "double",
        _ => null,
    };
}
