using System.Globalization;
using System.Runtime.CompilerServices;
using Xunit.Abstractions;

namespace KerberosGen.Hosting.Tests.RoomModel.Soak;

/// <summary>A crowded room for a minute, or for <c>KERBEROSGEN_SOAK</c> minutes.</summary>
[Collection(nameof(Alone))]
public sealed class SoakTests(ITestOutputHelper output)
{
    private const int Peers = 500;

    // Pools of buffers and pipes keep what a busier moment needed; what grows with time is beyond this soon.
    private const long HeapAllowance = 8 * 1024 * 1024;

    // Pages that the collector has not given back yet, and native memory of sockets and SQLite.
    private const long WorkingSetAllowance = 64 * 1024 * 1024;

    // What the runtime opens for itself as it likes: event queues, pipes, random numbers.
    private const int FileAllowance = 10;

    private static double Minutes =>
        double.TryParse(Environment.GetEnvironmentVariable("KERBEROSGEN_SOAK"), CultureInfo.InvariantCulture, out double minutes) ? minutes : 1;

    [Fact]
    public async Task A_room_of_five_hundred_with_slow_and_restless_ones_keeps_one_order_and_its_memory()
    {
        // Both ends of each connection are here.
        OpenFiles.Need((2 * Peers) + 300);
        await using (var first = new SoakRun(new SqliteShelf()))
        {
            // What the runtime opens once is open from here on.
        }

        int files = OpenFiles.Count;
        WeakReference room = await RunAsync(TimeSpan.FromMinutes(Minutes));
        await Patience.UntilAsync(() => OpenFiles.Count <= files + FileAllowance);
        await Patience.UntilAsync(() => IsCollected(room));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsCollected(WeakReference room)
    {
        MemoryReading.Take();
        return !room.IsAlive;
    }

    private async Task<WeakReference> RunAsync(TimeSpan time)
    {
        await using var run = new SoakRun(new SqliteShelf());
        await run.StartAsync();
        await WaitAsync(run, time / 3);
        MemoryReading early = MemoryReading.Take();
        await WaitAsync(run, time * 2 / 3);
        MemoryReading late = MemoryReading.Take();
        await run.FinishAsync();
        output.WriteLine($"{run.Last} events, {run.Visits} visits; of those who slept {run.PutOut} times one was put out, {run.CaughtUp} times one caught up");
        output.WriteLine($"after a third: {early}; at the end: {late}");
        Assert.True(run.PutOut > 0, "Nobody who slept was put out.");
        Assert.True(run.CaughtUp > 0, "Nobody who slept caught up.");
        Assert.True(run.Visits > 0, "Nobody came back.");
        Assert.True(late.Heap < (early.Heap * 5 / 4) + HeapAllowance, $"The heap grows: {early.Heap} bytes after a third, {late.Heap} at the end.");
        Assert.True(late.WorkingSet < (early.WorkingSet * 5 / 4) + WorkingSetAllowance, $"The process grows: {early.WorkingSet} bytes after a third, {late.WorkingSet} at the end.");
        return run.WeakServer;
    }

    private static async Task WaitAsync(SoakRun run, TimeSpan time)
    {
        long end = Environment.TickCount64 + (long)time.TotalMilliseconds;
        while (Environment.TickCount64 < end)
        {
            run.Order.ThrowIfBroken();
            await Task.Delay(100);
        }
    }
}
