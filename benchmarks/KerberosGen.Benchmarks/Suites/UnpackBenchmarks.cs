using BenchmarkDotNet.Attributes;
using KerberosGen.Benchmarks.Cases;

namespace KerberosGen.Benchmarks.Suites;

/// <summary>Unpacking each packet, three ways. Times are for one packet.</summary>
public class UnpackBenchmarks
{
    private const int Packets = 64;

    public static IEnumerable<CodecCase> All => CodecCases.All;

    [ParamsSource(nameof(All))]
    public CodecCase Packet { get; set; } = null!;

    [Benchmark(Baseline = true, OperationsPerInvoke = Packets)]
    public int ByHand() => Packet.UnpackByHand(Packets / Packet.PacketsPerCall);

    [Benchmark(OperationsPerInvoke = Packets)]
    public int Generated() => Packet.UnpackGenerated(Packets / Packet.PacketsPerCall);

    [Benchmark(OperationsPerInvoke = Packets)]
    public int Copy() => Packet.UnpackByCopy(Packets / Packet.PacketsPerCall);
}
