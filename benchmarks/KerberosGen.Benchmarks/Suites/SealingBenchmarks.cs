using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using KerberosGen.Crypto;

namespace KerberosGen.Benchmarks.Suites;

/// <summary>What it costs that a message or an event is authenticated; see <see cref="Sealing"/>.</summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory, BenchmarkLogicalGroupRule.ByParams)]
[CategoriesColumn]
public class SealingBenchmarks : IDisposable
{
    private Sealing? _sealing;

    /// <summary>Bytes of plaintext.</summary>
    [Params(16, 100, 1000)]
    public int Size { get; set; }

    [GlobalSetup]
    public void Setup() => _sealing = new Sealing(Size);

    [Benchmark(Baseline = true), BenchmarkCategory("1029 seal")]
    public int SealMessageUnauthenticated() => _sealing!.SealMessageUnauthenticated();

    [Benchmark, BenchmarkCategory("1029 seal")]
    public int SealMessage() => _sealing!.SealMessage();

    [Benchmark, BenchmarkCategory("1029 seal")]
    public int SealMessageByHmac() => _sealing!.SealMessageByHmac();

    [Benchmark(Baseline = true), BenchmarkCategory("1029 open")]
    public bool OpenMessageUnauthenticated() => _sealing!.OpenMessageUnauthenticated();

    [Benchmark, BenchmarkCategory("1029 open")]
    public Opening OpenMessage() => _sealing!.OpenMessage();

    [Benchmark, BenchmarkCategory("1029 open")]
    public bool OpenMessageByHmac() => _sealing!.OpenMessageByHmac();

    [Benchmark(Baseline = true), BenchmarkCategory("1606 seal")]
    public int SealEventUnauthenticated() => _sealing!.SealEventUnauthenticated();

    [Benchmark, BenchmarkCategory("1606 seal")]
    public int SealEvent() => _sealing!.SealEvent();

    [Benchmark, BenchmarkCategory("1606 seal")]
    public int SealEventByHmac() => _sealing!.SealEventByHmac();

    [Benchmark(Baseline = true), BenchmarkCategory("1606 open")]
    public bool OpenEventUnauthenticated() => _sealing!.OpenEventUnauthenticated();

    [Benchmark, BenchmarkCategory("1606 open")]
    public Opening OpenEvent() => _sealing!.OpenEvent();

    [Benchmark, BenchmarkCategory("1606 open")]
    public bool OpenEventByHmac() => _sealing!.OpenEventByHmac();

    [GlobalCleanup]
    public void Dispose()
    {
        _sealing?.Dispose();
        GC.SuppressFinalize(this);
    }
}
