using System.Collections.Immutable;
using System.Linq;
using KerberosGen.Generator.Diagnostics;
using KerberosGen.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KerberosGen.Generator.Analyzers;

/// <summary>Finds a domain type or a field of bytes or text that is a key or a password by its name, and would be printed.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PlainSecretAnalyzer : DiagnosticAnalyzer
{
    internal const string Id = "KG0100";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, "What is plainly a secret is marked as one",
        "'{0}' is a {1} by its name, and would be printed: mark it [Secret]",
        "KerberosGen", DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Descriptors.HelpBase + Id + ".md");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(AnalyzeType, SymbolKind.NamedType);
        context.RegisterSymbolAction(AnalyzeField, SymbolKind.Field);
    }

    private static void AnalyzeType(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (IsPlainDomainType(type) && SecretNames.WordIn(type.Name) is { } word)
            Report(context, word);
    }

    private static void AnalyzeField(SymbolAnalysisContext context)
    {
        var field = (IFieldSymbol)context.Symbol;
        if (field is { IsStatic: false, IsConst: false, IsImplicitlyDeclared: false }
            && KnownAttributes.FindRoot(field.ContainingType) is not null
            && SecretNames.WordIn(field.Name) is { } word
            && KnownAttributes.Find(field, "Secret") is null
            && KnownAttributes.Find(field, "Encrypted") is null
            && WouldBePrinted(field.Type))
            Report(context, word);
    }

    /// <summary>True for bytes and text; an integer called key is as often one that is looked up.</summary>
    private static bool WouldBePrinted(ITypeSymbol type) =>
        FieldTypes.IsSpanOfBytes(type)
        // A type that is a secret by its own name is told once, where it is declared.
        || (type is INamedTypeSymbol named && IsPlainDomainType(named) && (SecretNames.WordIn(named.Name) is null || !named.Locations.Any(l => l.IsInSource)));

    private static bool IsPlainDomainType(INamedTypeSymbol type) =>
        KnownAttributes.FindRoot(type) is { } root
        && KnownAttributes.NameOf(root) is "FixedBytes" or "FixedText"
        && KnownAttributes.Find(type, "Secret") is null;

    private static void Report(SymbolAnalysisContext context, string word) =>
        context.ReportDiagnostic(Diagnostic.Create(Rule, context.Symbol.Locations[0], context.Symbol.Name, word));
}
