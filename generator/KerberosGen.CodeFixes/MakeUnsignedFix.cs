using System.Collections.Generic;
using System.Composition;
using KerberosGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace KerberosGen.CodeFixes;

/// <summary>Makes a signed length the unsigned integer of its size, which has the same bytes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeUnsignedFix)), Shared]
internal sealed class MakeUnsignedFix() : DeclarationFix(Descriptors.MeasureNotUnsigned.Id)
{
    protected override IEnumerable<Offer> OffersFor(Diagnostic diagnostic, Spot spot)
    {
        if (spot is { Field.Declaration.Type: PredefinedTypeSyntax type, Variable: { } variable } && UnsignedOf(type) is { } unsigned)
            yield return new Offer($"Make '{variable.Identifier.ValueText}' a {unsigned}", new TextChange(type.Span, unsigned));
    }

    private static string? UnsignedOf(PredefinedTypeSyntax type) => type.Keyword.Kind() switch
    {
        SyntaxKind.SByteKeyword => "byte",
        SyntaxKind.ShortKeyword => "ushort",
        SyntaxKind.IntKeyword => "uint",
        SyntaxKind.LongKeyword => "ulong",
        _ => null,
    };
}
