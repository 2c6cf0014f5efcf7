using BenchmarkDotNet.Running;
using KerberosGen.Benchmarks.Comparison;
using KerberosGen.Benchmarks.Suites;

if (args is ["check", .. string[] names])
    return CheckCommand.Run(names);
if (args is ["measure", .. string[] measured])
    return MeasureCommand.Run(measured);

bool isShort = args.Contains("--short");
string[] rest = [.. args.Where(argument => argument != "--short")];
if (isShort && rest.Length == 0)
    rest = ["--filter", "*"];
BenchmarkSwitcher.FromAssembly(typeof(SuiteSettings).Assembly).Run(rest, isShort ? SuiteSettings.Short : SuiteSettings.Full);
return 0;
