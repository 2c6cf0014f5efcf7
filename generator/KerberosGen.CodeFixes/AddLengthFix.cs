using System.Collections.Generic;
using System.Composition;
using System.Linq;
using KerberosGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace KerberosGen.CodeFixes;

/// <summary>Gives a variable field its length or count: the integer before it that is called so, or a new one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddLengthFix)), Shared]
internal sealed class AddLengthFix() : DeclarationFix(Descriptors.NoLength.Id)
{
    protected override IEnumerable<Offer> OffersFor(Diagnostic diagnostic, Spot spot)
    {
        if (spot is not { Type: { } type, Field: { } field, Variable: { } variable } || spot.Model.GetDeclaredSymbol(variable) is not IFieldSymbol symbol)
            yield break;
        bool isBytes = !Spot.IsListed(symbol.Type);
        string attribute = $"[{spot.Write(isBytes ? "LengthOf" : "CountOf", field.SpanStart)}(nameof({variable.Identifier.Text}))]";
        string name = variable.Identifier.ValueText;
        string[] likely = isBytes ? [name + "Length", name + "Size", "Length"] : [name + "Count", "Count"];

        if (Spot.FieldsOf(type).TakeWhile(other => other != variable).LastOrDefault(other => likely.Contains(other.Identifier.ValueText) && CouldMeasure(spot, other)) is { } measure)
        {
            var declaration = (FieldDeclarationSyntax)measure.Parent!.Parent!;
            yield return new Offer($"Make '{measure.Identifier.ValueText}' measure '{name}'", new TextChange(new TextSpan(Spot.StartOf(declaration), 0), attribute + " ")) { Priority = CodeActionPriority.High };
        }
        else if (symbol.ContainingType.GetMembers(likely[0]).IsEmpty)
        {
            yield return new Offer($"Add '{likely[0]}' before '{name}'", Insert(spot, field, $"{attribute} {AccessOf(field)}uint {likely[0]};", Summary(name, field, isBytes)))
            {
                Priority = CodeActionPriority.High,
            };
        }
    }

    private static bool CouldMeasure(Spot spot, VariableDeclaratorSyntax variable) =>
        variable.Parent is VariableDeclarationSyntax { Variables.Count: 1, Parent: FieldDeclarationSyntax declaration }
        && spot.Model.GetDeclaredSymbol(variable) is IFieldSymbol { Type.SpecialType: SpecialType.System_Byte or SpecialType.System_UInt16 or SpecialType.System_UInt32 or SpecialType.System_UInt64 }
        && spot.AttributesOf(declaration).All(a => a.Name is "BigEndian" or "LittleEndian" or "Width");

    private static string AccessOf(FieldDeclarationSyntax field) =>
        string.Concat(field.Modifiers
            .Where(m => m.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword or SyntaxKind.PrivateKeyword)
            .Select(m => m.Text + " "));

    /// <summary>A summary where the fields have them: in such a file the compiler may ask for one.</summary>
    private static string? Summary(string name, FieldDeclarationSyntax field, bool isBytes) =>
        field.HasStructuredTrivia && field.GetLeadingTrivia().Any(SyntaxKind.SingleLineDocumentationCommentTrivia)
            ? $"/// <summary>{(isBytes ? "Bytes" : "Entries")} in <see cref=\"{name}\"/>.</summary>"
            : null;

    private static TextChange Insert(Spot spot, FieldDeclarationSyntax before, string declaration, string? summary)
    {
        TextLine line = spot.Text.Lines.GetLineFromPosition(before.SpanStart);
        string indentation = spot.Text.ToString(TextSpan.FromBounds(line.Start, before.SpanStart));
        if (indentation.Trim().Length > 0)
            return new TextChange(new TextSpan(before.SpanStart, 0), declaration + " ");

        string newLine = spot.Text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));
        string blank = FieldMove.BlankLines(before);
        string text = (summary is null ? "" : indentation + summary + newLine)
            + indentation + declaration + newLine
            + (summary is null && blank.Length == 0 ? "" : newLine);
        return new TextChange(new TextSpan(before.FullSpan.Start + blank.Length, 0), text);
    }
}
