using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using KerberosGen.Benchmarks.Serializers;

namespace KerberosGen.Benchmarks.Suites;

/// <summary>The generated code beside other serializers. Times are for one packet.</summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory, BenchmarkLogicalGroupRule.ByParams)]
[CategoriesColumn]
public class SerializerBenchmarks
{
    private const int Packets = 64;

    private IReadOnlyList<SerializerSide> Sides => Packet.Sides;

    public static IEnumerable<SerializerCase> All => SerializerCase.All;

    [ParamsSource(nameof(All))]
    public SerializerCase Packet { get; set; } = null!;

    [Benchmark(Baseline = true, OperationsPerInvoke = Packets), BenchmarkCategory("pack")]
    public int PackGenerated() => Sides[0].Pack(Packets / Sides[0].ValuesPerCall);

    [Benchmark(OperationsPerInvoke = Packets), BenchmarkCategory("pack")]
    public int PackByBinaryWriter() => Sides[1].Pack(Packets);

    [Benchmark(OperationsPerInvoke = Packets), BenchmarkCategory("pack")]
    public int PackByMemoryPack() => Sides[2].Pack(Packets);

    [Benchmark(OperationsPerInvoke = Packets), BenchmarkCategory("pack")]
    public int PackByMessagePack() => Sides[3].Pack(Packets);

    [Benchmark(OperationsPerInvoke = Packets), BenchmarkCategory("pack")]
    public int PackByProtobuf() => Sides[4].Pack(Packets);

    [Benchmark(Baseline = true, OperationsPerInvoke = Packets), BenchmarkCategory("unpack")]
    public int UnpackGenerated() => Sides[0].Unpack(Packets / Sides[0].ValuesPerCall);

    [Benchmark(OperationsPerInvoke = Packets), BenchmarkCategory("unpack")]
    public int UnpackByBinaryReader() => Sides[1].Unpack(Packets);

    [Benchmark(OperationsPerInvoke = Packets), BenchmarkCategory("unpack")]
    public int UnpackByMemoryPack() => Sides[2].Unpack(Packets);

    [Benchmark(OperationsPerInvoke = Packets), BenchmarkCategory("unpack")]
    public int UnpackByMessagePack() => Sides[3].Unpack(Packets);

    [Benchmark(OperationsPerInvoke = Packets), BenchmarkCategory("unpack")]
    public int UnpackByProtobuf() => Sides[4].Unpack(Packets);
}
