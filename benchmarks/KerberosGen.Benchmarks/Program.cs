using BenchmarkDotNet.Running;
using KerberosGen.Benchmarks.Cases;
using KerberosGen.Benchmarks.Comparison;
using KerberosGen.Benchmarks.Suites;

if (args is ["check", .. string[] names])
    return CheckCommand.Run(names);
if (args is ["measure", .. string[] measured])
    return MeasureCommand.Run(measured);
if (args is ["compare", string before, string after, .. string[] compared])
    return CompareCommand.Run(before, after, compared.Length > 0 ? compared : [.. CodecCases.All.Select(static packet => packet.Name)]);

bool isShort = args.Contains("--short");
string[] rest = [.. args.Where(argument => argument != "--short")];
if (isShort && rest.Length == 0)
    rest = ["--filter", "*"];
BenchmarkSwitcher.FromAssembly(typeof(SuiteSettings).Assembly).Run(rest, isShort ? SuiteSettings.Short : SuiteSettings.Full);
return 0;
