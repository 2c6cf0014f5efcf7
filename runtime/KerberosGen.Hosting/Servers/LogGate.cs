namespace KerberosGen.Hosting;

/// <summary>Lets one line a second into a log, and counts those it holds back, so that no peer can flood the log.</summary>
internal sealed class LogGate
{
    private const long Interval = 1000;

    private long _next = Environment.TickCount64;
    private long _held;

    /// <summary>True if a line may be written now.</summary>
    /// <param name="held">Lines held back since the last one.</param>
    public bool TryPass(out long held)
    {
        long now = Environment.TickCount64;
        long next = Volatile.Read(ref _next);
        if (now < next || Interlocked.CompareExchange(ref _next, now + Interval, next) != next)
        {
            Interlocked.Increment(ref _held);
            held = 0;
            return false;
        }

        held = Interlocked.Exchange(ref _held, 0);
        return true;
    }
}
