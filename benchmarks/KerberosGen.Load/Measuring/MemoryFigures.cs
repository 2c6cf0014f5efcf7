namespace KerberosGen.Load.Measuring;

/// <summary>What a KDC takes as soon as it is ready, with so many clients in its store; round by round.</summary>
internal sealed record MemoryFigures(string Store, int Clients, IReadOnlyList<MemorySample> Samples)
{
    public Spread StartUp => Spread.Of(Samples.Select(static s => s.StartUp.TotalSeconds));

    public Spread StartUpProcessor => Spread.Of(Samples.Select(static s => s.ProcessorSeconds));

    public Spread Resident => Spread.Of(Samples.Select(static s => (double)s.ResidentBytes));

    public Spread Peak => Spread.Of(Samples.Select(static s => (double)s.PeakBytes));

    public Spread Proportional => Spread.Of(Samples.Select(static s => (double)s.ProportionalBytes));

    public Spread Loaded => Spread.Of(Samples.Select(static s => (double)s.LoadedBytes));
}
