using System.Text.Json;
using System.Text.Json.Nodes;
using KerberosGen.Cli;
using KerberosGen.Protocol;

namespace KerberosGen.Kdc.Tests.Operations;

public sealed class LogTests
{
    [Fact]
    public async Task In_JSON_every_line_is_an_object_with_its_event_and_its_parts()
    {
        using var here = new KdcDirectory();
        await using WatchedKdc kdc = await WatchedKdc.StartReadyAsync(here.Path, "--log-format", "json");
        ClientIdentity ann = await Traffic.RegisterAsync(kdc.EndPoint, "ann \u202e \"quoted\"");
        await Traffic.BeRefusedAsync(kdc.EndPoint, 1);
        await kdc.StopAsync();

        JsonNode[] events = [.. kdc.Errors.Lines.Select(static line => JsonNode.Parse(line)!)];
        Assert.All(events, static e =>
        {
            Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", (string)e["Timestamp"]!);
            Assert.NotNull(e["LogLevel"]);
            Assert.NotNull(e["Message"]);
            Assert.Equal(JsonValueKind.Number, e["EventId"]!.GetValueKind());
        });
        JsonNode registered = Assert.Single(events, static e => (int)e["EventId"]! == KdcEvents.ClientRegistered);
        Assert.Equal("KDC", (string)registered["Category"]!);
        Assert.Equal(ann.Id.ToString(), (string)registered["State"]!["Id"]!);
        Assert.Equal("\"ann \\u202e \\\"quoted\\\"\"", (string)registered["State"]!["Name"]!);
        JsonNode refused = Assert.Single(events, static e => (int)e["EventId"]! == KdcEvents.Refused);
        Assert.Equal("Warning", (string)refused["LogLevel"]!);
        Assert.Equal(nameof(KdcRefusalKind.UnknownClient), (string)refused["State"]!["Kind"]!);
        Assert.StartsWith("127.0.0.1:", (string)refused["State"]!["Peer"]!, StringComparison.Ordinal);
        Assert.Equal(
            [KdcEvents.Ready, KdcEvents.Draining, KdcEvents.Stopped],
            events.Select(static e => (int)e["EventId"]!).Where(static id => id is KdcEvents.Ready or KdcEvents.Draining or KdcEvents.Stopped));
    }

    [Fact]
    public async Task A_flood_of_refusals_is_a_few_lines_and_their_sum()
    {
        using var here = new KdcDirectory();
        await using WatchedKdc kdc = await WatchedKdc.StartReadyAsync(here.Path, "--request-rate-per-principal", "0");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Traffic.BeRefusedAsync(kdc.EndPoint, 500)));
        await kdc.StopAsync();
        int words = kdc.Errors.Lines.Count(static line => line.Contains("was refused", StringComparison.Ordinal) && !line.Contains("more like this", StringComparison.Ordinal));
        string[] sums = [.. kdc.Errors.Lines.Where(static line => line.Contains("more like this from 1 sources", StringComparison.Ordinal))];
        // The flood may fall into several windows; each lets its first few through, and the last may have no more than those.
        Assert.InRange(words, FloodGate.Warnings, FloodGate.Warnings * (sums.Length + 1));
        Assert.Equal(2_000 - words, sums.Sum(static line => int.Parse(line.Split("and ")[1].Split(" more")[0], System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.All(sums, static line => Assert.Contains("unknown client", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tickets_are_logged_for_those_who_debug_only()
    {
        using var here = new KdcDirectory();
        foreach ((string[] arguments, bool isLogged) in new[] { (Array.Empty<string>(), false), (["--log-level", "debug"], true), (["--log-level", "error"], false) })
        {
            await using WatchedKdc kdc = await WatchedKdc.StartReadyAsync(here.Path, arguments);
            string name = $"client {arguments.LastOrDefault()}";
            ClientIdentity ann = await Traffic.RegisterAsync(kdc.EndPoint, name);
            await Traffic.GetTicketAsync(kdc.EndPoint, ann, await Traffic.RegisterServiceAsync(kdc.EndPoint, name));
            await kdc.StopAsync();
            Assert.Equal(isLogged, kdc.Errors.Text.Contains("got a ticket", StringComparison.Ordinal));
            Assert.Equal(arguments is ["--log-level", "error"], kdc.Errors.Lines.Count == 0);
            Assert.DoesNotContain(Traffic.Password, kdc.Errors.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_log_that_nobody_reads_holds_up_no_server_which_says_later_how_much_is_missing()
    {
        const int Questions = 54_000;
        using var here = new KdcDirectory();
        string pipe = here.File("errors");
        await using WatchedKdc kdc = WatchedKdc.StartProgram(
            here.Path,
            "sh",
            [
                "-c", "mkfifo errors && exec \"$0\" \"$@\" 2>errors", Apps.PathOf("kdc"), "-p", "0", "--log-level", "debug",
                "--request-rate", "0", "--request-rate-per-source", "0", "--request-rate-per-principal", "0",
            ]);
        // The system holds some of it, and the KDC itself much more: nobody reads yet.
        using Stream unread = await Task.Run(() => OpenAsync(pipe)).WaitAsync(Apps.Patience);
        await kdc.ReadyAsync();
        ClientIdentity ann = await Traffic.RegisterAsync(kdc.EndPoint, "ann");
        await Traffic.AskForServicesAsync(kdc.EndPoint, ann, Questions).WaitAsync(Apps.Patience);

        var log = new LineLog();
        Task reading = Task.Run(async () =>
        {
            using var reader = new StreamReader(unread);
            while (await reader.ReadLineAsync() is { } line)
                log.Add(line);
            log.Add(null);
        });
        int asked = Questions;
        Task<string?> finding = log.FindAsync("message(s) dropped");
        using var patience = new CancellationTokenSource(Apps.Patience);
        while (!finding.IsCompleted)
        {
            await Traffic.AskForServicesAsync(kdc.EndPoint, ann, 1).WaitAsync(Apps.Patience);
            asked++;
            await Task.WhenAny(finding, Task.Delay(100, patience.Token));
        }

        await kdc.StopAsync();
        await reading.WaitAsync(Apps.Patience);
        int told = log.Lines.Count(static line => line.Contains("was told of", StringComparison.Ordinal));
        int dropped = log.Lines.Where(static line => line.Contains("message(s) dropped", StringComparison.Ordinal))
            .Sum(static line => int.Parse(line.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));
        Assert.InRange(dropped, 1, Questions);
        // Connections that came and went meanwhile have lines too.
        Assert.InRange(told + dropped, asked, asked + 100 + (2 * (asked - Questions)));
    }

    [Fact]
    public void Event_ids_are_what_they_were()
    {
        Assert.Equal(
            [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14],
            new[]
            {
                KdcEvents.Notice, KdcEvents.ClientRegistered, KdcEvents.ServiceRegistered, KdcEvents.ServicesListed, KdcEvents.TicketIssued, KdcEvents.Refused,
                KdcEvents.ServiceAtLoopback, KdcEvents.Ready, KdcEvents.Draining, KdcEvents.Stopped, KdcEvents.StoreFailed, KdcEvents.StoreBack,
                KdcEvents.DrainTimedOut, KdcEvents.Monitoring,
            });
    }

    private static async Task<Stream> OpenAsync(string pipe)
    {
        using var patience = new CancellationTokenSource(Apps.Patience);
        while (!File.Exists(pipe))
            await Task.Delay(20, patience.Token);
        return new FileStream(pipe, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
    }
}
