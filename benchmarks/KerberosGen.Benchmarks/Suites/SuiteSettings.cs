using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace KerberosGen.Benchmarks.Suites;

/// <summary>How BenchmarkDotNet runs the suites.</summary>
internal static class SuiteSettings
{
    /// <summary>Each benchmark in a process of its own, with figures to quote.</summary>
    public static IConfig Full { get; } = Of(Job.Default
        .WithIterationTime(TimeInterval.FromMilliseconds(100))
        .WithWarmupCount(8)
        .WithIterationCount(15));

    /// <summary>All within this process, in a few minutes: to see what changed, not to quote.</summary>
    public static IConfig Short { get; } = Of(Job.Default
        .WithToolchain(InProcessEmitToolchain.DontLogOutput)
        .WithIterationTime(TimeInterval.FromMilliseconds(40))
        .WithWarmupCount(3)
        .WithIterationCount(5)
        .WithId("Short"));

    private static IConfig Of(Job job) =>
        ManualConfig.Create(DefaultConfig.Instance)
            .AddJob(job)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(30));
}
