using System.Text.Json.Nodes;

namespace KerberosGen.Kdc.Tests.Datagrams;

/// <summary>The seed's five diagrams with the real apps, the KDC's three of them in datagrams.</summary>
public sealed class DatagramTests
{
    private static readonly string[] s_overUdp = ["-pr", "udp"];

    [Fact]
    public async Task KDC_room_and_client_all_on_udp_complete_the_five_diagrams()
    {
        await using var site = new AppSite();
        AppProcess kdc = await site.StartKdcAsync(s_overUdp);
        Assert.Equal($"KDC ready on 127.0.0.1:{site.KdcPort} (udp, documented)", kdc.Output.Text);
        AppProcess room = await site.StartRoomsAsync("rooms", ["Printer 10"], s_overUdp);
        await site.RegisterAsync("ann", "qwer1234", s_overUdp);
        await site.RegisterAsync("bob", "qwer5678", s_overUdp);
        AppProcess services = site.StartClient("ann", null, ["services", "--json", .. s_overUdp]);
        Assert.Equal(0, await services.ExitAsync());
        JsonNode listed = JsonNode.Parse(await File.ReadAllTextAsync(site.FileOf("kdc", "services.json")))![0]!;
        JsonNode told = Assert.Single(JsonNode.Parse(services.Output.Text)!.AsArray())!;
        Assert.Equal(
            ($"{listed["server_id_hex"]}", $"127.0.0.1:{listed["server_port"]}", "Printer 10"),
            ($"{told["id"]}", $"{told["address"]}", $"{told["name"]}"));
        AppProcess ticket = site.StartClient("ann", "qwer1234", ["ticket", "Printer 10", .. s_overUdp]);
        Assert.True(await ticket.ExitAsync() == 0, ticket.Errors.Text);
        await site.ChatAsync("ann", null, "Printer 10", "with the ticket\n", s_overUdp);
        await site.ChatAsync("bob", "qwer5678", "Printer 10", "with one asked for here\n", s_overUdp);
        await room.SaysAsync("[Printer 10] ann: with the ticket");
        await room.SaysAsync("[Printer 10] bob: with one asked for here");
        await room.StopAsync();
        await kdc.StopAsync();
    }

    [Fact]
    public async Task A_KDC_on_both_serves_a_room_on_tcp_and_a_client_on_udp_and_the_other_way_round()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync("-pr", "both");
        AppProcess byTcp = await site.StartRoomsAsync("rooms", ["Printer 10"]);
        AppProcess byUdp = await site.StartRoomsAsync("others", ["Scanner 10"], [.. s_overUdp, "-snp", "Scanner"]);
        await site.RegisterAsync("ann", "qwer1234", s_overUdp);
        await site.RegisterAsync("bob", "qwer5678");
        await site.ChatAsync("ann", "qwer1234", "Printer 10", "from udp\n", s_overUdp);
        await site.ChatAsync("bob", "qwer5678", "Scanner 10", "from tcp\n");
        await byTcp.SaysAsync("[Printer 10] ann: from udp");
        await byUdp.SaysAsync("[Scanner 10] bob: from tcp");
    }

    [Fact]
    public async Task Whoever_loses_every_first_answer_asks_again_and_is_registered_once()
    {
        await using var site = new AppSite();
        AppProcess kdc = await site.StartKdcAsync(s_overUdp);
        await site.StartRoomsAsync("rooms", ["Printer 10"], s_overUdp);
        await using var relay = LossyRelay.To(site.KdcPort);
        string[] throughTheRelay = [.. s_overUdp, "-p", $"{relay.Port}"];
        await site.RegisterAsync("ann", "qwer1234", throughTheRelay);
        string registered = await File.ReadAllTextAsync(site.FileOf("kdc", "clients.txt"));
        Assert.Equal((await File.ReadAllLinesAsync(site.FileOf("ann", "me.info")))[1], registered.TrimEnd('\n').Split(": ")[0]);
        Assert.Equal(1, relay.Lost);
        AppProcess ticket = site.StartClient("ann", "qwer1234", ["ticket", "Printer 10", .. throughTheRelay]);
        Assert.True(await ticket.ExitAsync() == 0, ticket.Errors.Text);
        Assert.True(relay.Lost >= 2);
        await kdc.StopAsync();
        Assert.Single(kdc.Errors.Lines, static line => line.Contains("registered client", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_client_whose_datagrams_meet_no_KDC_ends_with_a_sentence()
    {
        await using var site = new AppSite();
        AppProcess client = site.StartClient("ann", "qwer1234", "register", "-un", "ann", "-pr", "udp", "-p", $"{AppSite.FreePort()}");
        Assert.Equal(1, await client.ExitAsync());
        Assert.Single(client.Errors.Lines);
        Assert.False(File.Exists(site.FileOf("ann", "me.info")));
    }
}
