namespace KerberosGen.Clients;

/// <summary>
/// How long to wait before each attempt: twice as long each time, up to a limit, and each wait shortened by up to half of it at
/// random, so that the many clients of a room that comes back do not come all at once.
/// </summary>
/// <param name="first">The first wait, before it is shortened.</param>
/// <param name="longest">The limit.</param>
/// <param name="random">Draws from 0 up to 1.</param>
internal sealed class BackOff(TimeSpan first, TimeSpan longest, Func<double> random)
{
    private TimeSpan _next = first < longest ? first : longest;

    /// <summary>The next wait.</summary>
    public TimeSpan Next()
    {
        // Timers count whole milliseconds.
        var wait = TimeSpan.FromMilliseconds(Math.Ceiling(_next.TotalMilliseconds * (1 - (random() / 2))));
        _next = _next * 2 < longest ? _next * 2 : longest;
        return wait;
    }

    /// <summary>Begins anew: the connection stood.</summary>
    public void Reset() => _next = first < longest ? first : longest;
}
