using System.Net;
using System.Net.Sockets;
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
        Assert.Equal(["Michael Jackson: hello", "Michael Jackson: žluťoučký 😀"], site.Observer.Messages.Take(2));
        Assert.Equal(975, site.Observer.Messages.Last().Length);
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
        Assert.Equal(["Michael Jackson: hello"], site.Observer.Messages);
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
        await using (ChatClient chat = await ChatClient.ConnectAsync(
            listed.EndPoint, ann.Id, ticket, TimeProvider.System, Crypto.SystemRandomSource.Instance, TimeZoneInfo.Utc, Patience.Token))
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

    private static WireLayout LayoutOf(SeedLayout layout) => layout.IsOriginal ? WireLayout.Original : WireLayout.Documented;
}
