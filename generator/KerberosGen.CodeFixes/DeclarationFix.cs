using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace KerberosGen.CodeFixes;

/// <summary>A fix within the file of the diagnostic. All of its offers for a solution can be taken at once.</summary>
internal abstract class DeclarationFix(params string[] ids) : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; } = [.. ids];

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Document document = context.Document;
        SourceText text = await document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        if (await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root
            || await document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model)
            return;
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            SyntaxNode node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            foreach (Offer offer in OffersFor(diagnostic, new Spot(node, model, text)))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        offer.Title,
                        _ => Task.FromResult(document.WithText(text.WithChanges(offer.Changes.OrderBy(change => change.Span)))),
                        GetType().Name,
                        offer.Priority),
                    diagnostic);
            }
        }
    }

    /// <summary>What can be done about the diagnostic; nothing where there is no one right answer.</summary>
    protected abstract IEnumerable<Offer> OffersFor(Diagnostic diagnostic, Spot spot);
}
