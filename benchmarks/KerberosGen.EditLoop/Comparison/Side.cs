using KerberosGen.EditLoop.Dialects;
using KerberosGen.EditLoop.Sessions;

namespace KerberosGen.EditLoop.Comparison;

/// <summary>One generator at one size, and its times for each operation, round by round.</summary>
internal sealed class Side(Dialect dialect, int packets)
{
    private readonly EditSession _session = new(dialect, packets);
    private readonly Dictionary<Operation, List<double>> _times = Enum.GetValues<Operation>().ToDictionary(o => o, _ => new List<double>());

    public Dialect Dialect { get; } = dialect;

    public int Packets { get; } = packets;

    /// <summary>Milliseconds of each measured round.</summary>
    public IReadOnlyList<double> TimesOf(Operation operation) => _times[operation];

    public void Do(Operation operation, bool isMeasured)
    {
        double time = _session.Do(operation).TotalMilliseconds;
        if (isMeasured)
            _times[operation].Add(time);
    }
}
