using System.Collections.Generic;
using System.Composition;
using System.Linq;
using KerberosGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace KerberosGen.CodeFixes;

/// <summary>Makes a ref struct of fixed size a plain one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveRefFix)), Shared]
internal sealed class RemoveRefFix() : DeclarationFix(Descriptors.NeedlessRef.Id)
{
    protected override IEnumerable<Offer> OffersFor(Diagnostic diagnostic, Spot spot)
    {
        if (spot.Type is not { } type || type.Modifiers.FirstOrDefault(m => m.IsKind(SyntaxKind.RefKeyword)) is not { RawKind: not 0 } keyword)
            yield break;
        yield return new Offer(
            $"Remove 'ref' from '{type.Identifier.ValueText}'", new TextChange(TextSpan.FromBounds(keyword.SpanStart, keyword.GetNextToken().SpanStart), ""));
    }
}
