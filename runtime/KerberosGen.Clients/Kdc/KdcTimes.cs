namespace KerberosGen.Clients;

/// <summary>How long a client waits for a KDC over TCP.</summary>
/// <param name="Clock">The clock that it waits by.</param>
internal sealed record KdcTimes(TimeProvider Clock)
{
    /// <summary>Bytes a second below which a long answer is too slow.</summary>
    private const double SlowestRate = 256 * 1024;

    /// <summary>For a caller that cancels by itself.</summary>
    public static readonly KdcTimes Unlimited = new(TimeProvider.System) { Connect = Timeout.InfiniteTimeSpan, Answer = Timeout.InfiniteTimeSpan };

    /// <summary>Until it has taken the connection.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Until the answer's header is there.</summary>
    public TimeSpan Answer { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From then on, until the rest is there: the same, and a second for every 256 KiB that it announced.</summary>
    public TimeSpan Rest(uint announced) => Answer == Timeout.InfiniteTimeSpan ? Answer : Answer + TimeSpan.FromSeconds(announced / SlowestRate);
}
