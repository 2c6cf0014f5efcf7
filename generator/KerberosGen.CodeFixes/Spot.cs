using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace KerberosGen.CodeFixes;

/// <summary>The node a diagnostic underlines, and what is known around it.</summary>
internal sealed class Spot(SyntaxNode node, SemanticModel model, SourceText text)
{
    public SyntaxNode Node { get; } = node;

    public SemanticModel Model { get; } = model;

    public SourceText Text { get; } = text;

    /// <summary>The declaration of the type that is underlined or stands around it.</summary>
    public TypeDeclarationSyntax? Type => Node.FirstAncestorOrSelf<TypeDeclarationSyntax>();

    /// <summary>The declaration of the underlined field.</summary>
    public FieldDeclarationSyntax? Field => Node.FirstAncestorOrSelf<FieldDeclarationSyntax>();

    /// <summary>The underlined field's own part of its declaration, which may declare several.</summary>
    public VariableDeclaratorSyntax? Variable => Node.FirstAncestorOrSelf<VariableDeclaratorSyntax>();

    /// <summary>The fields of the type's part, in the order of their declarations.</summary>
    public static IEnumerable<VariableDeclaratorSyntax> FieldsOf(TypeDeclarationSyntax type) =>
        type.Members.OfType<FieldDeclarationSyntax>()
            .Where(field => !field.Modifiers.Any(SyntaxKind.StaticKeyword) && !field.Modifiers.Any(SyntaxKind.ConstKeyword))
            .SelectMany(field => field.Declaration.Variables);

    /// <summary>The attributes of the declaring language on a field, by their names without the suffix.</summary>
    public IEnumerable<(string Name, AttributeSyntax Syntax)> AttributesOf(FieldDeclarationSyntax field) =>
        from attribute in field.AttributeLists.SelectMany(list => list.Attributes)
        let type = Model.GetTypeInfo(attribute).Type
        where type is not null && IsInTheLanguage(type) && type.Name.EndsWith("Attribute", System.StringComparison.Ordinal)
        select (type.Name.Substring(0, type.Name.Length - "Attribute".Length), attribute);

    /// <summary>The fields that an attribute names, right or wrong, and where it does.</summary>
    public IEnumerable<(string Name, ExpressionSyntax Expression)> ReferencesIn(AttributeSyntax attribute) =>
        from argument in attribute.ArgumentList?.Arguments ?? default
        where Model.GetConstantValue(argument.Expression) is { Value: string }
        select ((string)Model.GetConstantValue(argument.Expression).Value!, argument.Expression);

    /// <summary>True for entries, which are counted, rather than bytes.</summary>
    public static bool IsListed(ITypeSymbol type) => type is INamedTypeSymbol { Name: "PacketList" or "PacketSequence", TypeArguments.Length: 1 };

    /// <summary>Where one more attribute of a field goes: behind those it has.</summary>
    public static int StartOf(FieldDeclarationSyntax field) =>
        field.Modifiers.Count > 0 ? field.Modifiers[0].SpanStart : field.Declaration.SpanStart;

    /// <summary>How to write an attribute of the language here: some files have no using for it, or another type of its name.</summary>
    public string Write(string attribute, int position) =>
        Model.LookupNamespacesAndTypes(position, name: attribute + "Attribute").Any(IsInTheLanguage) ? attribute : "KerberosGen." + attribute;

    private static bool IsInTheLanguage(ISymbol type) =>
        type.ContainingNamespace is { Name: "KerberosGen", ContainingNamespace.IsGlobalNamespace: true };
}
