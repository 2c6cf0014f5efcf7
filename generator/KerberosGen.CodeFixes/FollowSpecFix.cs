using System.Collections.Generic;
using System.Composition;
using System.Linq;
using System.Text.RegularExpressions;
using KerberosGen.Generator.Diagnostics;
using KerberosGen.Generator.WireChanges;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace KerberosGen.CodeFixes;

/// <summary>Makes a struct's field what packets.spec says, where the file alone says all of it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FollowSpecFix)), Shared]
internal sealed class FollowSpecFix() : DeclarationFix(
    WireDiagnostics.FieldInserted.Id, WireDiagnostics.FieldRemoved.Id, WireDiagnostics.FieldMoved.Id, WireDiagnostics.FieldType.Id, WireDiagnostics.FieldRule.Id)
{
    private static readonly Regex Declaration = new(@"^(?<words>\[.*\] )?public (?<type>\S+) (?<name>\w+);$", RegexOptions.CultureInvariant);
    private static readonly Regex FullName = new(@"global::(?:\w+\.)*(\w+)", RegexOptions.CultureInvariant);

    protected override IEnumerable<Offer> OffersFor(Diagnostic diagnostic, Spot spot)
    {
        if (spot.Type is not { } type)
            return [];
        diagnostic.Properties.TryGetValue(WireChange.NextKey, out string? next);
        Match row = Declaration.Match(diagnostic.Properties.TryGetValue(WireChange.DeclarationKey, out string? text) ? text ?? "" : "");
        if (diagnostic.Id == WireDiagnostics.FieldRemoved.Id)
            return row.Success ? Add(type, next, row, diagnostic.Properties[WireChange.UseKey] ?? "", spot) : [];
        if (spot is not { Field: { Declaration.Variables.Count: 1 } field, Variable: { } variable })
            return [];
        string name = variable.Identifier.ValueText;
        if (diagnostic.Id == WireDiagnostics.FieldInserted.Id)
            return [new Offer($"Remove '{name}', which packets.spec does not have", new TextChange(field.FullSpan, ""))];
        if (diagnostic.Id == WireDiagnostics.FieldMoved.Id)
            return Move(type, field, name, next);
        return row.Success ? Replace(field, name, row, spot) : [];
    }

    private static IEnumerable<Offer> Add(TypeDeclarationSyntax type, string? next, Match row, string use, Spot spot)
    {
        MemberDeclarationSyntax? place = next is null ? type.Members.OfType<FieldDeclarationSyntax>().LastOrDefault() : FieldOf(type, next);
        if (place is null)
            yield break;
        string indent = IndentOf(place);
        string summary = use.Length == 0 ? "" : $"{indent}/// <summary>{use.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;")}</summary>\n";
        string added = $"{summary}{indent}{Shorten(row.Groups["words"].Value, spot)}public {Shorten(row.Groups["type"].Value, spot)} {row.Groups["name"].Value};";
        yield return new Offer(
            $"Add '{row.Groups["name"].Value}', as packets.spec has it",
            next is null
                ? new TextChange(new TextSpan(place.Span.End, 0), "\n\n" + added)
                : new TextChange(new TextSpan(place.FullSpan.Start + FieldMove.BlankLines(place).Length, 0), added + "\n\n"));
    }

    private static IEnumerable<Offer> Move(TypeDeclarationSyntax type, FieldDeclarationSyntax field, string name, string? next)
    {
        MemberDeclarationSyntax? follower = next is null ? null : FieldOf(type, next);
        int to = follower is null ? type.Members.LastIndexOf(m => m is FieldDeclarationSyntax) : type.Members.IndexOf(follower);
        int from = type.Members.IndexOf(field);
        if (follower is not null && to > from)
            to--;
        if (to >= 0 && to != from && FieldMove.To(type, field, type.Members[to]) is { } change)
            yield return new Offer($"Move '{name}' to where packets.spec has it", change);
    }

    private static IEnumerable<Offer> Replace(FieldDeclarationSyntax field, string name, Match row, Spot spot)
    {
        // A field keeps what is not of the language; then its author has to say where it goes.
        if (spot.AttributesOf(field).Count() != field.AttributeLists.Sum(list => list.Attributes.Count))
            yield break;
        string modifiers = string.Concat(field.Modifiers.Select(m => m.Text + " "));
        string text = $"{Shorten(row.Groups["words"].Value, spot)}{modifiers}{Shorten(row.Groups["type"].Value, spot)} {name};";
        if (text != field.ToString())
            yield return new Offer($"Declare '{name}' as packets.spec has it", new TextChange(field.Span, text));
    }

    private static FieldDeclarationSyntax? FieldOf(TypeDeclarationSyntax type, string name) => type.Members.OfType<FieldDeclarationSyntax>()
        .FirstOrDefault(f => f.Declaration.Variables.Any(v => v.Identifier.ValueText == name));

    private static string IndentOf(MemberDeclarationSyntax member)
    {
        string leading = member.GetLeadingTrivia().ToFullString();
        return leading.Substring(leading.LastIndexOf('\n') + 1);
    }

    /// <summary>Leaves out the namespace of a type that is known here by its name alone.</summary>
    private static string Shorten(string text, Spot spot) => FullName.Replace(text, name =>
        spot.Model.LookupNamespacesAndTypes(spot.Node.SpanStart, name: name.Groups[1].Value).IsEmpty
            ? name.Value.Substring("global::".Length)
            : name.Groups[1].Value);
}
