namespace KerberosGen.Inspection.Decoding;

/// <summary>Which payload sizes a table allows.</summary>
/// <param name="Least">The smallest, in bytes.</param>
/// <param name="Most">The largest.</param>
internal readonly record struct SizeRange(uint Least, uint Most);
