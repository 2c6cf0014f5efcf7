using KerberosGen.Benchmarks.Cases;

namespace KerberosGen.Benchmarks.Comparison;

/// <summary>One process's part of a check: measures and writes a line for each thing measured.</summary>
internal static class MeasureCommand
{
    /// <param name="names">The packets to measure.</param>
    public static int Run(IReadOnlyCollection<string> names)
    {
        List<Sides> all = [.. CodecCases.All.Where(packet => names.Contains(packet.Name)).SelectMany(Sides.Of)];
        Warmup.Run(all);
        foreach (Sides sides in all)
            Console.WriteLine(InterleavedRun.Measure(sides).ToLine());
        return 0;
    }
}
