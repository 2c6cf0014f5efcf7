using System.Collections.Generic;
using System.Composition;
using System.Linq;
using KerberosGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace KerberosGen.CodeFixes;

/// <summary>Makes an automatic property or a read-only field a plain field.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeFieldFix)), Shared]
internal sealed class MakeFieldFix() : DeclarationFix(Descriptors.NotAField.Id)
{
    protected override IEnumerable<Offer> OffersFor(Diagnostic diagnostic, Spot spot)
    {
        if (spot.Node.FirstAncestorOrSelf<PropertyDeclarationSyntax>() is { Initializer: null, AccessorList: { } accessors } property
            && accessors.Accessors.All(accessor => accessor is { Body: null, ExpressionBody: null }))
        {
            yield return new Offer(
                $"Make '{property.Identifier.ValueText}' a field",
                new TextChange(TextSpan.FromBounds(property.Identifier.Span.End, accessors.Span.End), ";"));
        }
        else if (spot is { Field: { } field, Variable: { } variable } && field.Modifiers.FirstOrDefault(m => m.IsKind(SyntaxKind.ReadOnlyKeyword)) is { RawKind: not 0 } keyword)
        {
            yield return new Offer(
                $"Make '{variable.Identifier.ValueText}' writable",
                new TextChange(TextSpan.FromBounds(keyword.SpanStart, keyword.GetNextToken().SpanStart), ""));
        }
    }
}
