using System.Collections.Generic;
using System.Composition;
using System.Linq;
using KerberosGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KerberosGen.CodeFixes;

/// <summary>Moves a variable field without a length to the end, where what is left of the packet is its length.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MoveFieldLastFix)), Shared]
internal sealed class MoveFieldLastFix() : DeclarationFix(Descriptors.NoLength.Id)
{
    protected override IEnumerable<Offer> OffersFor(Diagnostic diagnostic, Spot spot)
    {
        if (spot is not { Type: { } type, Field: { } field, Variable: { } variable }
            || field.Declaration.Variables.Count > 1
            || Spot.FieldsOf(type).LastOrDefault() is not { Parent.Parent: FieldDeclarationSyntax last } lastVariable
            || TakesTheRest(spot, type, last, lastVariable)
            || FieldMove.To(type, field, last) is not { } move)
            yield break;

        // It moves every field behind it on the wire; the length beside it is offered first.
        yield return new Offer($"Move '{variable.Identifier.ValueText}' last", move) { Priority = CodeActionPriority.Low };
    }

    private static bool TakesTheRest(Spot spot, TypeDeclarationSyntax type, FieldDeclarationSyntax declaration, VariableDeclaratorSyntax variable) =>
        spot.Model.GetDeclaredSymbol(variable) is IFieldSymbol { Type.IsRefLikeType: true } symbol
        && !spot.AttributesOf(declaration).Any(a => a.Name is "LengthPrefix" or "CountPrefix" or "NulTerminated" or "Until")
        && !type.Members.OfType<FieldDeclarationSyntax>().SelectMany(spot.AttributesOf)
            .Any(a => a.Name is "LengthOf" or "CountOf" && spot.ReferencesIn(a.Syntax).Any(r => r.Name == symbol.Name));
}
