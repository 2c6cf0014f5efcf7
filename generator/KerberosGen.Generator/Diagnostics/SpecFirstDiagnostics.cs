using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Diagnostics;

/// <summary>What keeps a packet from being written in <c>packets.spec</c> alone.</summary>
internal static class SpecFirstDiagnostics
{
    public static readonly DiagnosticDescriptor NeedsDeclaration = new(
        "KG0071",
        "A field that packets.spec alone does not say enough of is declared",
        "'{0}' takes its fields from packets.spec, which does not say enough of '{1}' ({2}{3}): declare the fields of '{0}' in the struct",
        "KerberosGen.Wire",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Descriptors.HelpBase + "KG0071.md");
}
