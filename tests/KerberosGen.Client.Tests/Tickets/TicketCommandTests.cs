using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using KerberosGen.Storage;

namespace KerberosGen.Client.Tests.Tickets;

/// <summary><c>client ticket</c>, <c>tickets</c> and <c>forget</c> as a person and a script see them.</summary>
public sealed class TicketCommandTests
{
    private const string Time = @"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d";

    [Theory]
    [InlineData("documented", 137)]
    [InlineData("original", 161)]
    public async Task Tickets_are_got_listed_and_destroyed(string layout, int size)
    {
        await using TicketsSite site = await TicketsSite.StartAsync(2, "--layout", layout);
        AppProcess none = await site.RunAsync(0, "tickets");
        Assert.Equal(("", "There are no tickets at hand."), (none.Output.Text, none.Errors.Text));
        await site.RunAsync(1, "tickets", "-s");
        foreach (string room in TicketsSite.Rooms(2))
            Assert.Equal($"Got a ticket to {room} ({size} bytes, {layout})", (await site.RunAsync(0, "ticket", room)).Output.Text);

        AppProcess list = await site.RunAsync(0, "tickets");
        Assert.Empty(list.Errors.Lines);
        Assert.Collection(
            list.Output.Lines,
            static line => Assert.Matches("^Tickets of ann \\([0-9a-f]{32}\\)$", line),
            static line => Assert.Equal("OBTAINED (UTC)        UNTIL (UTC)           LEFT       LAYOUT      ROOM", line),
            line => Assert.Matches($"^{Time}   {Time}   (23h 5\\dm|1d 0h )   *{layout} *  Printer 10$", line),
            line => Assert.Matches($"^{Time}   {Time}   (23h 5\\dm|1d 0h )   *{layout} *  Printer 20$", line));
        Assert.Equal(
            "The room \"printer 10\" is not known here: 'client services' asks the KDC for its rooms.", (await site.RunAsync(1, "tickets", "printer 10")).Errors.Text);
        Assert.Equal([list.Output.Lines[0], list.Output.Lines[1]], (await site.RunAsync(0, "tickets", "Printer 20")).Output.Lines.Take(2));
        AppProcess quiet = await site.RunAsync(0, "tickets", "-s", "Printer 20");
        Assert.Equal("", quiet.Output.Text + quiet.Errors.Text);
        await site.RunAsync(1, "tickets", "--test", "Printer 30");

        Assert.Equal("Forgot the ticket to Printer 10", (await site.RunAsync(0, "forget", "Printer 10")).Output.Text);
        await site.RunAsync(1, "tickets", "-s", "Printer 10");
        AppProcess again = await site.RunAsync(1, "forget", "Printer 10");
        Assert.Equal("There is no ticket to \"Printer 10\" at hand: 'client tickets' lists those there are.", again.Errors.Text);
        Assert.Equal("Forgot the ticket to Printer 20", (await site.RunAsync(0, "forget")).Output.Text);
        Assert.Equal("There are no tickets at hand.", (await site.RunAsync(0, "forget")).Errors.Text);
        Assert.DoesNotContain("aes_key\": \"", await File.ReadAllTextAsync(site.FileOf("services_info.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_command_says_the_same_in_JSON()
    {
        await using TicketsSite site = await TicketsSite.StartAsync();
        DateTime before = DateTime.UtcNow.AddSeconds(-2);
        JsonElement got = await site.JsonAsync("ticket", "Printer 10", "--ticket-lifetime", "8h");
        MeInfo me = MeInfoFile.Read(site.Apps.DirectoryOf("ann"))!;
        using (var file = ServicesInfoFile.Open(site.Apps.DirectoryOf("ann")))
        {
            KnownService known = Assert.Single(file.Services);
            Assert.Equal(
                ["room", "room_id", "address", "state", "obtained_at", "is_exact", "ends_at", "seconds_left", "layout", "client_name", "client_id", "clock_offset_seconds"],
                got.EnumerateObject().Select(static property => property.Name));
            Assert.Equal(known.Service.Id.ToString(), got.GetProperty("room_id").GetString());
            Assert.Equal(known.Service.EndPoint.ToString(), got.GetProperty("address").GetString());
        }

        Assert.Equal(("Printer 10", "good", "documented"), (got.GetProperty("room").GetString(), got.GetProperty("state").GetString(), got.GetProperty("layout").GetString()));
        Assert.Equal(("ann", me.Id.ToString()), (got.GetProperty("client_name").GetString(), got.GetProperty("client_id").GetString()));
        Assert.True(got.GetProperty("is_exact").GetBoolean());
        Assert.Matches("^[0-9T:-]{19}Z$", got.GetProperty("obtained_at").GetString());
        Assert.InRange(got.GetProperty("obtained_at").GetDateTime(), before, DateTime.UtcNow);
        Assert.Equal(TimeSpan.FromHours(8), got.GetProperty("ends_at").GetDateTime() - got.GetProperty("obtained_at").GetDateTime());
        Assert.InRange(got.GetProperty("seconds_left").GetInt64(), 7 * 3600, 8 * 3600);

        JsonElement list = await site.JsonAsync("tickets", "--ticket-lifetime", "8h");
        Assert.Equal(["client_name", "client_id", "lifetime_seconds", "tickets"], list.EnumerateObject().Select(static property => property.Name));
        Assert.Equal(("ann", me.Id.ToString(), 8 * 3600), (list.GetProperty("client_name").GetString(), list.GetProperty("client_id").GetString(), list.GetProperty("lifetime_seconds").GetInt32()));
        JsonElement listed = Assert.Single(list.GetProperty("tickets").EnumerateArray());
        Assert.Equal(got.GetProperty("ends_at").GetString(), listed.GetProperty("ends_at").GetString());
        JsonElement forgotten = Assert.Single((await site.JsonAsync("forget")).EnumerateArray());
        Assert.Equal(("Printer 10", got.GetProperty("room_id").GetString()), (forgotten.GetProperty("room").GetString(), forgotten.GetProperty("room_id").GetString()));
        Assert.Empty((await site.JsonAsync("forget")).EnumerateArray());
    }

    [Fact]
    public async Task What_ended_what_is_anothers_and_what_nobody_dated_is_marked()
    {
        await using TicketsSite site = await TicketsSite.StartAsync(1, "--layout", "original");
        await site.RunAsync(0, "ticket", "Printer 10");
        File.SetLastWriteTimeUtc(site.FileOf("services_info.json"), new DateTime(2026, 2, 26, 20, 49, 56, DateTimeKind.Utc));
        File.Delete(site.FileOf("ticket_notes.json"));
        AppProcess ended = await site.RunAsync(0, "tickets");
        Assert.Equal("2026-02-26 20:49:56?  2026-02-27 20:49:56?  ended      original    Printer 10", ended.Output.Lines[^1]);
        Assert.Equal("?: nobody noted when the ticket was obtained; it is as old as the file was, or older, and may end earlier.", ended.Errors.Text);
        await site.RunAsync(1, "tickets", "-s");
        JsonElement row = (await site.JsonAsync("tickets")).GetProperty("tickets")[0];
        Assert.Equal(("ended", false, JsonValueKind.Null), (row.GetProperty("state").GetString(), row.GetProperty("is_exact").GetBoolean(), row.GetProperty("clock_offset_seconds").ValueKind));
        Assert.True(row.GetProperty("seconds_left").GetInt64() < 0);
        await site.RunAsync(1, "tickets", "-s", "--ticket-lifetime", "3650d");
        await site.RunAsync(0, "tickets", "-s", "--ticket-lifetime", "3650d", "--accept-unauthenticated-tickets");

        await site.Apps.RegisterAsync("ben", TicketsSite.Password);
        await site.RunAsync(0, "ticket", "Printer 10");
        foreach (string file in new[] { "services_info.json", "ticket_notes.json" })
            File.Copy(site.FileOf(file), site.Apps.FileOf("ben", file));
        AppProcess theirs = site.Apps.StartClient("ben", null, "tickets");
        Assert.Equal(0, await theirs.ExitAsync());
        Assert.Contains("  not ours   original    Printer 10", theirs.Output.Lines[^1], StringComparison.Ordinal);
        Assert.Matches("^not ours: made for another client, \"ann\" \\([0-9a-f]{32}\\), and never used.$", theirs.Errors.Text);
        Assert.Equal(1, await site.Apps.StartClient("ben", null, "tickets", "-s").ExitAsync());

        // Their ticket is not used: without a password there is none.
        AppProcess chat = site.Apps.StartClient("ben", null, "chat", "Printer 10");
        chat.EndInput();
        Assert.Equal(1, await chat.ExitAsync());
        Assert.Matches("^The ticket to \"Printer 10\" at hand is not used, for it was made for another client, \"ann\" \\([0-9a-f]{32}\\).$", chat.Errors.Lines[0]);
        Assert.Contains("There is no terminal to ask for a password", chat.Errors.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ticket_near_its_end_is_renewed_by_whoever_can()
    {
        await using TicketsSite site = await TicketsSite.StartAsync();
        await site.RunAsync(0, "ticket", "Printer 10");
        string notes = await File.ReadAllTextAsync(site.FileOf("ticket_notes.json"));
        string earlier = DateTime.UtcNow.AddHours(-2).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        await File.WriteAllTextAsync(site.FileOf("ticket_notes.json"), Regex.Replace(notes, "\\d{4}-\\d\\d-\\d\\dT[0-9:]{8}Z", earlier));
        await site.RunAsync(1, "tickets", "-s", "--ticket-lifetime", "1h");
        AppProcess unattended = site.Apps.StartClient("ann", null, "chat", "Printer 10", "--ticket-lifetime", "1h");
        unattended.EndInput();
        Assert.Equal(1, await unattended.ExitAsync());
        Assert.Matches("^The ticket to \"Printer 10\" ended at .* UTC. There is no terminal to ask for a password: use --password-stdin or KERBEROSGEN_PASSWORD.$", unattended.Errors.Text);
        string before = await File.ReadAllTextAsync(site.FileOf("services_info.json"));
        await site.Apps.ChatAsync("ann", null, "Printer 10", "still good\n");
        Assert.Equal(before, await File.ReadAllTextAsync(site.FileOf("services_info.json")));
        await site.Apps.ChatAsync("ann", TicketsSite.Password, "Printer 10", "renewed\n", "--ticket-lifetime", "1h");
        Assert.NotEqual(before, await File.ReadAllTextAsync(site.FileOf("services_info.json")));
    }

    [Fact]
    public async Task Clients_that_run_in_one_directory_at_once_lose_no_ticket_of_each_other()
    {
        const int Count = 6;
        await using TicketsSite site = await TicketsSite.StartAsync(Count);
        AppProcess[] clients = [.. TicketsSite.Rooms(Count).Select(room => site.Apps.StartClient("ann", TicketsSite.Password, "ticket", room))];
        foreach (AppProcess client in clients)
            Assert.True(await client.ExitAsync() == 0, client.Errors.Text);
        JsonElement[] tickets = [.. (await site.JsonAsync("tickets")).GetProperty("tickets").EnumerateArray()];
        Assert.Equal(TicketsSite.Rooms(Count), tickets.Select(static ticket => ticket.GetProperty("room").GetString()!).Order(StringComparer.Ordinal));
        Assert.All(tickets, static ticket => Assert.Equal("good", ticket.GetProperty("state").GetString()));
        Assert.All(
            new[] { "services_info.json", "ticket_notes.json", "me.info", ".client.lock" },
            file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, ModeOf(site.FileOf(file))));
    }

    [Theory]
    [InlineData("services_info.json", "[\n  {\n    \"server_id\": 7\n  }\n]\n", 3)]
    [InlineData("me.info", "ann\nx\n", 2)]
    public async Task A_file_that_makes_no_sense_is_named_with_its_line_and_kept(string file, string content, int line)
    {
        await using var site = new AppSite();
        await File.WriteAllTextAsync(site.FileOf("ann", file), content);
        foreach (string command in new[] { "tickets", "forget" })
        {
            AppProcess client = site.Start("client", "ann", command);
            Assert.Equal(1, await client.ExitAsync());
            string sentence = Assert.Single(client.Errors.Lines);
            Assert.StartsWith($"{site.FileOf("ann", file)}:{line}: ", sentence, StringComparison.Ordinal);
            Assert.EndsWith("Correct it or move the file away, and start again; nothing in it was changed.", sentence, StringComparison.Ordinal);
        }

        Assert.Equal(content, await File.ReadAllTextAsync(site.FileOf("ann", file)));
    }

    [Fact]
    public async Task Notes_that_make_no_sense_are_said_and_kept_and_the_tickets_not_used()
    {
        await using TicketsSite site = await TicketsSite.StartAsync(2);
        await site.RunAsync(0, "ticket", "Printer 10");
        const string content = "[\n  {\n    \"ticket_sha256\": \"x\"\n  }\n]\n";
        await File.WriteAllTextAsync(site.FileOf("ticket_notes.json"), content);
        string sentence =
            $"{site.FileOf("ticket_notes.json")}:3: ticket_sha256: a digest is 64 hex digits in lower case. It is not known any more whether the tickets are authenticated; the next change moves the file to ticket_notes.json.unreadable.";
        const string unused = "not used: not known to be authenticated; --accept-unauthenticated-tickets uses it.";
        AppProcess list = await site.RunAsync(0, "tickets");
        Assert.EndsWith("documented  Printer 10", list.Output.Lines[^1], StringComparison.Ordinal);
        Assert.Equal([sentence, unused], list.Errors.Lines);
        Assert.Equal(content, await File.ReadAllTextAsync(site.FileOf("ticket_notes.json")));

        Assert.Equal(sentence, (await site.RunAsync(0, "ticket", "Printer 20")).Errors.Text);
        Assert.Equal(content, await File.ReadAllTextAsync(site.FileOf("ticket_notes.json.unreadable")));
        AppProcess later = await site.RunAsync(0, "tickets");
        Assert.Equal((unused, 4), (later.Errors.Text, later.Output.Lines.Count));
    }

    private static UnixFileMode ModeOf(string path) =>
        OperatingSystem.IsWindows() ? throw new PlatformNotSupportedException() : File.GetUnixFileMode(path);
}
