using FsCheck.Xunit;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting.Tests;

public sealed class RateLimitTests
{
    private const long TicksPerSecond = 10_000_000;

    [Fact]
    public void A_burst_goes_at_once_and_then_as_much_as_comes_back()
    {
        var limit = new RateLimit(new Rate(10, 3), TicksPerSecond);
        long state = 0, now = TicksPerSecond * 1000;
        Assert.Equal([true, true, true, false], Take(4));
        now += TicksPerSecond / 10;
        Assert.Equal([true, false], Take(2));
        now += TicksPerSecond * 60;
        Assert.Equal([true, true, true, false], Take(4));

        bool[] Take(int times) => [.. Enumerable.Range(0, times).Select(_ => limit.TryTake(ref state, now))];
    }

    [Property]
    public bool In_no_stretch_of_time_more_is_taken_than_the_burst_and_what_came_back(ushort perSecond, byte burst, (ushort Wait, byte Tokens)[] takes)
    {
        var limit = new RateLimit(new Rate(perSecond + 1, burst + 1), TicksPerSecond);
        long state = 0, begin = 5 * TicksPerSecond, now = begin;
        double taken = 0;
        foreach ((ushort wait, byte tokens) in takes)
        {
            now += wait;
            if (limit.TryTake(ref state, now, tokens))
                taken += tokens;
            // A token's cost is cut to whole ticks.
            double allowed = burst + 1 + ((now - begin) * (perSecond + 1.0) / TicksPerSecond);
            if (taken > (allowed * 1.001) + 1)
                return false;
        }

        return true;
    }

    [Property]
    public bool What_is_refused_costs_nothing(byte burst, byte refused)
    {
        var limit = new RateLimit(new Rate(1, burst + 1), TicksPerSecond);
        long state = 0, now = TicksPerSecond;
        Assert.True(limit.TryTake(ref state, now, burst + 1));
        for (int i = 0; i < refused; i++)
            Assert.False(limit.TryTake(ref state, now));
        return !limit.HasToken(ref state, now) && limit.TryTake(ref state, now + TicksPerSecond);
    }

    [Fact]
    public void No_limit_is_no_limit()
    {
        var limit = new RateLimit(Rate.Unlimited, TicksPerSecond);
        long state = 0;
        for (int i = 0; i < 1000; i++)
            Assert.True(limit.TryTake(ref state, 1, 1_000_000));
        Assert.Equal(0, state);
    }
}
