using System.CommandLine;
using KerberosGen.Cli;
using KerberosGen.Protocol;
using KerberosGen.Room;

var seed = new SeedOptions();
Option<ushort?> port = SeedOptions.Port(allowZero: false, "8000");
Option<int> count = SeedOptions.Count(
    "--number-of-services", ["-nos", "--number_of_services"],
    "The number of rooms to create and register; 0 for the default room of msg.info alone.", 1, 0, 1000);
Option<string> prefix = SeedOptions.Name(
    "--service-name-prefix", ["-snp", "--service_name_prefix"], "The prefix of the rooms' names.", "Printer", longestSuffix: " 10000");
Option<DirectoryInfo> data = SeedOptions.Data();
Option<TimeZoneInfo> timeZone = SeedOptions.TimeZone("--kdc-timezone", "The zone of time texts in the original layout: the KDC's.");
timeZone.Aliases.Add("--time-zone");
Option<int> history = SeedOptions.Count("--history", [], "Events that a room holds for latecomers.", 1000, 0, 1_000_000);

var root = new RootCommand("Chat rooms: registers them with the KDC and serves them.")
{
    seed.DebugMode, seed.Transport, seed.IpAddress, port, count, prefix, data, timeZone, history,
};
root.SetAction(async (parsed, cancellation) =>
{
    using var loggers = AppLogging.Create(parsed.GetValue(seed.DebugMode));
    var manager = new ServiceManager(
        new RoomSettings
        {
            Transport = parsed.GetValue(seed.Transport)!,
            Kdc = new(seed.AddressOf(parsed), parsed.GetValue(port) ?? ProtocolLimits.DefaultKdcPort),
            IsKdcGiven = parsed.GetResult(seed.IpAddress) is { Implicit: false } || parsed.GetValue(port) is not null,
            Count = parsed.GetValue(count),
            Prefix = parsed.GetValue(prefix)!,
            Directory = parsed.GetValue(data)!.FullName,
            Tap = parsed.GetValue(seed.DebugMode) ? new DebugScreen(Console.Error) : null,
            Options = new RoomOptions { KdcTimeZone = parsed.GetValue(timeZone) ?? TimeZoneInfo.Local, History = parsed.GetValue(history) },
        },
        loggers);
    await manager.RunAsync(cancellation);
    return ExitCodes.Ok;
});
return await App.RunAsync(root, args);
