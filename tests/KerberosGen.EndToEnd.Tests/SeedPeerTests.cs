using System.Globalization;
using System.Net;
using System.Net.Sockets;
using KerberosGen.Hosting.Tests.SeedPeers;

namespace KerberosGen.EndToEnd.Tests;

/// <summary>The programs with peers that are written from the seed alone, and make no synthetic IVs.</summary>
public sealed class SeedPeerTests
{
    private const string Accept = "--accept-unauthenticated-tickets";
    private const string Require = "--require-authenticated-clients";
    private const string Password = "qwer1234";

    public static TheoryData<SeedLayout> Layouts => [new SeedLayout(IsOriginal: false), new SeedLayout(IsOriginal: true)];

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task A_client_of_the_seed_is_served_and_marked_by_rooms_that_were_told_nothing(SeedLayout layout)
    {
        await using var site = new AppSite();
        await site.StartKdcAsync("--layout", layout.ToString());
        AppProcess room = await site.StartRoomsAsync("rooms", ["Printer 10"]);
        await Task.Run(() => GoThrough(layout, new IPEndPoint(IPAddress.Loopback, site.KdcPort)));
        await room.SaysAsync("[Printer 10] (unverified) Michael Jackson: hello");
        await room.ComplainsAsync("unverified");
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task Rooms_that_want_authenticated_clients_refuse_a_client_of_the_seed_and_log_the_flag_that_would_admit_it(SeedLayout layout)
    {
        await using var site = new AppSite();
        await site.StartKdcAsync("--layout", layout.ToString());
        AppProcess room = await site.StartRoomsAsync("rooms", ["Printer 10"], Require);
        await Task.Run(() => BeRefused(layout, new IPEndPoint(IPAddress.Loopback, site.KdcPort)));
        await room.ComplainsAsync(Require);

        await site.RegisterAsync("ann", Password);
        await site.ChatAsync("ann", Password, "Printer 10", "ours\n");
        await room.SaysAsync("[Printer 10] ann: ours");
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task Rooms_and_clients_meet_over_a_KDC_of_the_seed_where_both_were_told_to(SeedLayout layout)
    {
        await using var kdc = new SeedKdc(layout);
        await using var site = new AppSite();
        AppProcess room = await StartRoomAsync(site, kdc, Accept);
        await Task.Run(() => GoThrough(layout, kdc.EndPoint));
        await room.SaysAsync("[Printer 10] (unverified) Michael Jackson: hello");

        await site.RegisterAsync("ann", Password, PortOf(kdc));
        AppProcess client = await site.ChatAsync("ann", Password, "Printer 10", "unproven\n", [Accept, .. PortOf(kdc)]);
        await room.SaysAsync("[Printer 10] (unverified) ann: unproven");
        // Nobody tells it what happens, and it says so.
        Assert.Contains("messages can be sent, but those of others will not be shown", client.Errors.Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task Rooms_log_the_flag_that_would_admit_a_ticket_of_a_KDC_of_the_seed(SeedLayout layout)
    {
        await using var kdc = new SeedKdc(layout);
        await using var site = new AppSite();
        AppProcess room = await StartRoomAsync(site, kdc);
        await Task.Run(() => BeRefused(layout, kdc.EndPoint));
        await room.ComplainsAsync(Accept);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task The_client_names_the_flag_that_would_take_an_answer_of_a_KDC_of_the_seed(SeedLayout layout)
    {
        await using var kdc = new SeedKdc(layout);
        await using var site = new AppSite();
        await StartRoomAsync(site, kdc, Accept);
        await site.RegisterAsync("ann", Password, PortOf(kdc));
        AppProcess refused = site.StartClient("ann", Password, ["ticket", "Printer 10", .. PortOf(kdc)]);
        Assert.Equal(1, await refused.ExitAsync());
        Assert.Contains(Accept, refused.Errors.Text, StringComparison.Ordinal);
        AppProcess told = site.StartClient("ann", Password, ["ticket", "Printer 10", Accept, .. PortOf(kdc)]);
        Assert.True(await told.ExitAsync() == 0, told.Errors.Text);
    }

    private static async Task<AppProcess> StartRoomAsync(AppSite site, SeedKdc kdc, params string[] arguments)
    {
        AppProcess room = site.Start("room", "rooms", [.. arguments, .. PortOf(kdc)]);
        await room.SaysAsync("Printer 10 ready on ");
        return room;
    }

    private static string[] PortOf(SeedKdc kdc) => ["-p", kdc.EndPoint.Port.ToString(CultureInfo.InvariantCulture)];

    // All five diagrams.
    private static void GoThrough(SeedLayout layout, IPEndPoint kdc)
    {
        using Socket chat = Approach(layout, kdc, out SeedClient client);
        client.Enter(chat);
        client.Say(chat, "hello");
    }

    private static void BeRefused(SeedLayout layout, IPEndPoint kdc)
    {
        using Socket chat = Approach(layout, kdc, out SeedClient client);
        Assert.Empty(SeedWire.Ask(chat, client.TicketRequest(), 1609, 0));
    }

    private static Socket Approach(SeedLayout layout, IPEndPoint at, out SeedClient client)
    {
        client = new SeedClient(layout, "Michael Jackson", Password);
        using Socket kdc = SeedWire.Connect(at);
        client.Register(kdc);
        IPEndPoint found = client.FindRoom(kdc, "Printer 10");
        client.GetTicket(kdc);
        return SeedWire.Connect(found);
    }
}
