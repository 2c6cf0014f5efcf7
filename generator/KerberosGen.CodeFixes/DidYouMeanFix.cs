using System;
using System.Collections.Generic;
using System.Composition;
using System.Globalization;
using System.Linq;
using KerberosGen.Generator.Diagnostics;
using KerberosGen.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace KerberosGen.CodeFixes;

/// <summary>Corrects a misspelled reference to another member of the packet.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DidYouMeanFix)), Shared]
internal sealed class DidYouMeanFix() : DeclarationFix(
    Descriptors.UnknownReference.Id, Descriptors.WrongIv.Id, Descriptors.WrongComputed.Id, UnknownName)
{
    /// <summary>The compiler's own: it is what a misspelled <c>nameof</c> gets.</summary>
    private const string UnknownName = "CS0103";

    protected override IEnumerable<Offer> OffersFor(Diagnostic diagnostic, Spot spot) =>
        diagnostic.Id == UnknownName ? CorrectName(spot) : CorrectReferences(diagnostic, spot);

    private static IEnumerable<Offer> CorrectName(Spot spot)
    {
        if (spot.Node is not IdentifierNameSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Parent: AttributeArgumentSyntax { Parent.Parent: AttributeSyntax attribute } } } } name
            || spot.Field is not { } field
            || spot.AttributesOf(field).FirstOrDefault(a => a.Syntax == attribute).Name is not { } word)
            yield break;
        if (Nearest(spot, field, word, name.Identifier.ValueText) is { } meant)
            yield return Change(name.Identifier.ValueText, meant, name.Span, meant);
    }

    private static IEnumerable<Offer> CorrectReferences(Diagnostic diagnostic, Spot spot)
    {
        if (spot.Field is not { } field)
            yield break;
        string message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
        foreach ((string word, AttributeSyntax attribute) in spot.AttributesOf(field))
        {
            foreach ((string name, ExpressionSyntax expression) in spot.ReferencesIn(attribute))
            {
                // The attribute may have other text in it; the message quotes what was meant as a name.
                if (message.Contains($"'{name}'") && Nearest(spot, field, word, name) is { } meant)
                    yield return Change(name, meant, expression.Span, $"nameof({meant})");
            }
        }
    }

    private static Offer Change(string name, string meant, TextSpan span, string text) =>
        new($"Change '{name}' to '{meant}'", new TextChange(span, text));

    private static string? Nearest(Spot spot, FieldDeclarationSyntax field, string word, string name)
    {
        if (spot.Model.GetDeclaredSymbol(field.Declaration.Variables[0]) is not IFieldSymbol symbol)
            return null;
        // [Until] names a field of the sequence's entries, all others one beside them.
        INamedTypeSymbol owner = word == "Until" && symbol.Type is INamedTypeSymbol { TypeArguments: { Length: 1 } entries } && entries[0] is INamedTypeSymbol entry ? entry : symbol.ContainingType;
        string[] names = NamesFor(word, owner, symbol).ToArray();
        if (names.Contains(name, StringComparer.Ordinal) || EditDistance.Nearest(name, names) is not { } nearest)
            return null;
        string written = DeclaredType.Escape(nearest);
        return owner.Equals(symbol.ContainingType, SymbolEqualityComparer.Default) ? written : $"{owner.Name}.{written}";
    }

    private static IEnumerable<string> NamesFor(string word, INamedTypeSymbol owner, IFieldSymbol field) => word == "Computed"
        ? owner.GetMembers().OfType<IPropertySymbol>().Where(p => !p.IsStatic && field.Type.Equals(p.Type, SymbolEqualityComparer.Default)).Select(p => p.Name)
        : owner.GetMembers().OfType<IFieldSymbol>().Where(f => !f.IsStatic && f.CanBeReferencedByName && !f.Equals(field, SymbolEqualityComparer.Default)).Select(f => f.Name);
}
