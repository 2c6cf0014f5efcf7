using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KerberosGen.Hosting;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using Microsoft.Extensions.Logging;

namespace KerberosGen.Room.Tests;

/// <summary>The pages' tables have a row for all that there is, and none for what there is not.</summary>
public sealed partial class ReferenceTests
{
    private static readonly string[] PagesWithOptions = ["run.md", "chat.md", "moderate.md", "limits.md", "screen.md"];

    [Fact]
    public async Task Every_option_has_its_row_with_its_default()
    {
        await using var site = new AppSite();
        AppProcess room = site.Start("room", "rooms", "--show-config");
        Assert.Equal(0, await room.ExitAsync());
        IEnumerable<(string, string)> options = room.Output.Lines.Select(static line => Columns().Split(line)).Select(static cells => ("--" + cells[0], Worded(cells[1])));

        IEnumerable<(string, string)> rows = PagesWithOptions.SelectMany(static page => RoomPages.All.Rows(page, "option"))
            .Select(static cells => (cells[0].Split(' ').Last(static word => word.StartsWith("--", StringComparison.Ordinal)), Worded(cells[1])));

        Assert.Equal(options.Order(), rows.Order());
    }

    [Fact]
    public async Task Every_command_of_the_console_has_its_row()
    {
        // /help names two commands in one line where they undo each other.
        string help = string.Join('\n', await new OperatorCommands(new RunningRooms(), TimeZoneInfo.Utc).RunAsync("/help"));
        IEnumerable<string> commands = Command().Matches(help).Select(static match => match.Value).Append("/help").Distinct();

        Assert.Equal(commands.Order(StringComparer.Ordinal), VerbsOf("at the console").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_command_from_chat_has_its_row_as_it_is_written() => Assert.Equal(
        Enum.GetValues<ModerationVerb>().Select(ModerationCommand.Usage).Order(StringComparer.Ordinal),
        RoomPages.All.Rows("moderate.md", "from chat").Select(static cells => cells[0].Replace(@"\|", "|", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_line_of_the_log_has_its_row()
    {
        const string server = "KerberosGen.Hosting.RoomServer";
        // Which log a class writes to.
        var categories = new Dictionary<string, string>
        {
            ["KdcLine"] = "Rooms",
            ["RoomPool"] = "Rooms",
            ["RoomRegistrar"] = "Rooms",
            ["ServiceManager"] = "Rooms",
            ["HostedRoom"] = "ROOM",
            ["RoomScreen"] = "ROOM",
            ["RoomSupervisor"] = "ROOM",
            ["RoomConnectionLog"] = server,
            ["RoomPlaces"] = server,
            ["PacketServer"] = "KerberosGen.Hosting.PacketServer",
            // It writes for the server that accepts.
            ["DescriptorReserve"] = "KerberosGen.Hosting.PacketServer",
        };
        IEnumerable<Type> writers = typeof(HostedRoom).Assembly.GetTypes().Where(static type => LinesOf(type).Any())
            .Concat(typeof(RoomServer).Assembly.GetTypes().Where(type => categories.ContainsKey(type.Name)));
        (string Event, string Line)[] lines = [.. writers.SelectMany(type =>
            LinesOf(type).Select(line => ($"{categories[type.Name]}[{line.EventId}] {line.Level.ToString().ToLowerInvariant()}", line.Message)))];

        Assert.Equal(lines.Order(), RoomPages.All.Rows("screen.md", "event").Select(static cells => ($"{cells[0]} {cells[1]}", cells[2])).Order());
        Assert.Distinct(lines.Select(static line => line.Event.Split(' ')[0]));
    }

    [Fact]
    public void Every_refusal_has_its_row_and_every_row_a_refusal()
    {
        string[] said = [.. SampleRefusals.All()];
        Regex[] rows = [.. RoomPages.All.Rows("screen.md", "refusal").Select(static cells => new Regex($"^{Value().Replace(Regex.Escape(cells[0]), ".+")}$"))];

        Assert.DoesNotContain(said, sentence => !rows.Any(row => row.IsMatch(sentence)));
        Assert.DoesNotContain(rows, row => !said.Any(row.IsMatch));
    }

    [Fact]
    public void Every_limit_that_cannot_be_set_is_told_as_it_is()
    {
        var limits = new RoomLimits();
        Assert.Equal(
            [
                Told(RequestHeader.Size + ProtocolLimits.MaxRequestPayload), Told(limits.MaxPayloadBeforeTicket), Told(limits.MaxUnanswered), Told(limits.MaxUnansweredBytes),
                Told(limits.RefusalsPerConnection), Told(limits.ListBytesPerConnection), Told(limits.UnsentListBytes),
            ],
            RoomPages.All.Rows("limits.md", "what").Select(static cells => cells[1]));
    }

    [Fact]
    public async Task Every_file_that_rooms_make_has_its_row_with_its_mode()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync();
        AppProcess rooms = await site.StartRoomsAsync("rooms", ["Printer 10"]);
        await site.RegisterAsync("ann", "qwer1234");
        await site.ChatAsync("ann", "qwer1234", "Printer 10", "hello\n");
        await WaitForTicketIvAsync(site);
        var made = Directory.EnumerateFileSystemEntries(site.DirectoryOf("rooms"), "*", SearchOption.AllDirectories)
            .ToDictionary(static path => RoomId().Replace(Path.GetFileName(path), "ID"), ModeOf);
        // The operator's own, who is told to make it so.
        made["room.json"] = "0600";

        Assert.Equal(
            made.Select(static file => (file.Key, file.Value)).Order(),
            RoomPages.All.Rows("files.md", "file").Select(static cells => (cells[0], cells[1])).Order());
        await rooms.StopAsync();
    }

    /// <summary>Waits until the pool has the ticket that was presented: it is the last that is written, by way of another file.</summary>
    private static async Task WaitForTicketIvAsync(AppSite site)
    {
        using var patience = new CancellationTokenSource(Apps.Patience);
        while (JsonNode.Parse(await File.ReadAllTextAsync(site.FileOf("rooms", "services_pool.json"), patience.Token))![0]!["ticket_iv"] is null)
            await Task.Delay(50, patience.Token);
    }

    private static IEnumerable<string> VerbsOf(string head) =>
        RoomPages.All.Rows("moderate.md", head).Select(static cells => cells[0].Split(' ')[0]);

    private static string ModeOf(string path) =>
        OperatingSystem.IsWindows() ? "" : Convert.ToString((int)File.GetUnixFileMode(path), 8).PadLeft(4, '0');

    private static IEnumerable<LoggerMessageAttribute> LinesOf(Type type) =>
        type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Select(static method => method.GetCustomAttribute<LoggerMessageAttribute>()).OfType<LoggerMessageAttribute>();

    private static string Told(long limit) => limit.ToString("N0", CultureInfo.InvariantCulture);

    private static string Told(Rate rate) => $"{Told(rate.Burst)} at once, then {Told((long)rate.PerSecond)} a second";

    // A number as a page writes it, with commas.
    private static string Worded(string value) => ThousandsComma().Replace(value, "");

    [GeneratedRegex("  +")]
    private static partial Regex Columns();

    [GeneratedRegex("(?<=[0-9]),(?=[0-9]{3})")]
    private static partial Regex ThousandsComma();

    [GeneratedRegex("(?<=^  |; )/[a-z]+", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex(@"\\\{[a-z]+}")]
    private static partial Regex Value();

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex RoomId();
}
