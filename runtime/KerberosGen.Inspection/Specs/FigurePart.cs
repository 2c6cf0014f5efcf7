namespace KerberosGen.Inspection.Specs;

/// <summary>What of a box stands in one row.</summary>
/// <param name="Cell">The box.</param>
/// <param name="Bits">Bits of it in this row.</param>
/// <param name="IsNamed">True if its name stands here, and not in another of its rows.</param>
internal sealed record FigurePart(FigureCell Cell, int Bits, bool IsNamed);
