using BenchmarkDotNet.Attributes;
using KerberosGen.Benchmarks.Cases;

namespace KerberosGen.Benchmarks.Suites;

/// <summary>Packing each packet, three ways. Times are for one packet.</summary>
public class PackBenchmarks
{
    private const int Packets = 64;

    public static IEnumerable<CodecCase> All => CodecCases.All;

    [ParamsSource(nameof(All))]
    public CodecCase Packet { get; set; } = null!;

    [Benchmark(Baseline = true, OperationsPerInvoke = Packets)]
    public int ByHand() => Packet.PackByHand(Packets / Packet.PacketsPerCall);

    [Benchmark(OperationsPerInvoke = Packets)]
    public int Generated() => Packet.PackGenerated(Packets / Packet.PacketsPerCall);

    [Benchmark(OperationsPerInvoke = Packets)]
    public int Copy() => Packet.PackByCopy(Packets / Packet.PacketsPerCall);
}
