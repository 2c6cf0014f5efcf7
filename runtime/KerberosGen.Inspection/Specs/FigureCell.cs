namespace KerberosGen.Inspection.Specs;

/// <summary>A box of a packet's figure.</summary>
/// <param name="Label">What stands in it.</param>
/// <param name="Bits">How many bits it takes; null if the content decides.</param>
internal sealed record FigureCell(string Label, long? Bits);
