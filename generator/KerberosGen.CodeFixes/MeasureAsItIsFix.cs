using System.Collections.Generic;
using System.Composition;
using System.Linq;
using KerberosGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace KerberosGen.CodeFixes;

/// <summary>Makes a length of a list a count, and a count of bytes a length.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MeasureAsItIsFix)), Shared]
internal sealed class MeasureAsItIsFix() : DeclarationFix(Descriptors.WrongMeasure.Id)
{
    protected override IEnumerable<Offer> OffersFor(Diagnostic diagnostic, Spot spot)
    {
        if (spot is not { Type: { } type, Field: { } field, Variable: { } variable })
            yield break;
        foreach ((string name, AttributeSyntax attribute) in spot.AttributesOf(field).Where(a => a.Name is "LengthOf" or "CountOf"))
        {
            string? right = spot.ReferencesIn(attribute).Select(r => RightFor(spot, type, r.Name)).FirstOrDefault();
            if (right is not null && right != name)
                yield return new Offer($"Make '{variable.Identifier.ValueText}' a [{right}]", new TextChange(attribute.Name.Span, spot.Write(right, attribute.SpanStart)));
        }
    }

    /// <summary>What measures the field; null for one of fixed size, which nothing does.</summary>
    private static string? RightFor(Spot spot, TypeDeclarationSyntax type, string measured) =>
        Spot.FieldsOf(type).FirstOrDefault(other => other.Identifier.ValueText == measured) is { } target
        && spot.Model.GetDeclaredSymbol(target) is IFieldSymbol { Type: { IsRefLikeType: true } content }
            ? Spot.MeasureOf(content)
            : null;
}
