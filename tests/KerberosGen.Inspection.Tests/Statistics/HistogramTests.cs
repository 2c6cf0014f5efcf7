using FsCheck.Xunit;
using KerberosGen.Inspection.Statistics;
using Xunit;

namespace KerberosGen.Inspection.Tests.Statistics;

public sealed class HistogramTests
{
    [Property(MaxTest = 200)]
    public void A_percentile_is_within_the_stated_error_of_the_exact_one(int seed)
    {
        var random = new Random(seed);
        var histogram = new LatencyHistogram();
        long[] ticks = [.. Enumerable.Range(0, random.Next(1, 2000)).Select(_ => (long)Math.Exp(random.NextDouble() * 30))];
        foreach (long tick in ticks)
            histogram.Add(TimeSpan.FromTicks(tick));
        Array.Sort(ticks);

        foreach (double share in (double[])[0, 0.01, 0.5, 0.9, 0.99, 0.999, 1])
        {
            long exact = ticks[Math.Max(1, (int)Math.Ceiling(share * ticks.Length)) - 1];
            Assert.InRange(histogram.Percentile(share).Ticks, exact - 1 - (exact * 0.008), exact + 1 + (exact * 0.008));
        }

        Assert.Equal((ticks[0], ticks[^1], ticks.Length), (histogram.Smallest.Ticks, histogram.Largest.Ticks, histogram.Count));
        Assert.Equal(ticks.Length, histogram.Buckets().Sum(static b => b.Count));
        Assert.All(histogram.Buckets(), static b => Assert.True(b.From < b.To));
    }

    [Fact]
    public void The_longest_and_the_shortest_durations_have_their_place_and_a_negative_one_is_none()
    {
        var histogram = new LatencyHistogram();
        histogram.Add(TimeSpan.MaxValue);
        histogram.Add(TimeSpan.FromTicks(-5));

        Assert.Equal((TimeSpan.Zero, TimeSpan.MaxValue), (histogram.Percentile(0.5), histogram.Percentile(1)));
    }

    [Property(MaxTest = 100)]
    public void A_timeline_keeps_every_packet_in_at_most_240_bars(int seed)
    {
        var random = new Random(seed);
        var timeline = new Timeline();
        DateTimeOffset time = DateTimeOffset.UnixEpoch;
        int packets = random.Next(1, 1000);
        for (int i = 0; i < packets; i++)
        {
            timeline.Add(time);
            time = time.AddTicks((long)Math.Exp(random.NextDouble() * 32) - random.Next(1000));
        }

        Assert.InRange(timeline.Counts.Length, 1, 240);
        Assert.Equal(packets, timeline.Counts.ToArray().Sum());
        Assert.True(timeline.Counts[^1] > 0);
    }
}
