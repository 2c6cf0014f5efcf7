using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Parsing;

/// <summary>The attributes of the declaring language, found by name.</summary>
internal static class KnownAttributes
{
    public const string Namespace = "KerberosGen";

    public const string FixedBytes = Namespace + ".FixedBytesAttribute";
    public const string FixedText = Namespace + ".FixedTextAttribute";
    public const string Packet = Namespace + ".PacketAttribute";
    public const string Request = Namespace + ".RequestAttribute";
    public const string Response = Namespace + ".ResponseAttribute";
    public const string Header = Namespace + ".HeaderAttribute";
    public const string Union = Namespace + ".UnionAttribute";

    /// <summary>The attributes that make a type a declared one.</summary>
    public static readonly string[] RootNames = ["FixedBytes", "FixedText", "Packet", "Request", "Response", "Header", "Union"];

    /// <summary>The attribute's name without its suffix if it belongs to the language, otherwise null.</summary>
    public static string? NameOf(AttributeData attribute)
    {
        if (attribute.AttributeClass is not { ContainingNamespace: { Name: Namespace, ContainingNamespace.IsGlobalNamespace: true } } type)
            return null;
        const string suffix = "Attribute";
        return type.Name.EndsWith(suffix, System.StringComparison.Ordinal)
            ? type.Name.Substring(0, type.Name.Length - suffix.Length)
            : null;
    }

    public static AttributeData? Find(ISymbol symbol, string name)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (NameOf(attribute) == name)
                return attribute;
        }

        return null;
    }

    /// <summary>The root attribute that makes a type a declared one, or null.</summary>
    public static AttributeData? FindRoot(INamedTypeSymbol type)
    {
        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (NameOf(attribute) is { } name && IsRoot(name))
                return attribute;
        }

        return null;
    }

    public static bool IsRoot(string name) =>
        name is "FixedBytes" or "FixedText" or "Packet" or "Request" or "Response" or "Header" or "Union";

    /// <summary>The value of the only constructor argument; null if the compiler could make nothing of it.</summary>
    public static object? OnlyArgument(AttributeData attribute) =>
        attribute.ConstructorArguments.Length == 1 && attribute.ConstructorArguments[0] is { Kind: TypedConstantKind.Primitive or TypedConstantKind.Enum } only
            ? only.Value
            : null;

    public static T Argument<T>(AttributeData attribute, string name, T fallback)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name && argument.Value is { Kind: not TypedConstantKind.Array, Value: T value })
                return value;
        }

        return fallback;
    }
}
