using System.Collections.Generic;
using System.Linq;
using KerberosGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Parsing;

/// <summary>Finds the fields that words name.</summary>
internal sealed class References(INamedTypeSymbol type, List<ParsedField> fields, DiagnosticSink diagnostics)
{
    public INamedTypeSymbol Type { get; } = type;

    public List<ParsedField> Fields { get; } = fields;

    public DiagnosticSink Diagnostics { get; } = diagnostics;

    /// <summary>The index of the field that a word's argument names; -1 if there is none, which is reported.</summary>
    public int Find(ParsedField from, string word, TypedConstant? argument)
    {
        if (argument is not { Kind: not TypedConstantKind.Error } given)
        {
            Diagnostics.ReportNothingButStop();
            return -1;
        }

        string name = given.Value as string ?? "";
        int found = Fields.FindIndex(f => f.Symbol.Name == name);
        if (found >= 0)
            return found;
        // A field that was itself refused has been reported already.
        if (Type.GetMembers(name).OfType<IFieldSymbol>().Any(f => f is { IsStatic: false, IsConst: false }))
            Diagnostics.ReportNothingButStop();
        else
            Diagnostics.Report(Descriptors.UnknownReference, from.Location, word, from.Symbol.Name, name, Type.Name);
        return -1;
    }

    public static TypedConstant? First(AttributeData attribute) =>
        attribute.ConstructorArguments.Length > 0 ? attribute.ConstructorArguments[0] : null;
}
