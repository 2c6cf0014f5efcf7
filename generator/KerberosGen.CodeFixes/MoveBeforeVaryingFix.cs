using System.Collections.Generic;
using System.Composition;
using System.Linq;
using KerberosGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KerberosGen.CodeFixes;

/// <summary>Moves the packet's length, or its synthetic IV, before the first field whose place or size varies.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MoveBeforeVaryingFix)), Shared]
internal sealed class MoveBeforeVaryingFix() : DeclarationFix(Descriptors.LateLength.Id, Descriptors.LateSyntheticIv.Id)
{
    protected override IEnumerable<Offer> OffersFor(Diagnostic diagnostic, Spot spot)
    {
        if (spot is not { Type: { } type, Field: { } field, Variable: { } variable } || field.Declaration.Variables.Count > 1)
            yield break;
        string message = diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        VariableDeclaratorSyntax? first = Spot.FieldsOf(type).TakeWhile(other => other != variable)
            .FirstOrDefault(other => message.EndsWith($"before '{other.Identifier.ValueText}'", System.StringComparison.Ordinal));
        if (first is { Parent.Parent: FieldDeclarationSyntax place } && FieldMove.To(type, field, place) is { } move)
            yield return new Offer($"Move '{variable.Identifier.ValueText}' before '{first.Identifier.ValueText}'", move);
    }
}
