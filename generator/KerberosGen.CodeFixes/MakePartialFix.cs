using System.Collections.Generic;
using System.Composition;
using KerberosGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace KerberosGen.CodeFixes;

/// <summary>Makes a declared type partial.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakePartialFix)), Shared]
internal sealed class MakePartialFix() : DeclarationFix(Descriptors.NotPartial.Id)
{
    protected override IEnumerable<Offer> OffersFor(Diagnostic diagnostic, Spot spot)
    {
        // Where a type has several parts, the one underlined may be the one that is right.
        if (spot.Type is { } type && !type.Modifiers.Any(SyntaxKind.PartialKeyword))
            yield return new Offer($"Make '{type.Identifier.ValueText}' partial", new TextChange(new TextSpan(type.Keyword.SpanStart, 0), "partial "));
    }
}
