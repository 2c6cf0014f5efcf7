using System.Linq;
using System.Threading;
using KerberosGen.Generator.Diagnostics;
using KerberosGen.Generator.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KerberosGen.Generator.Parsing;

/// <summary>
/// Mistakes that the compiler tells too. A <c>nameof</c> of a name that does not exist is an error of its own, and yet has that
/// name for its value, so that what reads the value alone cannot know.
/// </summary>
internal static class CompilerErrors
{
    public static Parsed<PacketSpec> LeaveOut(Parsed<PacketSpec> parsed, SemanticModel model, CancellationToken cancellation)
    {
        // Asking the compiler about names costs; declarations without such a mistake are not to pay for it.
        if (parsed.IsIgnored || !parsed.Diagnostics.Any(IsAboutAName))
            return parsed;
        return parsed with
        {
            Diagnostics = parsed.Diagnostics.RemoveAll(d => IsAboutAName(d) && NamesNothing(d.Location, model, cancellation)),
        };
    }

    private static bool IsAboutAName(Diagnostic diagnostic) =>
        diagnostic.Id == Descriptors.UnknownReference.Id || diagnostic.Id == Descriptors.WrongIv.Id || diagnostic.Id == Descriptors.WrongComputed.Id;

    private static bool NamesNothing(Location location, SemanticModel model, CancellationToken cancellation)
    {
        if (location.SourceTree != model.SyntaxTree
            || model.SyntaxTree.GetRoot(cancellation).FindNode(location.SourceSpan).FirstAncestorOrSelf<FieldDeclarationSyntax>() is not { } field)
            return false;
        return field.AttributeLists
            .SelectMany(list => list.DescendantNodes().OfType<InvocationExpressionSyntax>())
            .Where(call => call is { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" }, ArgumentList.Arguments.Count: 1 })
            .Select(call => model.GetSymbolInfo(call.ArgumentList.Arguments[0].Expression, cancellation))
            .Any(named => named.Symbol is null && named.CandidateSymbols.IsEmpty);
    }
}
