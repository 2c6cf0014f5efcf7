using KerberosGen.Load.Measuring;

namespace KerberosGen.Load.Reporting;

/// <summary>A figure with its spread.</summary>
/// <param name="Name">Whose it is.</param>
/// <param name="Figure">The figure.</param>
/// <param name="IsHollow">True for what the others are measured beside.</param>
internal sealed record RangeRow(string Name, Spread Figure, bool IsHollow);
