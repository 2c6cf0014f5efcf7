using System.Linq;
using KerberosGen.Generator.Diagnostics;
using KerberosGen.Generator.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KerberosGen.Generator.Parsing;

/// <summary>What every declared type must be, whatever it declares.</summary>
internal static class DeclaredType
{
    public static TypeName NameOf(INamedTypeSymbol type) => new(
        type.ContainingNamespace.IsGlobalNamespace
            ? ""
            : string.Join(".", type.ContainingNamespace.ToDisplayParts().Where(p => p.Symbol is INamespaceSymbol).Select(p => Escape(p.Symbol!.Name))),
        Escape(type.Name),
        IsPublic(type));

    /// <summary>A name that can stand in source even if it is a keyword.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    public static bool IsPublic(ITypeSymbol type) => type.DeclaredAccessibility == Accessibility.Public;

    /// <summary>Where the type's name stands.</summary>
    public static Location LocationOf(INamedTypeSymbol type) => type.Locations.FirstOrDefault() ?? Location.None;

    /// <summary>The type's name as other declarations quote it.</summary>
    public static string FullNameOf(INamedTypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    /// <summary>The type's namespace as a message names it.</summary>
    public static string NamespaceOf(INamedTypeSymbol type) => type.ContainingNamespace.ToDisplayString();

    /// <summary>True for the first of a type's root attributes: the others are conflicts, which are reported with the first.</summary>
    public static bool IsFirst(INamedTypeSymbol type, AttributeData attribute) =>
        KnownAttributes.FindRoot(type) is not { ApplicationSyntaxReference: { } first }
        || (first.SyntaxTree == attribute.ApplicationSyntaxReference?.SyntaxTree && first.Span == attribute.ApplicationSyntaxReference.Span);

    /// <summary>Checks what the attribute's target alone cannot; false if nothing can be emitted.</summary>
    public static bool Check(INamedTypeSymbol type, DiagnosticSink diagnostics)
    {
        if (type.TypeKind != TypeKind.Struct)
        {
            // The compiler has said that the attribute belongs on a struct.
            diagnostics.ReportNothingButStop();
            return false;
        }

        if (type.IsRecord)
            diagnostics.Report(Descriptors.IsRecord, LocationOf(type), type.Name);
        else if (type.ContainingType is { } outer)
            diagnostics.Report(Descriptors.NotTopLevel, LocationOf(type), type.Name, $"nested in '{outer.Name}'");
        else if (type.IsGenericType)
            diagnostics.Report(Descriptors.NotTopLevel, LocationOf(type), type.Name, "generic");
        else if (type.IsFileLocal)
            diagnostics.Report(Descriptors.NotTopLevel, LocationOf(type), type.Name, "local to its file");
        else if (!type.DeclaringSyntaxReferences.All(r => IsPartial(r.GetSyntax())))
            diagnostics.Report(Descriptors.NotPartial, LocationOf(type), type.Name);

        string? first = null;
        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (KnownAttributes.NameOf(attribute) is not { } name || !KnownAttributes.IsRoot(name))
                continue;
            if (first is null)
                first = name;
            else if (first == name)
                diagnostics.ReportNothingButStop();
            else
            {
                diagnostics.Report(Descriptors.ConflictingAttributes, LocationOf(type), type.Name, first, name);
                break;
            }
        }

        return diagnostics.IsEmpty;
    }

    private static bool IsPartial(SyntaxNode node) =>
        node is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword);
}
