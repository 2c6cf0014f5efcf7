using System.CommandLine;
using KerberosGen.Load.Measuring;
using KerberosGen.Load.Populations;
using KerberosGen.Load.Reporting;
using KerberosGen.Load.Servers;

namespace KerberosGen.Load.Commands;

/// <summary><c>check</c>: the whole table, and whether the goals are met.</summary>
internal static class CheckCommand
{
    private const int Few = 1_000;
    private const int Many = 1_000_000;
    private const int CacheSize = 10_000;
    private const int MemoryRounds = 3;

    // As large a share of those that ask as the default is of a million; the services have their places beside.
    private const int SmallCacheSize = (Few / (Many / CacheSize)) + Population.ServiceCount;

    private static readonly Shape Alone = new(1, 1, false), Together = new(64, 1, false), Pipelined = new(64, 16, false);
    private static readonly Shape[] Datagrams = [new(1, 1, true), new(64, 1, true)];
    private static readonly int[] Sizes = [0, 10_000, Many];

    public static Command Create()
    {
        var options = new LoadOptions();
        var readme = new Option<FileInfo?>("--readme") { Description = "Write the tables and goals into this page too, between its marks.", HelpName = "file" };
        var command = new Command("check", "All of it, and whether the goals are met; exit status 0 only if they are. About ten minutes.") { readme };
        foreach (Option option in options.Checks)
            command.Options.Add(option);
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var site = new LoadSite(cancellation);
            Report report = await MeasureAsync(site, options.StoresOf(parsed), options.PaceOf(parsed));
            report.Goals.AddRange(new Goals(Few, Many).Judge(report.Loads[0].Results));
            new ReportOutput(options.IsJson(parsed), options.PlotsOf(parsed), parsed.GetValue(readme)).Write(report);
            return report.Goals.TrueForAll(static goal => goal.IsMet) ? 0 : 1;
        });
        return command;
    }

    private static async Task<Report> MeasureAsync(LoadSite site, string[] stores, Pace pace)
    {
        // PostgreSQL reads its rows wherever they are: a million of them say nothing of the KDC.
        string[] large = [.. stores.Where(static store => store != "postgres")];
        var loads = new Loads(site, pace, ReportOutput.Tell);
        var report = new Report();
        async Task AddAsync(string title, Task<List<Result>> measuring)
        {
            report.Loads.Add((title, await measuring));
            await site.StopServersAsync();
        }

        await AddAsync("Ticket requests, ciphers at hand", loads.TicketsAsync(
            [.. stores.Select(static store => new TicketSide(store, Few, Few, null)), .. large.Select(static store => new TicketSide(store, Many, Few, null))],
            [Alone, Together, Pipelined]));
        await AddAsync("Ticket requests, ciphers of one client in a hundred at hand", loads.TicketsAsync(
            [.. large.Select(static store => new TicketSide(store, Few, Few, SmallCacheSize)), .. large.Select(static store => new TicketSide(store, Many, Many, CacheSize))],
            [Alone, Pipelined]));
        await AddAsync("Ticket requests over UDP, ciphers at hand", loads.TicketsAsync([.. stores.Select(static store => new TicketSide(store, Few, Few, null))], Datagrams));
        await AddAsync("Registrations of clients", loads.RegistrationsAsync(stores, [0], [Alone, Together, Pipelined]));
        await AddAsync("Lists of sixteen services", loads.ListsAsync(stores, [Few], [Alone, Together]));
        report.Memory.AddRange(await new MemoryRuns(site, ReportOutput.Tell).MeasureAsync(large, Sizes, MemoryRuns.Hot, Math.Min(MemoryRounds, pace.Rounds)));
        return report;
    }
}
