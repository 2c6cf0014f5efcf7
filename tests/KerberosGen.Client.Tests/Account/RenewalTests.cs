using KerberosGen.Clients;
using KerberosGen.Hosting.Tests;
using KerberosGen.Protocol;

namespace KerberosGen.Client.Tests.Account;

/// <summary>Which ticket is used, and when there is a new one.</summary>
public sealed class RenewalTests
{
    private static readonly TimeSpan NearEnd = TimeSpan.FromDays(1) - TimeSpan.FromMinutes(4);

    [Theory]
    [InlineData(WireLayout.Documented)]
    [InlineData(WireLayout.Original)]
    public async Task A_ticket_is_used_until_it_nears_its_end_and_then_renewed_without_a_word(WireLayout layout)
    {
        await using AccountSite site = await AccountSite.StartAsync(layout);
        ServiceInfo room = await site.AddRoomAsync("Printer 10");
        ClientAccount ann = await site.RegisterAsync("ann");
        ITicketSource source = ann.TicketsTo("Printer 10", site.Once());
        RoomTicket first = await GetAsync(source, TicketNeed.Any);
        Assert.Equal((room.Id, room.EndPoint, ann.Me!.Id, layout), (first.Room.Id, first.Room.EndPoint, first.ClientId, first.Ticket.Layout));
        site.Pass(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(6));
        Assert.Same(first.Ticket, (await GetAsync(source, TicketNeed.Any)).Ticket);
        for (int day = 0; day < 3; day++)
        {
            site.Pass((NearEnd * (day + 1)) + (TimeSpan.FromMinutes(4) * day));
            RoomTicket next = await GetAsync(source, TicketNeed.Any);
            Assert.NotEqual(first.Ticket.Ticket.ToArray(), next.Ticket.Ticket.ToArray());
            first = next;
        }

        Assert.Equal(["The password of ann:"], site.Asked);
        Assert.Empty(site.Notices);
    }

    [Fact]
    public async Task Where_tickets_live_shortly_they_are_renewed_in_their_last_tenth()
    {
        await using AccountSite site = await AccountSite.StartAsync();
        await site.AddRoomAsync("Printer 10");
        ClientAccount ann = await site.RegisterAsync("ann", TimeSpan.FromMinutes(10));
        ITicketSource source = ann.TicketsTo("Printer 10", site.Once());
        RoomTicket first = await GetAsync(source, TicketNeed.Any);
        site.Pass(TimeSpan.FromMinutes(8.5));
        Assert.Same(first.Ticket, (await GetAsync(source, TicketNeed.Any)).Ticket);
        site.Pass(TimeSpan.FromMinutes(9.5));
        Assert.NotSame(first.Ticket, (await GetAsync(source, TicketNeed.Any)).Ticket);
    }

    [Fact]
    public async Task A_ticket_that_nears_its_end_still_does_where_no_new_one_can_be_had()
    {
        await using AccountSite site = await AccountSite.StartAsync();
        await site.AddRoomAsync("Printer 10");
        using ClientAccount ann = await site.RegisterAsync("ann");
        CachedTicket got = await ann.GetTicketAsync("Printer 10", site.Once(), Patience.Token);
        site.Pass(NearEnd);
        ITicketSource unattended = site.Open("ann").TicketsTo("Printer 10", site.Typing());
        Assert.Equal(got.Ticket.Ticket.ToArray(), (await GetAsync(unattended, TicketNeed.Any)).Ticket.Ticket.ToArray());
        await site.StopKdcAsync();
        Assert.Same(got.Ticket, (await GetAsync(ann.TicketsTo("Printer 10", site.Typing()), TicketNeed.Any)).Ticket);
    }

    [Fact]
    public async Task Once_it_ended_a_person_is_told_why_the_password_is_asked_for()
    {
        await using AccountSite site = await AccountSite.StartAsync();
        await site.AddRoomAsync("Printer 10");
        ClientAccount ann = await site.RegisterAsync("ann");
        await ann.GetTicketAsync("Printer 10", site.Once(), Patience.Token);
        CachedTicket old = Assert.Single(ann.ListTickets());
        site.Pass(TimeSpan.FromHours(25));
        string why = $"The ticket to \"Printer 10\" ended at {old.EndsAt:yyyy-MM-dd HH:mm:ss} UTC.";
        ClientAccount later = site.Open("ann");
        var nobody = await Assert.ThrowsAsync<InvalidOperationException>(() => GetAsync(later.TicketsTo("Printer 10", site.Typing()), TicketNeed.Any));
        Assert.Equal($"{why} Nobody is here.", nobody.Message);
        await GetAsync(later.TicketsTo("Printer 10", site.Once()), TicketNeed.Any);
        Assert.Equal($"{why} The password of ann:", site.Asked[^1]);
        Assert.Equal(TicketStanding.Good, Assert.Single(later.ListTickets()).Standing);
    }

