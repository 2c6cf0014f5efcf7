namespace KerberosGen.Room;

/// <summary>How long to wait before trying again: twice as long each time up to a bound, less a random part of up to half, so that many do not try at once.</summary>
/// <param name="first">The first wait.</param>
/// <param name="longest">No wait is longer.</param>
/// <param name="random">Where the random part comes from.</param>
internal sealed class BackOff(TimeSpan first, TimeSpan longest, Random random)
{
    private TimeSpan _next;

    /// <summary>The next wait.</summary>
    public TimeSpan Next()
    {
        TimeSpan wait = _next == default ? first : _next;
        _next = wait * 2 < longest ? wait * 2 : longest;
        return wait * (1 - random.NextDouble() / 2);
    }

    /// <summary>Begins anew: all is well.</summary>
    public void Reset() => _next = default;
}
