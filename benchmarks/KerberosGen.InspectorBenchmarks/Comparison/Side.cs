namespace KerberosGen.InspectorBenchmarks.Comparison;

/// <summary>Something that goes through a capture, and how fast it did, round by round.</summary>
/// <param name="name">What it is called in the table.</param>
/// <param name="bytes">Bytes of what it goes through.</param>
internal abstract class Side(string name, long bytes)
{
    private readonly List<Effort> _rounds = [];

    /// <summary>What it is called in the table.</summary>
    public string Name { get; } = name;

    /// <summary>Bytes of what it goes through.</summary>
    public long Bytes { get; } = bytes;

    /// <summary>Megabytes (10^6 bytes) per second of each round.</summary>
    public IEnumerable<double> Speeds => _rounds.Select(r => Bytes / 1e6 / r.Seconds);

    /// <summary>Megabytes per second of processor time of each round: what other programs take is not in it.</summary>
    public IEnumerable<double> ProcessorSpeeds => _rounds.Select(r => Bytes / 1e6 / r.ProcessorSeconds);

    /// <summary>What else there is to say.</summary>
    public virtual string Note => "";

    /// <summary>Goes through it once.</summary>
    /// <param name="isMeasured">False to get warm.</param>
    public void Run(bool isMeasured)
    {
        Effort effort = Go();
        if (isMeasured)
            _rounds.Add(effort);
    }

    /// <summary>Goes through it once.</summary>
    protected abstract Effort Go();
}
