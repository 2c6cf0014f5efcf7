using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.Text;

namespace KerberosGen.CodeFixes;

/// <summary>One way to mend a declaration: text for text, so that everything else stays as its author laid it out.</summary>
internal sealed record Offer(string Title, params ImmutableArray<TextChange> Changes)
{
    public CodeActionPriority Priority { get; init; } = CodeActionPriority.Default;
}
