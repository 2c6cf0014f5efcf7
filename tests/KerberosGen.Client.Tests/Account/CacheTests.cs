using System.Text.Json.Nodes;
using KerberosGen.Clients;
using KerberosGen.Hosting.Tests;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using KerberosGen.Storage;

namespace KerberosGen.Client.Tests.Account;

/// <summary>Whose the tickets at hand are, how old, and what becomes of them.</summary>
public sealed class CacheTests
{
    private const string Services = "services_info.json";
    private const string Notes = "ticket_notes.json";

    [Fact]
    public async Task A_ticket_of_another_client_is_never_used_and_said_to_be_anothers()
    {
        await using AccountSite site = await AccountSite.StartAsync();
        await site.AddRoomAsync("Printer 10");
        ClientAccount ann = await site.RegisterAsync("ann"), ben = await site.RegisterAsync("ben");
        await ben.GetTicketAsync("Printer 10", site.Once(), Patience.Token);
        foreach (string file in new[] { Services, Notes })
            File.Copy(site.FileOf("ben", file), site.FileOf("ann", file));
        CachedTicket copied = Assert.Single(ann.ListTickets());
        Assert.Equal((TicketStanding.NotOurs, ben.Me!.Id, ben.Me.Name), (copied.Standing, copied.Ticket.ClientId, copied.ClientName));

        RoomTicket used = await ann.TicketsTo("Printer 10", site.Once()).GetAsync(TicketNeed.Any, Patience.Token);
        Assert.Equal(ann.Me!.Id, used.Ticket.ClientId);
        Assert.Equal([$"The ticket to \"Printer 10\" at hand is not used, for it was made for another client, \"ben\" ({ben.Me.Id})."], site.Notices);
        Assert.Equal((TicketStanding.Good, ann.Me.Name), Assert.Single(ann.ListTickets()) is var own ? (own.Standing, own.ClientName!.Value) : default);
    }

    [Theory]
    [InlineData(WireLayout.Documented)]
    [InlineData(WireLayout.Original)]
    public async Task Tickets_are_not_ours_once_another_registered_in_the_directory(WireLayout layout)
    {
        await using AccountSite site = await AccountSite.StartAsync(layout);
        await site.AddRoomAsync("Printer 10");
        ClientAccount ann = await site.RegisterAsync("ann");
        await ann.GetTicketAsync("Printer 10", site.Once(), Patience.Token);
        PrincipalId old = ann.Me!.Id;
        File.Delete(site.FileOf("ann", "me.info"));
        Assert.Equal(TicketStanding.NotOurs, Assert.Single(site.Open("ann").ListTickets()).Standing);
        ClientAccount later = site.Open("ann");
        await later.RegisterAsync("anne", site.Once(), Patience.Token);
        Assert.Equal((TicketStanding.NotOurs, old), Assert.Single(later.ListTickets()) is var left ? (left.Standing, left.Ticket.ClientId) : default);
        RoomTicket used = await later.TicketsTo("Printer 10", site.Typing()).GetAsync(TicketNeed.Any, Patience.Token);
        Assert.Equal(later.Me!.Id, used.Ticket.ClientId);
    }

    [Fact]
    public async Task Without_a_note_a_documented_ticket_says_when_it_was_made()
    {
        await using AccountSite site = await AccountSite.StartAsync();
        await site.AddRoomAsync("Printer 10");
        ClientAccount ann = await site.RegisterAsync("ann");
        CachedTicket got = await ann.GetTicketAsync("Printer 10", site.Once(), Patience.Token);
        File.Delete(site.FileOf("ann", Notes));
        site.Clock.Ahead = TimeSpan.FromHours(23);
        CachedTicket known = Assert.Single(ann.ListTickets());
        Assert.Equal((got.Ticket.CreatedAt!.Value, true, TicketStanding.Good), (known.ObtainedAt, known.IsExact, known.Standing));
        site.Clock.Ahead = TimeSpan.FromHours(25);
        Assert.Equal(TicketStanding.Ended, Assert.Single(ann.ListTickets()).Standing);
    }

