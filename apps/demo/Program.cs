using System.CommandLine;
using KerberosGen.Cli;
using KerberosGen.Demo;
using KerberosGen.Protocol;

Option<string> layout = SeedOptions.AcceptOnly(
    new("--layout") { Description = "The wire layout of tickets.", DefaultValueFactory = static _ => "documented", HelpName = "documented|original" },
    "documented", "original");
Option<DirectoryInfo> directory = new("--out")
{
    Description = "Where the capture and its keys are left.",
    HelpName = "dir",
    DefaultValueFactory = static _ => new DirectoryInfo(Path.Combine(Path.GetTempPath(), "kerberosgen-demo")),
};
var root = new RootCommand("A KDC, two rooms and three clients chat on loopback; every byte is recorded, decoded and checked.") { layout, directory };
root.SetAction((parsed, cancellation) => DemoCommand.RunAsync(
    parsed.GetValue(layout) == "original" ? WireLayout.Original : WireLayout.Documented, parsed.GetValue(directory)!.FullName, cancellation));
return await App.RunAsync(root, args);
