using KerberosGen.Generator.Specs;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Parsing;

/// <summary>A field on its way to being a spec: with its symbol, which the spec will not keep.</summary>
internal sealed class ParsedField(IFieldSymbol symbol, FieldSpec spec, int leaves)
{
    public IFieldSymbol Symbol { get; } = symbol;

    public FieldSpec Spec { get; set; } = spec;

    /// <summary>How many fields of the flattened table this one is: more than one for a packet.</summary>
    public int Leaves { get; } = leaves;

    public Location? Location => Symbol.Locations.Length > 0 ? Symbol.Locations[0] : null;
}
