namespace KerberosGen.Inspection.Statistics;

/// <summary>How many packets when, in at most 240 bars of equal width: a width of 1 ms at first, doubled whenever time goes on behind the last bar.</summary>
public sealed class Timeline
{
    private const int MostBars = 240;

    private readonly long[] _counts = new long[MostBars];
    private DateTimeOffset? _start;
    private int _used;

    /// <summary>The time that a bar stands for.</summary>
    public TimeSpan Width { get; private set; } = TimeSpan.FromMilliseconds(1);

    /// <summary>The bars from the first packet to the last.</summary>
    public ReadOnlySpan<long> Counts => _counts.AsSpan(0, _used);

    /// <summary>Counts a packet; one from before the first counts with the first.</summary>
    public void Add(DateTimeOffset time)
    {
        _start ??= time;
        TimeSpan since = time > _start ? time - _start.Value : TimeSpan.Zero;
        while (since.Ticks / Width.Ticks >= MostBars)
            Halve();
        int bar = (int)(since.Ticks / Width.Ticks);
        _counts[bar]++;
        _used = Math.Max(_used, bar + 1);
    }

    private void Halve()
    {
        for (int i = 0; i < MostBars; i++)
            _counts[i] = 2 * i < MostBars ? _counts[2 * i] + _counts[(2 * i) + 1] : 0;
        _used = (_used + 1) / 2;
        Width *= 2;
    }
}
