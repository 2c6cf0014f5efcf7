using System.Collections.Immutable;
using KerberosGen.Generator.Diagnostics;
using KerberosGen.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KerberosGen.Generator.Analyzers;

/// <summary>Finds attributes of the declaring language that nothing reads where they stand, so that they promise what does not happen.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class IdleAttributeAnalyzer : DiagnosticAnalyzer
{
    internal const string Id = "KG0102";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, "An attribute has an effect where it stands",
        "[{0}] on '{1}' has no effect: {2}",
        "KerberosGen", DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Descriptors.HelpBase + Id + ".md");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(static c => Analyze(c, (INamedTypeSymbol)c.Symbol), SymbolKind.NamedType);
        context.RegisterSymbolAction(static c => Analyze(c, c.Symbol.ContainingType), SymbolKind.Field);
    }

    private static void Analyze(SymbolAnalysisContext context, INamedTypeSymbol declared)
    {
        if (context.Symbol.IsImplicitlyDeclared || declared.TypeKind != TypeKind.Struct)
            return;
        string? root = KnownAttributes.FindRoot(declared) is { } attribute ? KnownAttributes.NameOf(attribute) : null;
        foreach (AttributeData idle in context.Symbol.GetAttributes())
        {
            if (KnownAttributes.NameOf(idle) is { } name && ReasonWhyIdle(name, context.Symbol, declared, root) is { } reason)
                context.ReportDiagnostic(Diagnostic.Create(Rule, context.Symbol.Locations[0], name, context.Symbol.Name, reason));
        }
    }

    private static string? ReasonWhyIdle(string attribute, ISymbol symbol, INamedTypeSymbol declared, string? root)
    {
        if (root is null)
            return $"'{declared.Name}' itself is not declared, so mark it [Packet], or what it is";
        return attribute == "Secret" && symbol is INamedTypeSymbol && root is not ("FixedBytes" or "FixedText")
            ? "put it on the fields that are secret"
            : null;
    }
}
