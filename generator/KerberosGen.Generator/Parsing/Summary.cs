using System;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Parsing;

/// <summary>
/// The text of a declaration's summary, as one line. It is taken from the source's comment lines and not from the compiler's
/// documentation, which is empty in projects that do not generate a documentation file.
/// </summary>
internal static class Summary
{
    private static readonly Regex SummaryElement = new("<summary>(.*?)</summary>", RegexOptions.Singleline | RegexOptions.CultureInvariant);
    private static readonly Regex Reference = new("<(?:see|paramref|typeparamref)\\s+(?:cref|name|langword|href)=\"(?:\\w:)?([^\"]*)\"\\s*/>", RegexOptions.CultureInvariant);
    private static readonly Regex Tag = new("</?\\w[^>]*>", RegexOptions.CultureInvariant);
    private static readonly Regex Space = new("\\s+", RegexOptions.CultureInvariant);

    public static string Of(ISymbol symbol)
    {
        foreach (SyntaxReference reference in symbol.DeclaringSyntaxReferences)
        {
            SyntaxNode node = reference.GetSyntax();
            // A field's symbol points at its declarator; the comment stands before the whole declaration.
            if (symbol is IFieldSymbol)
                node = node.Parent?.Parent ?? node;
            string text = OfTrivia(node.GetLeadingTrivia().ToFullString());
            if (text.Length > 0)
                return text;
        }

        return "";
    }

    private static string OfTrivia(string trivia)
    {
        if (trivia.IndexOf("<summary>", StringComparison.Ordinal) < 0)
            return "";
        var lines = new StringBuilder();
        foreach (string line in trivia.Split('\n'))
        {
            string trimmed = line.Trim();
            if (trimmed.StartsWith("///", StringComparison.Ordinal))
                lines.Append(trimmed, 3, trimmed.Length - 3).Append('\n');
        }

        Match match = SummaryElement.Match(lines.ToString());
        if (!match.Success)
            return "";
        string text = Reference.Replace(match.Groups[1].Value, "$1");
        text = Space.Replace(Tag.Replace(text, ""), " ").Trim();
        return text.Replace("&lt;", "<").Replace("&gt;", ">").Replace("&quot;", "\"").Replace("&amp;", "&");
    }
}
