using System.Linq;
using System.Threading;
using KerberosGen.Generator.Diagnostics;
using KerberosGen.Generator.Specs;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Parsing;

/// <summary>Reads <c>[FixedBytes]</c> and <c>[FixedText]</c> declarations.</summary>
internal static class DomainTypeParser
{
    public const int MaxSize = 65_535;

    public static Parsed<DomainTypeSpec> Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var diagnostics = new DiagnosticSink();
        AttributeData attribute = context.Attributes[0];
        string attributeName = KnownAttributes.NameOf(attribute) ?? "";
        DeclaredType.Check(type, diagnostics);

        int size = attribute.ConstructorArguments.Length == 1 && attribute.ConstructorArguments[0].Value is int given ? given : 0;
        if (size is < 1 or > MaxSize)
            diagnostics.Report(Descriptors.SizeOutOfRange, DeclaredType.LocationOf(type), type.Name, size);
        ISymbol? field = type.GetMembers().FirstOrDefault(m => m is IFieldSymbol { IsStatic: false, IsConst: false });
        if (field is not null)
        {
            ISymbol shown = (field as IFieldSymbol)?.AssociatedSymbol ?? field;
            diagnostics.Report(Descriptors.DomainTypeNotEmpty, shown.Locations.FirstOrDefault(), type.Name, attributeName, shown.Name);
        }

        bool isText = attributeName == "FixedText";
        foreach (ISymbol member in type.GetMembers())
        {
            if (!member.IsImplicitlyDeclared && ReservedNames.OfDomainType(isText).Contains(member.Name))
                diagnostics.Report(Descriptors.ReservedName, member.Locations.FirstOrDefault(), member.Name, type.Name);
        }

        if (!diagnostics.IsEmpty)
            return new Parsed<DomainTypeSpec>(null, diagnostics.ToImmutable(), null);
        int display = KnownAttributes.Argument(attribute, "Display", default(byte));
        var spec = new DomainTypeSpec(
            DeclaredType.NameOf(type),
            Summary.Of(type),
            size,
            isText,
            isText && KnownAttributes.Argument(attribute, "Terminated", true),
            KnownAttributes.Find(type, "Secret") is not null,
            display == 1 && size == 4 ? "IPv4" : "Hex");
        return new Parsed<DomainTypeSpec>(spec, diagnostics.ToImmutable(), DeclaredType.LocationOf(type));
    }
}
