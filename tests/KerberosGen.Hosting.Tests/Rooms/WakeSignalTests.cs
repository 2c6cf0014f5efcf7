namespace KerberosGen.Hosting.Tests.Rooms;

public sealed class WakeSignalTests
{
    [Fact]
    public async Task A_call_before_the_wait_ends_it_at_once_and_many_calls_are_one()
    {
        var signal = new WakeSignal();
        signal.Call();
        signal.Call();
        Assert.True(signal.WaitAsync().IsCompletedSuccessfully);
        ValueTask second = signal.WaitAsync();
        Assert.False(second.IsCompleted);
        signal.Call();
        await second.AsTask().WaitAsync(Patience.Limit);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Whatever_is_done_before_a_call_is_seen_by_the_waiter_in_the_end(int callers)
    {
        const int Rounds = 50_000;
        var signal = new WakeSignal();
        long done = 0;
        Task[] calling = [.. Enumerable.Range(0, callers).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < Rounds; i++)
            {
                Interlocked.Increment(ref done);
                signal.Call();
                if (i % 1024 == 0)
                    Thread.Yield();
            }
        }))];
        // A call that is lost leaves the waiter asleep although everything is done.
        Task waiting = Task.Run(async () =>
        {
            while (Volatile.Read(ref done) < Rounds * callers)
                await signal.WaitAsync();
        });
        await Task.WhenAll(calling).WaitAsync(Patience.Limit);
        await waiting.WaitAsync(Patience.Limit);
    }

    [Fact]
    public async Task The_waiter_is_never_run_by_two_threads_at_once()
    {
        var signal = new WakeSignal();
        int inside = 0, most = 0;
        bool isEnding = false;
        Task waiting = Task.Run(async () =>
        {
            while (!Volatile.Read(ref isEnding))
            {
                await signal.WaitAsync();
                most = Math.Max(most, Interlocked.Increment(ref inside));
                Thread.SpinWait(50);
                Interlocked.Decrement(ref inside);
            }
        });
        Parallel.For(0, 100_000, _ => signal.Call());
        Volatile.Write(ref isEnding, true);
        signal.Call();
        await waiting.WaitAsync(Patience.Limit);
        Assert.Equal(1, most);
    }
}
