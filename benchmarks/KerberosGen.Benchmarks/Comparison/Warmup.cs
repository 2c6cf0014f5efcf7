using System.Diagnostics;
using System.Runtime;

namespace KerberosGen.Benchmarks.Comparison;

/// <summary>Runs everything in turn until the JIT has no more to say: all code is then tier 1.</summary>
internal static class Warmup
{
    private static readonly TimeSpan s_least = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan s_most = TimeSpan.FromSeconds(90);

    /// <exception cref="TimeoutException">The JIT went on compiling: figures would be those of unoptimised code.</exception>
    public static void Run(IReadOnlyList<Sides> all)
    {
        long start = Stopwatch.GetTimestamp();
        long changed = start;
        long compiled = 0;
        while (Stopwatch.GetElapsedTime(start) < s_least || Stopwatch.GetElapsedTime(changed) < s_quiet)
        {
            foreach (Sides sides in all)
            {
                sides.Copy(40);
                sides.Hand(40);
                sides.Generated(40);
            }

            if (JitInfo.GetCompiledMethodCount() is var now && now != compiled)
            {
                compiled = now;
                changed = Stopwatch.GetTimestamp();
            }

            if (Stopwatch.GetElapsedTime(start) > s_most)
                throw new TimeoutException($"After {s_most.TotalSeconds} seconds the JIT is still compiling.");
        }
    }
}
