using FsCheck.Xunit;
using KerberosGen.Load.Measuring;

namespace KerberosGen.Load.Tests;

public sealed class LatencyHistogramTests
{
    [Property]
    public void What_it_says_is_at_most_a_sixty_fourth_beyond_the_truth(uint[] nanoseconds, byte share)
    {
        if (nanoseconds.Length == 0)
            return;
        var histogram = new LatencyHistogram();
        foreach (uint latency in nanoseconds)
            histogram.Add(latency / 1e9);
        double asked = (share + 1) / 256.0;
        double truth = nanoseconds.Select(static n => Math.Max(1, (double)n)).Order().ElementAt((int)Math.Ceiling(asked * nanoseconds.Length) - 1) / 1e9;

        // A nanosecond is the least that it tells apart.
        Assert.InRange(histogram.At(asked), truth - 1e-9, (truth * (1 + (1.0 / 64))) + 2e-9);
    }

    [Fact]
    public void Nothing_that_was_counted_is_no_latency()
    {
        var histogram = new LatencyHistogram();
        histogram.Add(1);
        histogram.Clear();

        Assert.Equal(double.NaN, histogram.At(0.5));
    }
}
