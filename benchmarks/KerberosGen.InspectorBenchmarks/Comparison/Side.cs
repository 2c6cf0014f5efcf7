namespace KerberosGen.InspectorBenchmarks.Comparison;

/// <summary>Something that goes through a capture, and how fast it did, round by round.</summary>
/// <param name="name">What it is called in the table.</param>
/// <param name="bytes">Bytes of what it goes through.</param>
internal abstract class Side(string name, long bytes)
{
    private readonly List<double> _speeds = [];

    /// <summary>What it is called in the table.</summary>
    public string Name { get; } = name;

    /// <summary>Bytes of what it goes through.</summary>
    public long Bytes { get; } = bytes;

    /// <summary>Megabytes (10^6 bytes) per second of each round.</summary>
    public IReadOnlyList<double> Speeds => _speeds;

    /// <summary>What else there is to say.</summary>
    public virtual string Note => "";

    /// <summary>Goes through it once.</summary>
    /// <param name="isMeasured">False to get warm.</param>
    public void Run(bool isMeasured)
    {
        double speed = Bytes / 1e6 / Seconds();
        if (isMeasured)
            _speeds.Add(speed);
    }

    /// <summary>Goes through it once; answers how long that took.</summary>
    protected abstract double Seconds();
}
