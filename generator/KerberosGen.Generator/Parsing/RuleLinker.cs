using System.Linq;
using KerberosGen.Generator.Diagnostics;
using KerberosGen.Generator.Specs;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Parsing;

/// <summary>Joins checksums with what they cover, and computed fields with the property that gives their value.</summary>
internal static class RuleLinker
{
    public static void LinkChecksum(References references, int index, AttributeData attribute)
    {
        ParsedField field = references.Fields[index];
        if (attribute.AttributeClass is not { TypeArguments: { Length: 1 } arguments } || arguments[0].TypeKind == TypeKind.Error)
        {
            references.Diagnostics.ReportNothingButStop();
            return;
        }

        int from = Covered(references, field, attribute, "From", 0);
        int to = Covered(references, field, attribute, "To", index - 1);
        if (from == Unknown || to == Unknown)
            return;
        // Bytes are covered: one that begins with bits begins with the integer that they share.
        while (references.Fields[from].Spec.Bits is { IsFirst: false })
            from--;
        if (from > to)
        {
            references.Diagnostics.Report(Descriptors.EmptyChecksum, field.Location, field.Symbol.Name);
            return;
        }

        field.Spec = field.Spec with
        {
            Checksum = new ChecksumSpec(
                TypeNames.Full(arguments[0]),
                Given(attribute, "From") is null ? null : references.Fields[from].Spec.Name,
                Given(attribute, "To") is null ? null : references.Fields[to].Spec.Name),
        };
    }

    public static void LinkComputed(References references, int index, AttributeData attribute)
    {
        ParsedField field = references.Fields[index];
        if (References.First(attribute) is not { Kind: not TypedConstantKind.Error } given)
        {
            references.Diagnostics.ReportNothingButStop();
            return;
        }

        string name = given.Value as string ?? "";
        bool isThere = references.Type.GetMembers(name).OfType<IPropertySymbol>().Any(p =>
            p is { IsStatic: false, GetMethod: not null, IsIndexer: false } && SymbolEqualityComparer.Default.Equals(p.Type, field.Symbol.Type));
        if (isThere)
            field.Spec = field.Spec with { Computed = DeclaredType.Escape(name) };
        else
            references.Diagnostics.Report(Descriptors.WrongComputed, field.Location, field.Symbol.Name, name, references.Type.Name, field.Spec.TypeShortName);
    }

    private const int Unknown = int.MinValue;

    private static int Covered(References references, ParsedField field, AttributeData attribute, string end, int fallback)
    {
        if (Given(attribute, end) is not { } name)
            return fallback;
        int found = references.Find(field, "Checksum", name);
        return found < 0 ? Unknown : found;
    }

    private static TypedConstant? Given(AttributeData attribute, string end)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == end && !argument.Value.IsNull)
                return argument.Value;
        }

        return null;
    }
}
