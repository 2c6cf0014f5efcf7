using System.Threading;
using KerberosGen.Generator.Parsing;
using KerberosGen.Generator.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KerberosGen.Generator.Discovery;

/// <summary>Hands a declaration to the parser of its kind.</summary>
internal static class RootParser
{
    /// <summary>What came of it, for the steps that are kept from run to run.</summary>
    public static Outcome Parse(RootDeclaration declaration, CancellationToken cancellation)
    {
        (Parsed<DomainTypeSpec> domainType, Parsed<PacketSpec> packet) = Parse(declaration.Node, declaration.Compilation, cancellation);
        return new Outcome(
            domainType.Name ?? packet.Name,
            domainType.Spec,
            packet.Spec,
            !packet.IsIgnored,
            domainType is { IsIgnored: false, Diagnostics.IsEmpty: false } || packet is { IsIgnored: false, Diagnostics.IsEmpty: false } or { Shared: not null });
    }

    /// <summary>What came of it, with what there is to report. One is ignored at least; both, if the node is no declaration.</summary>
    public static (Parsed<DomainTypeSpec> DomainType, Parsed<PacketSpec> Packet) Parse(
        TypeDeclarationSyntax node, Compilation compilation, CancellationToken cancellation)
    {
        if (compilation.GetSemanticModel(node.SyntaxTree).GetDeclaredSymbol(node, cancellation) is not { } type
            || RootOf(type, node) is not { } root)
        {
            return default;
        }

        return KnownAttributes.NameOf(root) is "FixedBytes" or "FixedText"
            ? (DomainTypeParser.Parse(type, root, cancellation), default)
            : (default, PacketParser.Parse(type, root, cancellation));
    }

    /// <summary>The first of the node's own attributes that makes the type a declared one: another part may have others.</summary>
    private static AttributeData? RootOf(INamedTypeSymbol type, TypeDeclarationSyntax node)
    {
        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (KnownAttributes.NameOf(attribute) is { } name && KnownAttributes.IsRoot(name)
                && attribute.ApplicationSyntaxReference is { } place && place.SyntaxTree == node.SyntaxTree && node.Span.Contains(place.Span))
            {
                return attribute;
            }
        }

        return null;
    }
}
