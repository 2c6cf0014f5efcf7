using KerberosGen.Load.Traffic;

namespace KerberosGen.Load.Measuring;

/// <summary>
/// Sides take turns, in an order that rotates: what slows the machine for longer than a round slows all of them alike, and is
/// gone from ratios within a round.
/// </summary>
internal static class InterleavedRun
{
    /// <summary>Measures every side under every shape. The first side is the ceiling.</summary>
    /// <param name="sides">The sides; their servers run.</param>
    /// <param name="shapes">How the loads come in.</param>
    /// <param name="pace">How long, and how often.</param>
    /// <param name="tell">Is told what is being done.</param>
    /// <param name="cancellation">Gives up, between turns.</param>
    public static async Task<List<Result>> MeasureAsync(IReadOnlyList<Side> sides, IReadOnlyList<Shape> shapes, Pace pace, Action<string> tell, CancellationToken cancellation)
    {
        var results = new List<Result>();
        foreach (Shape shape in shapes)
        {
            LoadRun[] runs = [.. sides.Select(side => side.Connect(shape))];
            try
            {
                List<Sample>[] samples = await MeasureAsync(sides, runs, pace, round => tell($"{shape}: round {round} of {pace.Rounds}"), cancellation);
                results.AddRange(sides.Select((side, i) => new Result(side, shape, samples[i], samples[0])));
            }
            finally
            {
                foreach (LoadRun run in runs)
                    run.Dispose();
            }
        }

        return results;
    }

    private static async Task<List<Sample>[]> MeasureAsync(IReadOnlyList<Side> sides, LoadRun[] runs, Pace pace, Action<int> tell, CancellationToken cancellation)
    {
        List<Sample>[] samples = [.. sides.Select(static _ => new List<Sample>())];
        // Code that is compiled again while it runs must not be what is measured.
        tell(0);
        foreach (LoadRun run in runs)
        {
            cancellation.ThrowIfCancellationRequested();
            run.Go(pace.Warming);
        }

        for (int round = 0; round < pace.Rounds; round++)
        {
            tell(round + 1);
            for (int turn = 0; turn < runs.Length; turn++)
            {
                cancellation.ThrowIfCancellationRequested();
                int i = (turn + round) % runs.Length;
                samples[i].Add(await sides[i].MeasureAsync(runs[i], pace.Turn));
            }
        }

        return samples;
    }
}
