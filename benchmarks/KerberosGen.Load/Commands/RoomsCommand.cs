using System.CommandLine;
using System.Globalization;
using KerberosGen.Load.Measuring;
using KerberosGen.Load.Populations;
using KerberosGen.Load.Reporting;
using KerberosGen.Load.Servers;

namespace KerberosGen.Load.Commands;

/// <summary><c>rooms</c>: what a message costs that goes to many, and what those cost who are there.</summary>
internal static class RoomsCommand
{
    private const int MaxGuests = 100_000;
    private const int MaxInFlight = 1_024;
    private const int MemoryRounds = 2;
    private const double TurnSeconds = 0.5;

    // Beside connections: listeners, files, the runtime's own.
    private const int OtherDescriptors = 300;

    private static readonly string[] PartNames = ["deliveries", "latency", "profile", "memory"];

    public static Command Create()
    {
        var options = new LoadOptions(TurnSeconds);
        Option<int[]> subscribers = LoadOptions.Numbers("--subscribers", "Subscribers in the room.", 1, MaxGuests, [10, 100, 500, 2_000]);
        Option<int[]> inFlight = LoadOptions.Numbers("--in-flight", "Messages at a time that not everyone has yet.", 1, MaxInFlight, [1, 64]);
        Option<int[]> members = LoadOptions.Numbers("--members", "Guests that say nothing.", 0, MaxGuests, [0, 1_000, 10_000]);
        var only = new Option<string[]>("--only") { Description = "What to measure. [default: all of it]", HelpName = string.Join('|', PartNames), AllowMultipleArgumentsPerToken = true };
        only.AcceptOnlyFromAmong(PartNames);
        var readme = new Option<FileInfo?>("--readme") { Description = "Write the tables into this page too, between its marks.", HelpName = "file" };
        var command = new Command("rooms", "Messages of 100 bytes from one sender to many subscribers of the real room. About six minutes.") { subscribers, inFlight, members, only, readme };
        foreach (Option option in options.Rooms)
            command.Options.Add(option);
        command.SetAction(async (parsed, cancellation) =>
        {
            var report = new Report { Verb = "rooms", Rooms = new RoomReport() };
            int[] counts = parsed.GetValue(subscribers)!, guests = parsed.GetValue(members)!;
            RoomParts parts = PartsOf(parsed.GetValue(only));
            int most = Math.Max(parts == RoomParts.Memory ? 0 : counts.Max(), parts.HasFlag(RoomParts.Memory) ? guests.Max() : 0);
            CheckDescriptors((parts == RoomParts.Memory ? 0 : 5 * counts.Max()) + OtherDescriptors, most + OtherDescriptors);
            await using var site = new LoadSite(cancellation);
            ServerProcess kdc = await site.StartKdcAsync(await site.PrepareAsync("files", new Population(most + 1)));
            var runs = new RoomRuns(site, kdc, options.PaceOf(parsed), ReportOutput.Tell);
            if (parts != RoomParts.Memory)
                await runs.DeliverAsync(counts, parsed.GetValue(inFlight)!, parts, report.Rooms);
            if (parts.HasFlag(RoomParts.Memory))
                report.Rooms.Members.AddRange(await runs.RestAsync(guests, Math.Min(MemoryRounds, options.RoundsOf(parsed))));
            new ReportOutput(options.IsJson(parsed), options.PlotsOf(parsed), parsed.GetValue(readme)).Write(report);
            return 0;
        });
        return command;
    }

    private static RoomParts PartsOf(string[]? names)
    {
        RoomParts parts = names is { Length: > 0 } ? names.Aggregate(RoomParts.None, static (parts, name) => parts | Enum.Parse<RoomParts>(name, ignoreCase: true)) : RoomParts.All;
        if (!parts.HasFlag(RoomParts.Profile) || PerfProfile.IsThere)
            return parts;
        ReportOutput.Tell("Where the processor time goes is left out: that takes Linux's perf (linux-perf), and the right to use it.");
        return parts & ~RoomParts.Profile;
    }

    /// <summary>Every guest is a connection, here and in the room.</summary>
    private static void CheckDescriptors(int here, int there)
    {
        int needed = Math.Max(here, there);
        // The runtime takes as many as the hard limit lets it.
        string line = File.ReadLines("/proc/self/limits").First(static line => line.StartsWith("Max open files", StringComparison.Ordinal));
        string limit = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[4];
        if (int.TryParse(limit, CultureInfo.InvariantCulture, out int most) && most < needed)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"So many guests need {needed:N0} file descriptors, and a process may have {most:N0} here: raise the hard limit ('ulimit -Hn', limits.conf), or ask for fewer by --subscribers and --members."));
    }
}
