using System.Collections.Immutable;
using KerberosGen.Generator.Diagnostics;
using KerberosGen.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KerberosGen.Generator.Analyzers;

/// <summary>Finds a packet that every table would show without a word about it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MissingSummaryAnalyzer : DiagnosticAnalyzer
{
    internal const string Id = "KG0101";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, "A packet says what it is",
        "'{0}' has no <summary>: say in one what it is for, as the layout table, the written spec and the inspector show it",
        "KerberosGen", DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: Descriptors.HelpBase + Id + ".md");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (KnownAttributes.FindRoot(type) is { } root
            && KnownAttributes.NameOf(root) is not ("FixedBytes" or "FixedText")
            && Summary.Of(type).Length == 0)
            context.ReportDiagnostic(Diagnostic.Create(Rule, type.Locations[0], type.Name));
    }
}
