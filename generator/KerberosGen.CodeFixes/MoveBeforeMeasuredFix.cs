using System.Collections.Generic;
using System.Composition;
using System.Linq;
using KerberosGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KerberosGen.CodeFixes;

/// <summary>Moves a length before what it measures.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MoveBeforeMeasuredFix)), Shared]
internal sealed class MoveBeforeMeasuredFix() : DeclarationFix(Descriptors.MeasureOrder.Id)
{
    protected override IEnumerable<Offer> OffersFor(Diagnostic diagnostic, Spot spot)
    {
        if (spot is not { Type: { } type, Field: { } field, Variable: { } variable } || field.Declaration.Variables.Count > 1)
            yield break;
        HashSet<string> measured = [.. spot.AttributesOf(field).SelectMany(a => spot.ReferencesIn(a.Syntax)).Select(r => r.Name)];
        VariableDeclaratorSyntax? target = Spot.FieldsOf(type).TakeWhile(other => other != variable).FirstOrDefault(other => measured.Contains(other.Identifier.ValueText));
        if (target is { Parent.Parent: FieldDeclarationSyntax place } && FieldMove.To(type, field, place) is { } move)
            yield return new Offer($"Move '{variable.Identifier.ValueText}' before '{target.Identifier.ValueText}'", move);
    }
}
