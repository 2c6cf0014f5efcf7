using System.Threading;
using KerberosGen.Generator.Parsing;
using KerberosGen.Generator.SpecFirst;
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
        return packet.IsIgnored ? Outcome.Of(domainType) : Outcome.Of(packet);
    }

    /// <summary>What came of it, with what there is to report. One is ignored at least; both, if the node is no declaration.</summary>
    public static (Parsed<DomainTypeSpec> DomainType, Parsed<PacketSpec> Packet) Parse(
        TypeDeclarationSyntax node, Compilation compilation, CancellationToken cancellation)
    {
        SemanticModel model = compilation.GetSemanticModel(node.SyntaxTree);
        if (model.GetDeclaredSymbol(node, cancellation) is not { } type || RootOf(type, node) is not { } root)
            return default;
        if (KnownAttributes.NameOf(root) is "FixedBytes" or "FixedText")
            return (DomainTypeParser.Parse(type, root, cancellation), default);
        Parsed<PacketSpec> packet = PacketParser.Parse(type, root, cancellation) with { IsOpen = FieldsOfFile.IsOpen(type) };
        return (default, CompilerErrors.LeaveOut(packet, model, cancellation));
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
