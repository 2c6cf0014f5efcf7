using System.Linq;
using System.Threading;
using KerberosGen.Generator.Diagnostics;
using KerberosGen.Generator.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KerberosGen.Generator.Parsing;

/// <summary>Reads <c>[FixedBytes]</c> and <c>[FixedText]</c> declarations.</summary>
internal static class DomainTypeParser
{
    public const int MaxSize = 65_535;

    public static Parsed<DomainTypeSpec> Parse(INamedTypeSymbol type, AttributeData attribute, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!DeclaredType.IsFirst(type, attribute))
            return default;
        var diagnostics = new DiagnosticSink();
        string attributeName = KnownAttributes.NameOf(attribute) ?? "";
        string fullName = DeclaredType.FullNameOf(type);
        if (!DeclaredType.Check(type, diagnostics))
            return new Parsed<DomainTypeSpec>(fullName, null, diagnostics.ToImmutable(), null);

        if (KnownAttributes.OnlyArgument(attribute) is not int size)
            return new Parsed<DomainTypeSpec>(fullName, null, diagnostics.ToImmutable(), null);
        if (size is < 1 or > MaxSize)
            diagnostics.Report(Descriptors.SizeOutOfRange, DeclaredType.LocationOf(type), type.Name, size);
        if (type.IsRefLikeType)
            diagnostics.Report(Descriptors.NeedlessRef, DeclaredType.LocationOf(type), type.Name);
        if (LayoutAttributeOf(type) is { } layout)
            diagnostics.Report(Descriptors.ConflictingAttributes, DeclaredType.LocationOf(type), type.Name, attributeName, layout);
        ISymbol? field = type.GetMembers().FirstOrDefault(m => m is IFieldSymbol { IsStatic: false, IsConst: false });
        if (field is not null)
        {
            ISymbol shown = (field as IFieldSymbol)?.AssociatedSymbol ?? field;
            diagnostics.Report(Descriptors.DomainTypeNotEmpty, shown.Locations.FirstOrDefault(), type.Name, attributeName, shown.Name);
        }

        bool isText = attributeName == "FixedText";
        CheckNames(type, attributeName, isText, diagnostics);
        if (!diagnostics.IsEmpty)
            return new Parsed<DomainTypeSpec>(fullName, null, diagnostics.ToImmutable(), null);
        int display = KnownAttributes.Argument(attribute, "Display", default(byte));
        var spec = new DomainTypeSpec(
            DeclaredType.NameOf(type),
            Summary.Of(type),
            size,
            isText,
            isText && KnownAttributes.Argument(attribute, "Terminated", true),
            KnownAttributes.Find(type, "Secret") is not null,
            (display, size) switch { (1, 4) => "IPv4", (2, 16) => "IPv6", _ => "Hex" })
        {
            Encoding = EncodingOf(attribute),
        };
        return new Parsed<DomainTypeSpec>(fullName, spec, diagnostics.ToImmutable(), DeclaredType.LocationOf(type));
    }

    /// <summary>The runtime's name of a <c>[FixedText]</c>'s encoding.</summary>
    public static string EncodingOf(AttributeData attribute) => NameOfEncoding(KnownAttributes.Argument(attribute, "Encoding", default(byte)));

    public static string NameOfEncoding(object? value) => value switch { (byte)1 => "Ascii", (byte)2 => "Latin1", _ => "Utf8" };

    private static void CheckNames(INamedTypeSymbol type, string attributeName, bool isText, DiagnosticSink diagnostics)
    {
        if (ReservedNames.OfDomainType(isText).Contains(type.Name))
            diagnostics.Report(Descriptors.ReservedName, DeclaredType.LocationOf(type), type.Name, DeclaredType.NamespaceOf(type));
        foreach (ISymbol member in type.GetMembers())
        {
            if (member is IMethodSymbol { MethodKind: MethodKind.Constructor, IsImplicitlyDeclared: false } constructor)
            {
                if (IsPrimary(constructor) || TakesTheValue(constructor, isText))
                {
                    diagnostics.Report(
                        Descriptors.DomainTypeNotEmpty, constructor.Locations.FirstOrDefault(), type.Name, attributeName,
                        $"{type.Name}({string.Join(", ", constructor.Parameters.Select(p => p.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)))})");
                }
            }
            else if (!member.IsImplicitlyDeclared && ReservedNames.OfDomainType(isText).Contains(member.Name))
            {
                diagnostics.Report(Descriptors.ReservedName, member.Locations.FirstOrDefault(), member.Name, type.Name);
            }
        }
    }

    /// <summary>The generated constructors cannot call a primary one.</summary>
    private static bool IsPrimary(IMethodSymbol constructor) =>
        constructor.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is TypeDeclarationSyntax);

    private static bool TakesTheValue(IMethodSymbol constructor, bool isText) =>
        constructor.Parameters.Length == 1
        && (isText
            ? constructor.Parameters[0].Type.SpecialType == SpecialType.System_String
            : FieldTypes.IsSpanOfBytes(constructor.Parameters[0].Type));

    /// <summary>An attribute that would give the value another size in memory than on the wire.</summary>
    private static string? LayoutAttributeOf(INamedTypeSymbol type)
    {
        foreach (AttributeData attribute in type.GetAttributes())
        {
            switch (attribute.AttributeClass?.ToDisplayString())
            {
                case "System.Runtime.InteropServices.StructLayoutAttribute":
                    return "StructLayout";
                case "System.Runtime.CompilerServices.InlineArrayAttribute":
                    return "InlineArray";
            }
        }

        return null;
    }
}
