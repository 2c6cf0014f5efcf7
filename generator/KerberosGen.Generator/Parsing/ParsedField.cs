using KerberosGen.Generator.Specs;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Parsing;

/// <summary>A field on its way to being a spec: with its symbol and words, which the spec will not keep.</summary>
internal sealed class ParsedField(IFieldSymbol symbol, FieldAttributes words, FieldSpec spec, MeasuredType? measured)
{
    public IFieldSymbol Symbol { get; } = symbol;

    public FieldAttributes Words { get; } = words;

    public FieldSpec Spec { get; set; } = spec;

    /// <summary>For a declared type: what was measured of it.</summary>
    public MeasuredType? Measured { get; } = measured;

    /// <summary>How many fields of the flattened table this one is: more than one for a packet.</summary>
    public int Leaves => Spec.Shape == FieldShape.Packet ? Measured!.Leaves : 1;

    public Location? Location => Symbol.Locations.Length > 0 ? Symbol.Locations[0] : null;
}
