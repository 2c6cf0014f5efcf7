using System.CommandLine;
using KerberosGen.Cli;
using KerberosGen.Kdc;
using KerberosGen.Protocol;

var seed = new SeedOptions();
Option<ushort?> port = SeedOptions.Port(allowZero: true, "that of port.info, which is made with 8000");
Option<DirectoryInfo> data = SeedOptions.Data();
Option<string> layout = SeedOptions.AcceptOnly(
    new("--layout")
    {
        Description = "The wire layout of tickets: as the seed's tables say, or as the original program sends.",
        DefaultValueFactory = static _ => "documented",
        HelpName = "documented|original",
    },
    "documented", "original");
Option<TimeZoneInfo> timeZone = SeedOptions.TimeZone("--time-zone", "The zone of time texts in the original layout.");

var root = new RootCommand("The key distribution center: authentication server and ticket-granting server in one.")
{
    seed.DebugMode, seed.Transport, seed.IpAddress, port, data, layout, timeZone,
};
root.SetAction((parsed, cancellation) => KdcCommand.RunAsync(
    new KdcSettings
    {
        IsDebug = parsed.GetValue(seed.DebugMode),
        Transport = parsed.GetValue(seed.Transport)!,
        Address = seed.AddressOf(parsed),
        Port = parsed.GetValue(port),
        Directory = parsed.GetValue(data)!.FullName,
        Options = new KdcOptions
        {
            Layout = parsed.GetValue(layout) == "original" ? WireLayout.Original : WireLayout.Documented,
            TimeZone = parsed.GetValue(timeZone) ?? TimeZoneInfo.Local,
        },
    },
    cancellation));
return await App.RunAsync(root, args);
