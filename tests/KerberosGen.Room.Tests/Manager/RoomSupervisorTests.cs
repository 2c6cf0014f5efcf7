using KerberosGen.Protocol;
using KerberosGen.Room.Tests.Support;
using Microsoft.Extensions.Logging;

namespace KerberosGen.Room.Tests.Manager;

public sealed class RoomSupervisorTests
{
    private readonly JumpingClock _clock = new();
    private readonly RecordedLog _log = new();

    [Fact]
    public async Task A_room_that_never_starts_is_tried_after_ever_longer_waits_and_why_is_said_once()
    {
        await RunAsync(attempts: 50, static (_, _) => throw new StoreFailedException("room.db: the disk is full."));
        TimeSpan whole = RoomSupervisor.FirstWait;
        foreach (TimeSpan wait in _clock.Waits)
        {
            Assert.InRange(wait, whole / 2, whole);
            whole = whole * 2 < RoomSupervisor.LongestWait ? whole * 2 : RoomSupervisor.LongestWait;
        }

        Assert.Equal((LogLevel.Error, "The room does not serve, and is tried again: room.db: the disk is full."), Assert.Single(_log.Lines));
    }

    [Fact]
    public async Task Another_reason_is_said_too()
    {
        await RunAsync(attempts: 9, static (attempt, _) => throw new IOException(attempt < 5 ? "first" : "second"));
        Assert.Equal(2, _log.Lines.Count);
        Assert.EndsWith("second", _log.Lines[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_room_that_served_for_a_while_comes_back_soon_and_its_end_is_said_each_time()
    {
        await RunAsync(attempts: 30, (attempt, serves) =>
        {
            if (attempt % 10 == 9)
            {
                serves();
                _clock.Pass(RoomSupervisor.Healthy);
            }

            throw new IOException("gone");
        });
        Assert.Equal(4, _log.Lines.Count);
        for (int i = 0; i < _clock.Waits.Count; i++)
        {
            if (i % 10 == 9)
                Assert.True(_clock.Waits[i] <= RoomSupervisor.FirstWait);
            else if (i % 10 == 8)
                Assert.True(_clock.Waits[i] >= RoomSupervisor.LongestWait / 2);
        }
    }

    [Fact]
    public async Task A_room_that_falls_as_soon_as_it_serves_waits_ever_longer()
    {
        await RunAsync(attempts: 20, static (_, serves) =>
        {
            serves();
            throw new IOException("gone");
        });
        Assert.True(_clock.Waits[^1] >= RoomSupervisor.LongestWait / 2);
    }

    [Fact]
    public async Task What_nobody_expected_ends_a_room_for_a_while_and_nothing_else()
    {
        await RunAsync(attempts: 3, static (_, _) => throw new ArgumentException("a mistake of ours"));
        Assert.Equal((LogLevel.Error, "The room was ended by an unexpected failure, and is tried again"), Assert.Single(_log.Lines));
    }

    [Fact]
    public async Task A_room_that_serves_stops_when_it_is_told_and_is_not_tried_again()
    {
        using var stopping = new CancellationTokenSource();
        int attempts = 0;
        var supervisor = new RoomSupervisor(
            async (serves, cancellation) =>
            {
                attempts++;
                serves();
                await stopping.CancelAsync();
                await Task.Delay(Timeout.Infinite, cancellation);
            },
            _log, _clock, new Random(1));
        await supervisor.RunAsync(stopping.Token).WaitAsync(Apps.Patience);
        Assert.Equal(1, attempts);
        Assert.Empty(_log.Lines);
    }

    private async Task RunAsync(int attempts, Action<int, Action> attempt)
    {
        using var stopping = new CancellationTokenSource();
        int count = 0;
        var supervisor = new RoomSupervisor(
            (serves, _) =>
            {
                int number = count++;
                if (count == attempts)
                    stopping.Cancel();
                attempt(number, serves);
                return Task.CompletedTask;
            },
            _log, _clock, new Random(1));
        await supervisor.RunAsync(stopping.Token).WaitAsync(Apps.Patience);
        Assert.Equal(attempts, count);
    }
}