    [Fact]
    public async Task A_ticket_that_the_room_refused_is_not_used_again()
    {
        await using AccountSite site = await AccountSite.StartAsync();
        ServiceInfo room = await site.AddRoomAsync("Printer 10");
        ClientAccount ann = await site.RegisterAsync("ann");
        ITicketSource source = ann.TicketsTo("Printer 10", site.Once());
        RoomTicket refused = await GetAsync(source, TicketNeed.Any);

        // It registered anew, at another KDC's word, under another key.
        await site.Store.RemoveServiceAsync(room.Id, default);
        ServiceInfo again = await site.AddRoomAsync("Printer 10", port: 5000);
        RoomTicket renewed = await GetAsync(source, TicketNeed.Refused);
        Assert.NotSame(refused.Ticket, renewed.Ticket);
        Assert.Equal((again.Id, 5000), (renewed.Ticket.ServiceId, renewed.Room.EndPoint.Port));
        Assert.Single(site.Asked);
    }

    [Fact]
    public async Task A_room_that_moved_is_found_and_its_ticket_still_does()
    {
        await using AccountSite site = await AccountSite.StartAsync();
        ServiceInfo room = await site.AddRoomAsync("Printer 10");
        ClientAccount ann = await site.RegisterAsync("ann");
        ITicketSource source = ann.TicketsTo("Printer 10", site.Once());
        RoomTicket before = await GetAsync(source, TicketNeed.Any);
        await site.Store.UpdateServiceAsync(room.Id, static found => found with { EndPoint = System.Net.IPEndPoint.Parse("127.0.0.1:5000") }, default);
        RoomTicket after = await GetAsync(source, TicketNeed.RoomUnreachable);
        Assert.Same(before.Ticket, after.Ticket);
        Assert.Equal(5000, after.Room.EndPoint.Port);

        // A KDC that is away does not know better.
        await site.StopKdcAsync();
        Assert.Equal(after, await GetAsync(source, TicketNeed.RoomUnreachable));
        site.Pass(TimeSpan.FromHours(25));
        await Assert.ThrowsAsync<KdcUnreachableException>(() => GetAsync(source, TicketNeed.RoomUnreachable));
    }

    [Fact]
    public async Task A_room_that_is_gone_from_the_KDC_is_said_to_be()
    {
        await using AccountSite site = await AccountSite.StartAsync();
        ServiceInfo room = await site.AddRoomAsync("Printer 10");
        ClientAccount ann = await site.RegisterAsync("ann");
        ITicketSource source = ann.TicketsTo("Printer 10", site.Once());
        await GetAsync(source, TicketNeed.Any);
        await site.Store.RemoveServiceAsync(room.Id, default);
        foreach (TicketNeed need in new[] { TicketNeed.RoomUnreachable, TicketNeed.Refused })
        {
            var refused = await Assert.ThrowsAsync<RequestRefusedException>(() => GetAsync(source, need));
            Assert.Equal("The KDC knows no room \"Printer 10\": 'client services' lists those it knows.", refused.Message);
        }
    }

    [Fact]
    public async Task An_id_that_the_KDC_does_not_know_any_more_is_looked_up_anew()
    {
        await using AccountSite site = await AccountSite.StartAsync();
        ServiceInfo stale = await site.AddRoomAsync("Printer 10");
        ClientAccount ann = await site.RegisterAsync("ann");
        await ann.ListServicesAsync(Patience.Token);
        await site.Store.RemoveServiceAsync(stale.Id, default);
        ServiceInfo room = await site.AddRoomAsync("Printer 10");
        CachedTicket got = await ann.GetTicketAsync("Printer 10", site.Once(), Patience.Token);
        Assert.Equal(room.Id, got.Ticket.ServiceId);
        Assert.Single(site.Asked);
    }

    [Fact]
    public async Task What_another_client_of_the_directory_got_is_used_too()
    {
        await using AccountSite site = await AccountSite.StartAsync();
        await site.AddRoomAsync("Printer 10");
        ClientAccount one = await site.RegisterAsync("ann");
        ClientAccount other = site.Open("ann");
        CachedTicket got = await one.GetTicketAsync("Printer 10", site.Once(), Patience.Token);
        RoomTicket used = await GetAsync(other.TicketsTo("Printer 10", site.Typing()), TicketNeed.Any);
        Assert.Equal(got.Ticket.Ticket.ToArray(), used.Ticket.Ticket.ToArray());
    }

    [Fact]
    public async Task A_ticket_that_cannot_be_kept_lets_a_chat_go_on()
    {
        await using AccountSite site = await AccountSite.StartAsync();
        await site.AddRoomAsync("Printer 10");
        ClientAccount ann = await site.RegisterAsync("ann");
        await ann.ListServicesAsync(Patience.Token);

        // Nobody can lock a directory.
        File.Delete(site.FileOf("ann", ".client.lock"));
        Directory.CreateDirectory(site.FileOf("ann", ".client.lock"));
        RoomTicket used = await GetAsync(ann.TicketsTo("Printer 10", site.Once()), TicketNeed.Any);
        Assert.Equal(ann.Me!.Id, used.Ticket.ClientId);
        Assert.StartsWith("The new ticket to \"Printer 10\" is used, but not kept. ", Assert.Single(site.Notices), StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<SystemException>(() => ann.GetTicketAsync("Printer 10", site.Once(), Patience.Token));
        Assert.Empty(ann.ListTickets());
    }

    private static Task<RoomTicket> GetAsync(ITicketSource source, TicketNeed need) => source.GetAsync(need, Patience.Token).AsTask();
}
