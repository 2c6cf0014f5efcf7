using System;
using System.Collections.Generic;
using System.Composition;
using System.Globalization;
using System.Linq;
using KerberosGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace KerberosGen.CodeFixes;

/// <summary>Corrects a misspelled reference to another field of the packet.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DidYouMeanFix)), Shared]
internal sealed class DidYouMeanFix() : DeclarationFix(Descriptors.UnknownReference.Id, Descriptors.WrongIv.Id, UnknownName)
{
    /// <summary>The compiler's own: it is what a misspelled <c>nameof</c> gets.</summary>
    private const string UnknownName = "CS0103";

    protected override IEnumerable<Offer> OffersFor(Diagnostic diagnostic, Spot spot) =>
        diagnostic.Id == UnknownName ? CorrectName(spot) : CorrectReferences(diagnostic, spot);

    private static IEnumerable<Offer> CorrectName(Spot spot)
    {
        if (spot.Node is not IdentifierNameSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Parent: AttributeArgumentSyntax { Parent.Parent: AttributeSyntax attribute } } } } name
            || spot is not { Type: { } type, Field: { } field }
            || !spot.AttributesOf(field).Any(a => a.Syntax == attribute))
            yield break;
        if (Nearest(spot, type, field, name.Identifier.ValueText) is { } meant)
            yield return Change(name.Identifier.ValueText, meant, name.Span, meant);
    }

    private static IEnumerable<Offer> CorrectReferences(Diagnostic diagnostic, Spot spot)
    {
        if (spot is not { Type: { } type, Field: { } field })
            yield break;
        string message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
        foreach ((string name, ExpressionSyntax expression) in spot.AttributesOf(field).SelectMany(a => spot.ReferencesIn(a.Syntax)))
        {
            // The attribute may have other text in it; the message quotes what was meant as a field.
            if (message.Contains($"'{name}'") && Nearest(spot, type, field, name) is { } meant)
                yield return Change(name, meant, expression.Span, $"nameof({meant})");
        }
    }

    private static Offer Change(string name, string meant, TextSpan span, string text) =>
        new($"Change '{name}' to '{meant}'", new TextChange(span, text));

    private static string? Nearest(Spot spot, TypeDeclarationSyntax type, FieldDeclarationSyntax field, string name)
    {
        string[] others = Spot.FieldsOf(type).Where(other => other.Parent != field.Declaration).Select(other => other.Identifier.Text).ToArray();
        return others.Contains(name, StringComparer.Ordinal) ? null : EditDistance.Nearest(name, others);
    }
}
