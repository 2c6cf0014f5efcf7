namespace KerberosGen.Protocol;

/// <summary>What a time text may mean: two instants in an hour that occurs twice, otherwise one.</summary>
/// <param name="Earlier">The first time that the clock showed it.</param>
/// <param name="Later">The last time that the clock showed it.</param>
public readonly record struct TimeReading(DateTimeOffset Earlier, DateTimeOffset Later)
{
    /// <summary>How far the reading nearest to <paramref name="now"/> is ahead of it; negative if behind.</summary>
    public TimeSpan AheadOf(DateTimeOffset now)
    {
        TimeSpan first = Earlier - now, second = Later - now;
        return first.Duration() <= second.Duration() ? first : second;
    }
}
