using System.Net;
using System.Net.Sockets;
using KerberosGen.Clients;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting.Tests.SeedPeers;

/// <summary>Peers that share no code with the project speak with its KDC, its room and its client.</summary>
public sealed class SeedPeerTests
{
    public static TheoryData<SeedLayout> Layouts => [new SeedLayout(IsOriginal: false), new SeedLayout(IsOriginal: true)];

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task A_client_written_from_the_seed_goes_through_all_five_diagrams(SeedLayout layout)
    {
        await using Site site = await Site.StartAsync(LayoutOf(layout));
        SiteRoom room = await site.AddRoomAsync("Printer 10");
        await Task.Run(() =>
        {
            var client = new SeedClient(layout, "Michael Jackson", "qwer1234");
            using Socket kdc = SeedWire.Connect(site.Kdc);
            client.Register(kdc);
            IPEndPoint found = client.FindRoom(kdc, "Printer 10");
            Assert.Equal(room.EndPoint, found);
            client.GetTicket(kdc);
            using Socket chat = SeedWire.Connect(found);
            client.Enter(chat);
            client.Say(chat, "hello");
            client.Say(chat, "žluťoučký 😀");
            // The longest message of the original program is 1,019 bytes, 975 of them plaintext.
            client.Say(chat, new string('x', 975 - "Michael Jackson: ".Length));
        });
        // Nothing told the room to expect it: it is served, and marked.
        Assert.Equal(
            [UnverifiedMark.Text + "Michael Jackson: hello", UnverifiedMark.Text + "Michael Jackson: žluťoučký 😀"], site.Observer.Messages.Take(2));
        Assert.Equal(UnverifiedMark.Text.Length + 975, site.Observer.Messages.Last().Length);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task A_client_written_from_the_seed_may_open_a_connection_for_each_request(SeedLayout layout)
    {
        await using Site site = await Site.StartAsync(LayoutOf(layout));
        await site.AddRoomAsync("Printer 10");
        await Task.Run(() =>
        {
            var client = new SeedClient(layout, "Michael Jackson", "qwer1234");
            IPEndPoint? found = null;
            foreach (Action<Socket> step in new Action<Socket>[] { client.Register, kdc => found = client.FindRoom(kdc, "Printer 10"), client.GetTicket })
            {
                using Socket kdc = SeedWire.Connect(site.Kdc);
                step(kdc);
            }

            using Socket chat = SeedWire.Connect(found!);
            client.Enter(chat);
            client.Say(chat, "hello");
        });
        Assert.Equal([UnverifiedMark.Text + "Michael Jackson: hello"], site.Observer.Messages);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task A_room_written_from_the_seed_is_found_and_spoken_in(SeedLayout layout)
    {
        await using Site site = await Site.StartAsync(LayoutOf(layout));
        using var room = new SeedRoom(layout, "Printer 10");
        await Task.Run(() => room.RegisterAndListen(site.Kdc));
        Task<List<string>> serving = Task.Run(room.Serve);

        Member ann = await site.AddMemberAsync("ann");
        ServiceInfo listed = Assert.Single(await ann.ListServicesAsync());
        Assert.Equal(room.Id, listed.Id.Bytes.ToArray());
        using SessionTicket ticket = await ann.GetTicketAsync(listed.Id);
        await using (ChatConnection chat = await ChatConnection.ConnectAsync(
            listed.EndPoint, ann.Id, ticket, TimeProvider.System, TimeZoneInfo.Utc, Patience.Token))
        {
            await chat.SendAsync("ann: hello", Patience.Token);
            await Assert.ThrowsAsync<RequestRefusedException>(() => chat.SubscribeAsync(0, new PrincipalName("ann"), Patience.Token));
            await chat.SendAsync("ann: still here", Patience.Token);
        }

        Assert.Equal(["ann: hello", "ann: still here"], await serving.WaitAsync(Patience.Limit));
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task A_client_and_a_room_written_from_the_seed_meet_over_our_KDC(SeedLayout layout)
    {
        await using Site site = await Site.StartAsync(LayoutOf(layout));
        using var room = new SeedRoom(layout, "Printer 10");
        await Task.Run(() => room.RegisterAndListen(site.Kdc));
        Task<List<string>> serving = Task.Run(room.Serve);
        await Task.Run(() =>
        {
            var client = new SeedClient(layout, "Michael Jackson", "qwer1234");
            using Socket kdc = SeedWire.Connect(site.Kdc);
            client.Register(kdc);
            IPEndPoint found = client.FindRoom(kdc, "Printer 10");
            client.GetTicket(kdc);
            using Socket chat = SeedWire.Connect(found);
            client.Enter(chat);
            client.Say(chat, "hello");
        });
        Assert.Equal(["Michael Jackson: hello"], await serving.WaitAsync(Patience.Limit));
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task A_room_that_wants_authenticated_clients_refuses_a_client_written_from_the_seed_and_names_its_flag(SeedLayout layout)
    {
        await using Site site = await Site.StartAsync(LayoutOf(layout), options: Site.Generous with { RequireAuthenticatedClients = true });
        SiteRoom room = await site.AddRoomAsync("Printer 10");
        await Task.Run(() =>
        {
            var client = new SeedClient(layout, "Michael Jackson", "qwer1234");
            using Socket kdc = SeedWire.Connect(site.Kdc);
            client.Register(kdc);
            client.FindRoom(kdc, "Printer 10");
            client.GetTicket(kdc);
            using Socket chat = SeedWire.Connect(room.EndPoint);
            Assert.Empty(SeedWire.Ask(chat, client.TicketRequest(), 1609, 0));
        });
        Assert.Contains("--require-authenticated-clients", Assert.Single(site.Observer.Refusals), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task Our_room_and_our_client_meet_over_a_KDC_written_from_the_seed_if_both_are_told_to(SeedLayout layout)
    {
        await using SeedKdcSite site = await SeedKdcSite.StartAsync(layout, acceptUnauthenticated: true);
        using SessionTicket ticket = await site.GetTicketAsync(acceptUnauthenticated: true);
        await using ChatConnection chat = await ChatConnection.ConnectAsync(
            site.Room, site.Client.Id, ticket, TimeProvider.System, TimeZoneInfo.Utc, Patience.Token);
        await chat.SendAsync("ann: hello", Patience.Token);
        Assert.Equal([UnverifiedMark.Text + "ann: hello"], site.Observer.Messages);
        // Its ticket proves nothing, so the client is unverified, whatever it proves under that.
        await Assert.ThrowsAsync<RequestRefusedException>(() => chat.SubscribeAsync(0, new PrincipalName("ann"), Patience.Token));
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task Our_client_refuses_the_answer_of_a_KDC_written_from_the_seed_and_names_the_flag(SeedLayout layout)
    {
        await using SeedKdcSite site = await SeedKdcSite.StartAsync(layout, acceptUnauthenticated: true);
        InvalidOperationException refused = await Assert.ThrowsAsync<InvalidOperationException>(() => site.GetTicketAsync(acceptUnauthenticated: false));
        Assert.Contains("--accept-unauthenticated-tickets", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task Our_room_refuses_the_ticket_of_a_KDC_written_from_the_seed_and_names_the_flag(SeedLayout layout)
    {
        await using SeedKdcSite site = await SeedKdcSite.StartAsync(layout, acceptUnauthenticated: false);
        using SessionTicket ticket = await site.GetTicketAsync(acceptUnauthenticated: true);
        await Assert.ThrowsAsync<RequestRefusedException>(() => ChatConnection.ConnectAsync(
            site.Room, site.Client.Id, ticket, TimeProvider.System, TimeZoneInfo.Utc, Patience.Token));
        Assert.Contains("--accept-unauthenticated-tickets", Assert.Single(site.Observer.Refusals), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task A_client_written_from_the_seed_speaks_in_our_room_over_a_KDC_written_from_the_seed(SeedLayout layout)
    {
        await using SeedKdcSite site = await SeedKdcSite.StartAsync(layout, acceptUnauthenticated: true);
        await Task.Run(() =>
        {
            var client = new SeedClient(layout, "Michael Jackson", "qwer1234");
            using Socket kdc = SeedWire.Connect(site.Kdc);
            client.Register(kdc);
            IPEndPoint found = client.FindRoom(kdc, "Printer 10");
            client.GetTicket(kdc);
            using Socket chat = SeedWire.Connect(found);
            client.Enter(chat);
            client.Say(chat, "hello");
        });
        Assert.Equal([UnverifiedMark.Text + "Michael Jackson: hello"], site.Observer.Messages);
    }

    private static WireLayout LayoutOf(SeedLayout layout) => layout.IsOriginal ? WireLayout.Original : WireLayout.Documented;
}
