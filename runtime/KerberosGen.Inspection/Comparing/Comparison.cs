namespace KerberosGen.Inspection.Comparing;

/// <summary>A pair of packets, and what they do not have the same.</summary>
/// <param name="Pair">The packets.</param>
/// <param name="Differences">If both are there: the fields that differ.</param>
public sealed record Comparison(PacketPair Pair, IReadOnlyList<FieldDifference> Differences)
{
    /// <summary>What became of the packet from the first input to the second.</summary>
    public PacketChange Change => Pair.A is null ? PacketChange.Added
        : Pair.B is null ? PacketChange.Removed
        : Differences.Count > 0 ? PacketChange.Changed
        : PacketChange.Same;
}
