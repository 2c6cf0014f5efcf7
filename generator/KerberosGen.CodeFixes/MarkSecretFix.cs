using System.Collections.Generic;
using System.Composition;
using System.Linq;
using KerberosGen.Generator.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace KerberosGen.CodeFixes;

/// <summary>Marks what is plainly a secret as one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MarkSecretFix)), Shared]
internal sealed class MarkSecretFix() : DeclarationFix(PlainSecretAnalyzer.Id)
{
    protected override IEnumerable<Offer> OffersFor(Diagnostic diagnostic, Spot spot)
    {
        if (spot is { Field: { } field, Variable: { } variable })
        {
            if (field.Declaration.Variables.Count == 1)
                yield return Mark(variable.Identifier.ValueText, Spot.StartOf(field), $"[{spot.Write("Secret", field.SpanStart)}] ");
        }
        else if (spot.Type is { } type && type.AttributeLists.SelectMany(list => list.Attributes).FirstOrDefault(a => IsRoot(spot, a)) is { } root)
        {
            yield return Mark(type.Identifier.ValueText, root.Span.End, ", " + spot.Write("Secret", root.SpanStart));
        }
    }

    private static bool IsRoot(Spot spot, AttributeSyntax attribute) =>
        spot.Model.GetTypeInfo(attribute).Type?.Name is "FixedBytesAttribute" or "FixedTextAttribute";

    private static Offer Mark(string name, int position, string attribute) =>
        new($"Mark '{name}' [Secret]", new TextChange(new TextSpan(position, 0), attribute));
}
