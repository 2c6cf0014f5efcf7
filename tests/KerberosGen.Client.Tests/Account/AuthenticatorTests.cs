using KerberosGen.Clients;
using KerberosGen.Hosting;
using KerberosGen.Hosting.Tests;
using KerberosGen.Hosting.Tests.RoomModel;
using KerberosGen.Protocol;
using KerberosGen.Protocol.Tests;
using KerberosGen.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace KerberosGen.Client.Tests.Account;

/// <summary>Tickets at hand, presented to a room that takes each authenticator once, and each ticket only if it is authenticated.</summary>
public sealed class AuthenticatorTests
{
    private const string Room = "Printer 10";

    [Fact]
    public async Task Ten_connections_at_once_of_several_clients_of_a_directory_all_get_in_with_one_ticket()
    {
        await using AccountSite site = await AccountSite.StartAsync();
        await using RoomServer room = await OpenRoomAsync(site);
        ClientAccount ann = await site.RegisterAsync("ann");
        await ann.GetTicketAsync(Room, site.Once(), Patience.Token);
        ClientAccount[] accounts = [ann, site.Open("ann"), site.Open("ann")];
        ChatClient[] chats = await Task.WhenAll(Enumerable.Range(0, 10).Select(at => Task.Run(
            () => ChatClient.ConnectAsync(accounts[at % accounts.Length].TicketsTo(Room, site.Typing()), new ChatClientOptions(), Patience.Token))));
        // All are there together, and nobody was asked for the password again.
        foreach (ChatClient chat in chats)
            await chat.DisposeAsync();
        Assert.Single(site.Asked);
    }

    [Fact]
    public async Task Whoever_uses_a_ticket_more_than_once_a_second_for_a_minute_gets_a_fresh_one()
    {
        await using AccountSite site = await AccountSite.StartAsync();
        await using RoomServer room = await OpenRoomAsync(site);
        ClientAccount ann = await site.RegisterAsync("ann");
        CachedTicket first = await ann.GetTicketAsync(Room, site.Once(), Patience.Token);
        using var other = ServicesInfoFile.Open(ann.DataDirectory);
        while (other.TryTakeAuthenticatorTime(other.Services[0].Ticket!, DateTimeOffset.UtcNow.AddSeconds(-5), out _))
        {
        }

        for (int at = 0; at < 8; at++)
            await ChatClient.ListMembersAsync(ann.TicketsTo(Room, site.Typing()), new ChatClientOptions(), Patience.Token);
        Assert.NotEqual(first.Ticket.Ticket.ToArray(), Assert.Single(ann.ListTickets()).Ticket.Ticket.ToArray());
    }

    [Fact]
    public async Task Without_notes_an_authenticator_that_was_used_is_refused_and_a_fresh_ticket_got()
    {
        await using AccountSite site = await AccountSite.StartAsync();
        await using RoomServer room = await OpenRoomAsync(site);
        ClientAccount ann = await site.RegisterAsync("ann");
        await ann.GetTicketAsync(Room, site.Once(), Patience.Token);
        // What another program of the directory sends, which notes nothing.
        using (var other = ServicesInfoFile.Open(ann.DataDirectory))
        {
            DateTimeOffset now = DateTimeOffset.UtcNow;
            for (int ahead = 0; ahead < 30; ahead++)
            {
                await using ChatConnection connection = await ChatConnection.ConnectAsync(
                    room.EndPoint, ann.Me!.Id, other.Services[0].Ticket!, TimeProvider.System, TimeZoneInfo.Utc, Patience.Token, tap: null, now.AddSeconds(ahead));
            }
        }

        ClientAccount later = site.Open("ann");
        await ChatClient.ListMembersAsync(later.TicketsTo(Room, site.Once()), new ChatClientOptions(), Patience.Token);
        await using ChatClient chat = await ChatClient.ConnectAsync(later.TicketsTo(Room, site.Typing()), new ChatClientOptions(), Patience.Token);
        Assert.Equal("The room refused the ticket at hand. The password of ann:", site.Asked[^1]);
    }

    [Fact]
    public async Task A_room_whose_key_is_another_by_now_is_entered_with_a_fresh_ticket()
    {
        await using AccountSite site = await AccountSite.StartAsync();
        await using RoomServer before = await OpenRoomAsync(site);
        ClientAccount ann = await site.RegisterAsync("ann");
        await ann.GetTicketAsync(Room, site.Once(), Patience.Token);
        ServiceInfo known = Assert.Single(await ann.ListServicesAsync(Patience.Token)).Service;
        await site.Store.RemoveServiceAsync(known.Id, default);
        await using RoomServer after = await OpenRoomAsync(site);
        // As if the room had come back where it was: the file knows no better.
        using (var file = ServicesInfoFile.Open(ann.DataDirectory))
            file.Replace([known with { EndPoint = after.EndPoint }]);
        await using ChatClient chat = await ChatClient.ConnectAsync(ann.TicketsTo(Room, site.Once()), new ChatClientOptions(), Patience.Token);
        Assert.NotEqual(known.Id, chat.Ticket.Room.Id);
        var hearer = new Library.Hearer(chat);
        await hearer.HearAsync<MemberJoined>();
    }

    [Fact]
    public async Task A_ticket_that_is_not_known_to_be_authenticated_is_used_only_by_who_accepts_it()
    {
        await using AccountSite site = await AccountSite.StartAsync();
        await site.AddRoomAsync(Room);
        ClientAccount ann = await site.RegisterAsync("ann");
        CachedTicket got = await ann.GetTicketAsync(Room, site.Once(), Patience.Token);
        File.Delete(site.FileOf("ann", "ticket_notes.json"));
        using (ClientAccount trusting = site.OpenTrusting("ann"))
            Assert.Equal(got.Ticket.Ticket.ToArray(), (await trusting.TicketsTo(Room, site.Typing()).GetAsync(TicketNeed.Any, Patience.Token)).Ticket.Ticket.ToArray());
        ClientAccount wary = site.Open("ann");
        Assert.Equal(TicketStanding.Unauthenticated, Assert.Single(wary.ListTickets()).Standing);
        RoomTicket fresh = await wary.TicketsTo(Room, site.Once()).GetAsync(TicketNeed.Any, Patience.Token);
        Assert.Equal("The ticket to \"Printer 10\" at hand is not used, for it is not known to be authenticated. The password of ann:", site.Asked[^1]);
        Assert.True(fresh.Ticket.IsAuthenticated);
        Assert.Equal(TicketStanding.Good, Assert.Single(site.Open("ann").ListTickets()).Standing);
    }

    private static async Task<RoomServer> OpenRoomAsync(AccountSite site)
    {
        RoomIdentity identity = Passes.NewRoom();
        var observer = new RecordingObserver();
        RoomOptions options = Site.Generous;
        var writer = new RoomWriter(new ChatRoom(options, new InMemoryRoomStore(), observer, TimeProvider.System), TimeProvider.System);
        RoomServer server = RoomServer.Start(
            new RoomDoor(identity, options, TimeProvider.System), writer, Site.AnyPort, observer, new ServerLimits { DrainTimeout = TimeSpan.FromMilliseconds(100) }, null, NullLoggerFactory.Instance);
        Assert.True(await site.Store.TryAddAsync(new ServicePrincipal(identity.Id, identity.Name, identity.Key, server.EndPoint), default));
        return server;
    }
}
