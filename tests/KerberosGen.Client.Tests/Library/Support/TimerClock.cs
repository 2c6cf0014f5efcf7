using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace KerberosGen.Client.Tests.Library;

/// <summary>A clock that a test moves, and that keeps which waits were asked of it.</summary>
internal sealed class TimerClock() : FakeTimeProvider(DateTimeOffset.UtcNow)
{
    /// <summary>The waits, in their order.</summary>
    public ConcurrentQueue<TimeSpan> Waits { get; } = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        Waits.Enqueue(dueTime);
        return timer;
    }
}
