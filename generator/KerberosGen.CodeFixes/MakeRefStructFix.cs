using System.Collections.Generic;
using System.Composition;
using System.Linq;
using KerberosGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace KerberosGen.CodeFixes;

/// <summary>Makes a packet of variable size a ref struct.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeRefStructFix)), Shared]
internal sealed class MakeRefStructFix() : DeclarationFix(Descriptors.VariableInPlainStruct.Id)
{
    protected override IEnumerable<Offer> OffersFor(Diagnostic diagnostic, Spot spot)
    {
        if (spot.Type is not { } type || type.Modifiers.FirstOrDefault(m => m.IsKind(SyntaxKind.PartialKeyword)) is not { RawKind: not 0 } partial)
            yield break;
        yield return new Offer($"Make '{type.Identifier.ValueText}' a ref struct", new TextChange(new TextSpan(partial.SpanStart, 0), "ref "));
    }
}
