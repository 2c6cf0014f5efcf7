using BenchmarkDotNet.Running;
using MyProtocol._1.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(CodecBenchmarks).Assembly).Run(args);
