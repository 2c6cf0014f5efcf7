using System.Net;
using System.Net.Sockets;
using KerberosGen.Clients;
using KerberosGen.Hosting.Tests;
using KerberosGen.Packets;

namespace KerberosGen.Client.Tests.Library;

/// <summary>When a client asks for a ticket, and when it gives up.</summary>
public sealed class TicketNeedTests
{
    private static readonly ChatClientOptions Hasty = new() { FirstRetryDelay = TimeSpan.FromMilliseconds(1), LongestRetryDelay = TimeSpan.FromMilliseconds(50) };

    [Fact]
    public async Task A_refused_ticket_is_replaced_once_and_then_it_is_over()
    {
        await using var room = new ScriptedRoom(RefuseAsync);
        RequestRefusedException refused = await Assert.ThrowsAsync<RequestRefusedException>(() => ChatClient.ConnectAsync(room.Tickets, Hasty, Patience.Token));
        Assert.Equal(1609, refused.Code);
        Assert.Equal([TicketNeed.Any, TicketNeed.Refused, TicketNeed.RoomUnreachable], room.Tickets.Needs);
        Assert.Equal(2, room.Connections);
    }

    [Fact]
    public async Task A_refused_ticket_is_replaced_when_coming_back()
    {
        await using var room = new ScriptedRoom(WelcomeAndCloseAsync, RefuseAsync, WelcomeAndWaitAsync);
        await using ChatClient chat = await ChatClient.ConnectAsync(room.Tickets, Hasty, Patience.Token);
        await new Hearer(chat).HearAsync<ConnectionRestored>();
        Assert.Equal([TicketNeed.Any, TicketNeed.Refused], room.Tickets.Needs);
    }

    [Fact]
    public async Task A_room_that_goes_on_refusing_new_tickets_is_given_up_after_a_while()
    {
        await using var room = new ScriptedRoom(WelcomeAndCloseAsync, RefuseAsync);
        await using ChatClient chat = await ChatClient.ConnectAsync(room.Tickets, Hasty with { RefusalPatience = TimeSpan.FromMilliseconds(200) }, Patience.Token);
        var hearer = new Hearer(chat);
        RequestRefusedException refused = await Assert.ThrowsAsync<RequestRefusedException>(() => hearer.End.WaitAsync(Patience.Limit));
        Assert.Equal(1609, refused.Code);
        Assert.Single(room.Tickets.Needs, static need => need == TicketNeed.Refused);
        Assert.True(hearer.Heard.OfType<ConnectionLost>().Count() > 1);
    }

    [Fact]
    public async Task A_source_without_a_ticket_ends_it_with_its_own_words()
    {
        await using var room = new ScriptedRoom(WelcomeAndCloseAsync, RefuseAsync);
        await using ChatClient chat = await ChatClient.ConnectAsync(room.Tickets, Hasty, Patience.Token);
        room.Tickets.Instead = static (_, _) => throw new RequestRefusedException("The password is wrong.");
        var hearer = new Hearer(chat);
        RequestRefusedException end = await Assert.ThrowsAsync<RequestRefusedException>(() => hearer.End.WaitAsync(Patience.Limit));
        Assert.Equal("The password is wrong.", end.Message);
    }

    [Fact]
    public async Task A_first_connection_says_what_the_source_says()
    {
        await using var room = new ScriptedRoom(RefuseAsync);
        room.Tickets.Instead = static (_, _) => throw new RequestRefusedException("The password is wrong.");
        await Assert.ThrowsAsync<RequestRefusedException>(() => ChatClient.ConnectAsync(room.Tickets, Hasty, Patience.Token));
        room.Tickets.Instead = static (_, _) => throw new KdcUnreachableException("No KDC answers.");
        await Assert.ThrowsAsync<KdcUnreachableException>(() => ChatClient.ConnectAsync(room.Tickets, Hasty, Patience.Token));
    }

    [Fact]
    public async Task A_first_connection_to_a_room_that_is_not_there_fails_at_once()
    {
        await using ChatRoomSite site = ChatRoomSite.Start();
        GivenTickets tickets = site.TicketsFor("ann");
        await site.KillAsync();
        await Assert.ThrowsAsync<SocketException>(() => ChatClient.ConnectAsync(tickets, Hasty, Patience.Token));
        Assert.Equal([TicketNeed.Any, TicketNeed.RoomUnreachable], tickets.Needs);
    }

    [Fact]
    public async Task A_first_connection_finds_a_room_that_has_moved()
    {
        await using ChatRoomSite site = ChatRoomSite.Start();
        GivenTickets tickets = site.TicketsFor("ann");
        IPEndPoint before = site.EndPoint;
        RoomTicket stale = await tickets.GetAsync(TicketNeed.Any, Patience.Token);
        await site.KillAsync();
        site.BringBack(isElsewhere: true);
        Assert.NotEqual(before, site.EndPoint);
        tickets.Instead = (need, _) => Task.FromResult(need == TicketNeed.Any ? stale : stale with { Room = stale.Room with { EndPoint = site.EndPoint } });
        await using ChatClient chat = await ChatClient.ConnectAsync(tickets, Hasty, Patience.Token);
        await chat.SendAsync("hello", Patience.Token);
    }

    [Fact]
    public async Task A_kdc_that_is_away_is_no_reason_to_give_up()
    {
        await using ChatRoomSite site = ChatRoomSite.Start();
        GivenTickets tickets = site.TicketsFor("ann");
        await using ChatClient chat = await ChatClient.ConnectAsync(tickets, Hasty, Patience.Token);
        tickets.Instead = static (_, _) => throw new KdcUnreachableException("No KDC answers.");
        var hearer = new Hearer(chat);
        await site.KillAsync();
        await hearer.HearAsync<ConnectionLost>(3);
        site.BringBack();
        await hearer.HearAsync<ConnectionRestored>();
    }

    private static async Task RefuseAsync(ScriptedPeer peer)
    {
        await peer.ReadAsync();
        await peer.SendAsync(ScriptedRoom.Answer(GeneralError.Code));
        await peer.WaitForEndAsync();
    }

    private static Task WelcomeAndCloseAsync(ScriptedPeer peer) => peer.WelcomeAsync();

    private static async Task WelcomeAndWaitAsync(ScriptedPeer peer)
    {
        await peer.WelcomeAsync();
        await peer.WaitForEndAsync();
    }
}
