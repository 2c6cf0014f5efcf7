using System.Collections.Generic;
using System.Composition;
using KerberosGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace KerberosGen.CodeFixes;

/// <summary>Makes a record struct a plain one, whose fields are its own.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakePlainStructFix)), Shared]
internal sealed class MakePlainStructFix() : DeclarationFix(Descriptors.IsRecord.Id)
{
    protected override IEnumerable<Offer> OffersFor(Diagnostic diagnostic, Spot spot)
    {
        // A positional record's parameters are its members; which fields they should become is for its author to say.
        if (spot.Type is not RecordDeclarationSyntax { ParameterList: null } record)
            yield break;
        string partial = record.Modifiers.Any(SyntaxKind.PartialKeyword) ? "" : "partial ";
        yield return new Offer(
            $"Make '{record.Identifier.ValueText}' a plain struct",
            new TextChange(TextSpan.FromBounds(record.Keyword.SpanStart, record.ClassOrStructKeyword.SpanStart), partial));
    }
}
