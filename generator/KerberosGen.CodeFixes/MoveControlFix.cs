using System.Collections.Generic;
using System.Composition;
using System.Linq;
using KerberosGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KerberosGen.CodeFixes;

/// <summary>Moves what decides about a field before it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MoveControlFix)), Shared]
internal sealed class MoveControlFix() : DeclarationFix(Descriptors.ControlOrder.Id)
{
    protected override IEnumerable<Offer> OffersFor(Diagnostic diagnostic, Spot spot)
    {
        if (spot is not { Type: { } type, Field: { } field, Variable: { } variable })
            yield break;
        HashSet<string> asked = [.. spot.AttributesOf(field).Where(a => a.Name is "When" or "WhenFlag" or "ChosenBy").SelectMany(a => spot.ReferencesIn(a.Syntax)).Select(r => r.Name)];
        VariableDeclaratorSyntax? control = Spot.FieldsOf(type).SkipWhile(other => other != variable).FirstOrDefault(other => asked.Contains(other.Identifier.ValueText));
        if (control is { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: FieldDeclarationSyntax moved } } && moved != field && FieldMove.To(type, moved, field) is { } move)
            yield return new Offer($"Move '{control.Identifier.ValueText}' before '{variable.Identifier.ValueText}'", move);
    }
}
