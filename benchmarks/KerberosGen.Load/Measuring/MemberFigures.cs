namespace KerberosGen.Load.Measuring;

/// <summary>What a room takes with so many guests that say nothing, round by round.</summary>
/// <param name="Kind">What the guests are.</param>
/// <param name="Guests">How many.</param>
/// <param name="Resident">Bytes in memory.</param>
/// <param name="Fewer">The same with fewer guests, in the same rounds; null for the fewest.</param>
internal sealed record MemberFigures(string Kind, int Guests, IReadOnlyList<long> Resident, MemberFigures? Fewer)
{
    public Spread Bytes => Spread.Of(Resident.Select(static bytes => (double)bytes));

    /// <summary>Bytes for each guest beyond those of <see cref="Fewer"/>.</summary>
    public Spread? PerGuest => Fewer is { } fewer
        ? Spread.Of(Resident.Zip(fewer.Resident, (more, less) => (double)(more - less) / (Guests - fewer.Guests)))
        : null;
}
