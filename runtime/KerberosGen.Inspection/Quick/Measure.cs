namespace KerberosGen.Inspection.Quick;

/// <summary>What says how far a field goes.</summary>
/// <param name="Number">The length or count.</param>
/// <param name="Adjust">What was added to it.</param>
/// <param name="IsCount">True if it counts entries, false if it counts bytes.</param>
internal readonly record struct Measure(QuickNumber Number, int Adjust, bool IsCount);
