using System.CommandLine;
using KerberosGen.Load.Measuring;
using KerberosGen.Load.Reporting;
using KerberosGen.Load.Servers;

namespace KerberosGen.Load.Commands;

/// <summary>The verbs that measure one thing each.</summary>
internal static class LoadCommands
{
    public static Command Tickets()
    {
        Option<int[]> hot = LoadOptions.Numbers("--hot", "Clients that ask, evenly: with the size of the cache, they make the hit rate.", 1, 10_000_000, [1_000]);
        Option<int?> cache = new("--cipher-cache") { Description = "Principals whose ciphers the KDC keeps. [default: its own]", HelpName = "num" };
        return Load("tickets", "Ticket requests (1027).", (options, parsed, loads) => loads.TicketsAsync(
            [
                .. options.StoresOf(parsed).SelectMany(store => options.ClientsOf(parsed).Select(
                    clients => new TicketSide(store, Math.Max(1, clients), parsed.GetValue(hot)![0], parsed.GetValue(cache)))),
            ],
            options.ShapesOf(parsed)), hot, cache);
    }

    public static Command Registrations() => Load("registrations", "Registrations of clients (1024).", static (options, parsed, loads) =>
        loads.RegistrationsAsync(options.StoresOf(parsed), options.ClientsOf(parsed), options.ShapesOf(parsed)));

    public static Command Lists() => Load("lists", "Lists of sixteen services (1026).", static (options, parsed, loads) =>
        loads.ListsAsync(options.StoresOf(parsed), options.ClientsOf(parsed), options.ShapesOf(parsed)));

    public static Command Memory()
    {
        var options = new LoadOptions();
        var command = new Command("memory", "Memory, and the time that a start takes.");
        foreach (Option option in options.Common)
            command.Options.Add(option);
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var site = new LoadSite(cancellation);
            var report = new Report();
            report.Memory.AddRange(await new MemoryRuns(site, ReportOutput.Tell)
                .MeasureAsync(options.StoresOf(parsed), options.ClientsOf(parsed), MemoryRuns.Hot, options.RoundsOf(parsed)));
            new ReportOutput(options.IsJson(parsed), options.PlotsOf(parsed), page: null).Write(report);
            return 0;
        });
        return command;
    }

    private static Command Load(string name, string description, Func<LoadOptions, ParseResult, Loads, Task<List<Result>>> measure, params Option[] more)
    {
        var options = new LoadOptions();
        var command = new Command(name, description);
        foreach (Option option in options.Loads.Concat(more))
            command.Options.Add(option);
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var site = new LoadSite(cancellation);
            var report = new Report();
            report.Loads.Add((description, await measure(options, parsed, new Loads(site, options.PaceOf(parsed), ReportOutput.Tell))));
            new ReportOutput(options.IsJson(parsed), options.PlotsOf(parsed), page: null).Write(report);
            return 0;
        });
        return command;
    }
}
