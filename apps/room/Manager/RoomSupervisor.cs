using Microsoft.Extensions.Logging;

namespace KerberosGen.Room;

/// <summary>
/// Watches one room: whatever ends it, it is brought back, after waits that grow up to a bound and are short again once it
/// has served for a while. Why it cannot serve is said when that begins or changes.
/// </summary>
/// <param name="serve">Serves until it is cancelled, and says when it has begun to; throws if it cannot go on.</param>
/// <param name="logger">The room's log.</param>
/// <param name="clock">The time.</param>
/// <param name="random">Spreads the attempts of many rooms.</param>
internal sealed partial class RoomSupervisor(Func<Action, CancellationToken, Task> serve, ILogger logger, TimeProvider clock, Random random)
{
    /// <summary>The wait before the first other attempt, at most.</summary>
    public static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(500);

    /// <summary>No wait is longer.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>A room that has served for so long is well: its next trouble is a new one.</summary>
    public static readonly TimeSpan Healthy = TimeSpan.FromMinutes(1);

    /// <summary>Goes on until it is cancelled. Throws nothing.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var backOff = new BackOff(FirstWait, LongestWait, random);
        string? said = null;
        while (!cancellation.IsCancellationRequested)
        {
            long? begun = null;
            try
            {
                await Task.Run(() => serve(() => begun = clock.GetTimestamp(), cancellation), cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // A room that had come back has ended for the second time.
                if (begun is not null || said != e.Message)
                    Say(e);
                said = e.Message;
                if (begun is { } since && clock.GetElapsedTime(since) >= Healthy)
                    backOff.Reset();
                await Task.Delay(backOff.Next(), clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Say(Exception e)
    {
        if (e is IOException or UnauthorizedAccessException or InvalidOperationException)
            LogDown(logger, e.Message);
        else
            LogFailed(logger, e);
    }

    [LoggerMessage(11, LogLevel.Error, "The room does not serve, and is tried again: {Reason}")]
    private static partial void LogDown(ILogger logger, string reason);

    [LoggerMessage(12, LogLevel.Error, "The room was ended by an unexpected failure, and is tried again")]
    private static partial void LogFailed(ILogger logger, Exception e);
}