    [Fact]
    public async Task Without_a_note_an_original_ticket_is_as_old_as_the_file_was_when_we_found_it_or_older()
    {
        await using AccountSite site = await AccountSite.StartAsync(WireLayout.Original);
        await site.AddRoomAsync("Printer 10");
        await site.AddRoomAsync("Printer 20");
        ClientAccount ann = await site.RegisterAsync("ann");
        await ann.GetTicketAsync("Printer 10", site.Once(), Patience.Token);
        File.Delete(site.FileOf("ann", Notes));
        DateTimeOffset written = DateTimeOffset.FromUnixTimeSeconds(site.Clock.GetUtcNow().AddHours(-20).ToUnixTimeSeconds());
        File.SetLastWriteTimeUtc(site.FileOf("ann", Services), written.UtcDateTime.AddMilliseconds(300));
        CachedTicket found = Assert.Single(ann.ListTickets());
        Assert.Equal((written, false, TicketStanding.Good), (found.ObtainedAt, found.IsExact, found.Standing));
        Assert.Null(found.ClockOffset);

        // What we write makes the file new, and the ticket not.
        await ann.ListServicesAsync(Patience.Token);
        await ann.GetTicketAsync("Printer 20", site.Once(), Patience.Token);
        CachedTicket[] after = [.. site.Open("ann").ListTickets()];
        Assert.Equal([(written, false), (after[1].ObtainedAt, true)], after.Select(static ticket => (ticket.ObtainedAt, ticket.IsExact)));
        site.Clock.Ahead = TimeSpan.FromHours(4.5);
        Assert.Equal([TicketStanding.Ended, TicketStanding.Good], ann.ListTickets().Select(static ticket => ticket.Standing));
    }

    [Fact]
    public async Task A_note_is_never_of_another_ticket()
    {
        await using AccountSite site = await AccountSite.StartAsync();
        await site.AddRoomAsync("Printer 10");
        ClientAccount ann = await site.RegisterAsync("ann");
        CachedTicket old = await ann.GetTicketAsync("Printer 10", site.Once(), Patience.Token);
        string before = await File.ReadAllTextAsync(site.FileOf("ann", Services));
        site.Clock.Ahead = TimeSpan.FromHours(2);
        foreach (int _ in new[] { 1, 2 })
            await ann.GetTicketAsync("Printer 10", site.Once(), Patience.Token);
        Assert.NotEqual(old.ObtainedAt, Assert.Single(ann.ListTickets()).ObtainedAt);
        await File.WriteAllTextAsync(site.FileOf("ann", Services), before);
        CachedTicket restored = Assert.Single(ann.ListTickets());
        Assert.Equal(old.Ticket.CreatedAt, restored.ObtainedAt);
        Assert.Null(restored.ClockOffset);
    }

    [Fact]
    public async Task Accounts_that_work_in_one_directory_at_once_lose_nothing_of_each_other()
    {
        await using AccountSite site = await AccountSite.StartAsync();
        string[] rooms = [.. Enumerable.Range(1, 8).Select(static number => $"Printer {number}0")];
        foreach (string room in rooms)
            await site.AddRoomAsync(room);
        ClientAccount ann = await site.RegisterAsync("ann");
        await Task.WhenAll(rooms.Select(room => Task.Run(async () =>
        {
            ClientAccount own = site.Open("ann");
            PasswordPrompt password = site.Once();
            for (int round = 0; round < 4; round++)
            {
                await own.GetTicketAsync(room, password, Patience.Token);
                await own.ListServicesAsync(Patience.Token);
            }

            own.Dispose();
        })));
        Assert.Equal(rooms, ann.ListTickets().Select(static ticket => ticket.Service.Name.ToString()));
        Assert.All(ann.ListTickets(), static ticket => Assert.NotNull(ticket.ClockOffset));
    }

    [Fact]
    public async Task What_is_forgotten_is_in_no_file()
    {
        await using AccountSite site = await AccountSite.StartAsync();
        await site.AddRoomAsync("Printer 10");
        await site.AddRoomAsync("Printer 20");
        ClientAccount ann = await site.RegisterAsync("ann");
        CachedTicket[] tickets = [await ann.GetTicketAsync("Printer 10", site.Once(), Patience.Token), await ann.GetTicketAsync("Printer 20", site.Once(), Patience.Token)];
        string[] keys = [.. tickets.Select(static ticket => Convert.ToBase64String(ticket.Ticket.SessionKey.Bytes))];
        await File.WriteAllTextAsync(site.FileOf("ann", $".{Services}.crashed.tmp"), keys[0]);
        Assert.Empty(ann.Forget("Printer 30"));
        Assert.Equal(["Printer 10"], ann.Forget("Printer 10").Select(static room => room.Name.ToString()));
        Assert.Equal([false, true], keys.Select(key => Everything(site, "ann").Contains(key, StringComparison.Ordinal)));
        Assert.Equal(["Printer 20"], ann.Forget(null).Select(static room => room.Name.ToString()));
        Assert.DoesNotContain(keys[1], Everything(site, "ann"), StringComparison.Ordinal);
        Assert.Empty(JsonNode.Parse(await File.ReadAllTextAsync(site.FileOf("ann", Notes)))!.AsArray());
        Assert.Equal(2, ann.Services.Count);
        Assert.Empty(ann.Forget(null));
    }

