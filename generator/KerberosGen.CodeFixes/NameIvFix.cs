using System.Collections.Generic;
using System.Composition;
using System.Linq;
using KerberosGen.Generator.Diagnostics;
using KerberosGen.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace KerberosGen.CodeFixes;

/// <summary>Names the packet's only IV in an encrypted field that names none.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NameIvFix)), Shared]
internal sealed class NameIvFix() : DeclarationFix(Descriptors.WrongIv.Id)
{
    protected override IEnumerable<Offer> OffersFor(Diagnostic diagnostic, Spot spot)
    {
        if (spot is not { Type: { } type, Field: { } field, Variable: { } variable }
            || spot.AttributesOf(field).FirstOrDefault(a => a.Name == "Encrypted").Syntax is not { ArgumentList.Arguments: { Count: > 0 } arguments }
            || arguments.FirstOrDefault(a => a.NameEquals is null) is not { } role
            || arguments.Any(a => a.NameEquals?.Name.Identifier.ValueText == "Iv"))
            yield break;
        VariableDeclaratorSyntax[] ivs = [.. Spot.FieldsOf(type).Where(other => IsIv(spot, other))];
        if (ivs.Length != 1)
            yield break;
        SyntaxToken iv = ivs[0].Identifier;
        yield return new Offer(
            $"Encrypt '{variable.Identifier.ValueText}' with '{iv.ValueText}'",
            new TextChange(new TextSpan(role.Span.End, 0), $", Iv = nameof({iv.Text})"));
    }

    /// <summary>True for 16 bytes that are called an IV: there may be others, such as an id.</summary>
    private static bool IsIv(Spot spot, VariableDeclaratorSyntax variable) =>
        spot.Model.GetDeclaredSymbol(variable) is IFieldSymbol { Type: INamedTypeSymbol type } field
        && KnownAttributes.Find(type, "FixedBytes") is { } attribute && KnownAttributes.OnlyArgument(attribute) is 16
        && KnownAttributes.Find(field, "Encrypted") is null
        && (IsCalledIv(field.Name) || IsCalledIv(type.Name));

    private static bool IsCalledIv(string name) => WireNames.Of(name).Split('_').Contains("iv");
}
