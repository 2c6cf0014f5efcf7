namespace KerberosGen.Protocol;

/// <summary>
/// A token bucket whose whole state is one number: the moment at which the bucket will be full again (the generic cell rate
/// algorithm). A state in the past is a full bucket, so a new account starts as 0 and one that is full can be forgotten.
/// </summary>
/// <param name="rate">What comes back, and what the bucket holds.</param>
/// <param name="ticksPerSecond">Units of time in a second.</param>
public readonly struct RateLimit(Rate rate, long ticksPerSecond)
{
    private readonly double _ticksPerToken = rate.IsUnlimited ? 0 : ticksPerSecond / rate.PerSecond;
    private readonly double _capacity = rate.IsUnlimited ? 0 : ticksPerSecond / rate.PerSecond * Math.Max(rate.Burst, 1);

    /// <summary>Takes tokens, or answers false and takes none. Safe to call from several threads.</summary>
    public bool TryTake(ref long fullAt, long now, int tokens = 1)
    {
        if (_ticksPerToken == 0)
            return true;
        long cost = (long)(_ticksPerToken * tokens);
        while (true)
        {
            long seen = Volatile.Read(ref fullAt);
            long next = Math.Max(seen, now) + cost;
            if (next - now > _capacity)
                return false;
            if (Interlocked.CompareExchange(ref fullAt, next, seen) == seen)
                return true;
        }
    }

    /// <summary>True if a token could be taken; takes none.</summary>
    public bool HasToken(ref long fullAt, long now) =>
        Math.Max(Volatile.Read(ref fullAt) - now, 0) + _ticksPerToken <= _capacity;
}