    [Theory]
    [InlineData(-400, "behind")]
    [InlineData(400, "ahead of")]
    public async Task A_clock_that_is_too_far_off_is_said_to_be(int seconds, string direction)
    {
        await using AccountSite site = await AccountSite.StartAsync();
        await site.AddRoomAsync("Printer 10");
        ClientAccount ann = await site.RegisterAsync("ann");
        site.Clock.Ahead = TimeSpan.FromSeconds(seconds);
        CachedTicket got = await ann.GetTicketAsync("Printer 10", site.Once(), Patience.Token);
        string shown = ((int)Math.Abs(got.ClockOffset!.Value.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(
            [$"This machine's clock is {shown} s {direction} the KDC's, and a room allows 300 s: set the clock, or rooms will refuse the ticket."],
            site.Notices);

        // A clock that is off by the same all the time still measures how long a ticket lives.
        Assert.Equal(TicketStanding.Good, Assert.Single(ann.ListTickets()).Standing);
    }

    [Fact]
    public async Task The_original_layout_does_not_say_how_far_the_clocks_are_apart()
    {
        await using AccountSite site = await AccountSite.StartAsync(WireLayout.Original);
        await site.AddRoomAsync("Printer 10");
        ClientAccount ann = await site.RegisterAsync("ann");
        site.Clock.Ahead = TimeSpan.FromHours(-2);
        Assert.Null((await ann.GetTicketAsync("Printer 10", site.Once(), Patience.Token)).ClockOffset);
        Assert.Empty(site.Notices);
    }

    [Fact]
    public async Task Notes_that_are_broken_meanwhile_are_said_and_hold_up_nobody()
    {
        await using AccountSite site = await AccountSite.StartAsync();
        await site.AddRoomAsync("Printer 10");
        ClientAccount ann = await site.RegisterAsync("ann");
        await ann.GetTicketAsync("Printer 10", site.Once(), Patience.Token);
        await File.WriteAllTextAsync(site.FileOf("ann", Services), "[\n  {}\n]\n");
        var broken = await Assert.ThrowsAsync<FileFormatException>(() => ann.GetTicketAsync("Printer 10", site.Once(), Patience.Token));
        Assert.StartsWith($"{site.FileOf("ann", Services)}:2: server_id: ", broken.Message, StringComparison.Ordinal);
        Assert.Equal("[\n  {}\n]\n", await File.ReadAllTextAsync(site.FileOf("ann", Services)));
    }

    [Fact]
    public async Task Notes_that_are_broken_meanwhile_are_told_and_kept_aside()
    {
        await using AccountSite site = await AccountSite.StartAsync();
        await site.AddRoomAsync("Printer 10");
        ClientAccount ann = await site.RegisterAsync("ann");
        await ann.GetTicketAsync("Printer 10", site.Once(), Patience.Token);
        await File.WriteAllTextAsync(site.FileOf("ann", Notes), "[\n  {}\n]\n");
        await ann.GetTicketAsync("Printer 10", site.Once(), Patience.Token);
        Assert.StartsWith($"{site.FileOf("ann", Notes)}:2: ticket_sha256: ", Assert.Single(site.Notices), StringComparison.Ordinal);
        Assert.Equal("[\n  {}\n]\n", await File.ReadAllTextAsync(site.FileOf("ann", Notes + ".unreadable")));
        Assert.True(Assert.Single(ann.ListTickets()).IsExact);
    }

    [Fact]
    public async Task Without_its_notes_a_cached_ticket_counts_as_unauthenticated()
    {
        await using AccountSite site = await AccountSite.StartAsync();
        await site.AddRoomAsync("Printer 10");
        ClientAccount ann = await site.RegisterAsync("ann");
        await ann.GetTicketAsync("Printer 10", site.Once(), Patience.Token);
        await File.WriteAllTextAsync(site.FileOf("ann", Notes), "[\n  {}\n]\n");
        ClientAccount later = site.Open("ann");
        Assert.StartsWith($"{site.FileOf("ann", Notes)}:2: ticket_sha256: ", later.NotesProblem, StringComparison.Ordinal);
        Assert.Equal(TicketStanding.Unauthenticated, Assert.Single(later.ListTickets()).Standing);
        await later.TicketsTo("Printer 10", site.Once()).GetAsync(TicketNeed.Any, Patience.Token);
        Assert.Equal(TicketStanding.Good, Assert.Single(site.Open("ann").ListTickets()).Standing);
        Assert.Equal("[\n  {}\n]\n", await File.ReadAllTextAsync(site.FileOf("ann", Notes) + ".unreadable"));
    }

    private static string Everything(AccountSite site, string directory) =>
        string.Concat(Directory.EnumerateFiles(site.DirectoryOf(directory), "*", new EnumerationOptions { AttributesToSkip = FileAttributes.None }).Select(File.ReadAllText));
}
