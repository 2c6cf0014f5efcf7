using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace KerberosGen.Room.Tests.Manager;

public sealed class ServiceManagerTests
{
    [Fact]
    public async Task As_many_rooms_as_asked_for_serve_from_one_process()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync();
        AppProcess rooms = await site.StartRoomsAsync("rooms", ["Scanner 10", "Scanner 20"], "-nos", "2", "-snp", "Scanner");
        await site.RegisterAsync("ann", "qwer1234");
        await site.ChatAsync("ann", "qwer1234", "Scanner 20", "second\n");
        await site.ChatAsync("ann", "qwer1234", "Scanner 10", "first\n");
        await rooms.SaysAsync("[Scanner 20] ann: second");
        await rooms.SaysAsync("[Scanner 10] ann: first");
    }

    [Fact]
    public async Task No_rooms_by_number_leave_the_default_room_of_msg_info()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync();
        AppProcess room = await site.StartRoomsAsync("rooms", ["Printer 1"], "-nos", "0");
        string[] info = await File.ReadAllLinesAsync(site.FileOf("rooms", "msg.info"));
        Assert.Equal([$"127.0.0.1:{site.KdcPort}", "Printer 1"], info[..2]);
        Assert.Matches("^[0-9a-f]{32}$", info[2]);
        Assert.Equal(32, Convert.FromBase64String(info[3]).Length);
        await site.RegisterAsync("ann", "qwer1234");
        AppProcess ticket = site.StartClient("ann", "qwer1234", "ticket", "Printer 1");
        Assert.Equal(0, await ticket.ExitAsync());
        await site.ChatAsync("ann", null, "Printer 1", "by the cached ticket\n");
        await room.SaysAsync("[Printer 1] ann: by the cached ticket");
        await room.StopAsync();
        await site.StartRoomsAsync("rooms", ["Printer 1"], "-nos", "0");
        await site.ChatAsync("ann", null, "Printer 1", "after a restart\n");
    }

    [Fact]
    public async Task The_default_room_registers_where_msg_info_says_unless_the_command_line_says_otherwise()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync();
        await File.WriteAllTextAsync(site.FileOf("rooms", "msg.info"), $"127.0.0.1:{site.KdcPort}\nLobby\n");
        AppProcess room = site.Start("room", "rooms", "-nos", "0");
        await room.SaysAsync("Lobby ready on ");
        await File.WriteAllTextAsync(site.FileOf("others", "msg.info"), $"127.0.0.1:{AppSite.FreePort()}\nAttic\n");
        await site.StartRoomsAsync("others", ["Attic"], "-nos", "0");
    }

    [Fact]
    public async Task A_restart_keeps_ids_keys_and_ports_without_another_registration()
    {
        await using var site = new AppSite();
        AppProcess kdc = await site.StartKdcAsync();
        AppProcess rooms = await site.StartRoomsAsync("rooms", ["Printer 10", "Printer 20"], "-nos", "2");
        await site.RegisterAsync("ann", "qwer1234");
        await site.ChatAsync("ann", "qwer1234", "Printer 10", "before\n");
        string services = await File.ReadAllTextAsync(site.FileOf("kdc", "services.json"));
        string me = await File.ReadAllTextAsync(site.FileOf("ann", "me.info"));
        string ready = rooms.Output.Lines[0];
        await rooms.StopAsync();
        int port = site.KdcPort;
        await kdc.StopAsync();

        // The rooms come back although the KDC is away.
        rooms = await site.StartRoomsAsync("rooms", ["Printer 10", "Printer 20"], "-nos", "2");
        Assert.Contains(ready, rooms.Output.Lines);
        await site.ChatAsync("ann", null, "Printer 10", "while the KDC is away\n");
        await rooms.SaysAsync("[Printer 10] ann: while the KDC is away");

        kdc = await site.StartKdcAsync("-p", $"{port}");
        await site.ChatAsync("ann", "qwer1234", "Printer 20", "after\n");
        await rooms.SaysAsync("[Printer 20] ann: after");
        Assert.DoesNotContain("registered service", kdc.Errors.Text, StringComparison.Ordinal);
        Assert.Equal(services, await File.ReadAllTextAsync(site.FileOf("kdc", "services.json")));
        Assert.Equal(me, await File.ReadAllTextAsync(site.FileOf("ann", "me.info")));
        await rooms.StopAsync();
        await kdc.StopAsync();
    }

    [Fact]
    public async Task A_refused_registration_falls_back_to_the_default_room_once()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync();
        await site.StartRoomsAsync("first", ["Printer 10", "Printer 20"], "-nos", "2");
        AppProcess second = await site.StartRoomsAsync("second", ["Printer 1"], "-nos", "2");
        await second.ComplainsAsync("Falling back to the default room of msg.info");
        Assert.Single(second.Output.Lines);
        JsonArray pool = JsonNode.Parse(await File.ReadAllTextAsync(site.FileOf("second", "services_pool.json")))!.AsArray();
        Assert.Equal(
            ["Printer 10 False", "Printer 20 False", "Printer 1 True"],
            pool.Select(static room => $"{room!["service_name"]} {(room["is_registered"]!.GetValue<bool>() ? "True" : "False")}"));
        await second.StopAsync();
    }

    [Fact]
    public async Task A_refused_default_room_is_exit_1_and_says_what_to_do()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync();
        await site.StartRoomsAsync("first", ["Printer 1"], "-nos", "0");
        AppProcess second = site.Start("room", "second", "-nos", "0", "-p", $"{site.KdcPort}");
        Assert.Equal(1, await second.ExitAsync());
        Assert.Contains("kdc services remove", second.Errors.Text, StringComparison.Ordinal);
        Assert.Empty(second.Output.Lines);
    }

    [Fact]
    public async Task A_KDC_that_is_away_is_said_once_and_registered_with_when_it_comes()
    {
        await using var site = new AppSite();
        int port = AppSite.FreePort();
        AppProcess room = site.Start("room", "rooms", "-p", $"{port}");
        await room.ComplainsAsync($"The KDC at 127.0.0.1:{port} is away");
        await site.StartKdcAsync("-p", $"{port}");
        await room.SaysAsync("Printer 10 ready on 127.0.0.1:");
        await room.ComplainsAsync($"The KDC at 127.0.0.1:{port} is back");
        Assert.Single(room.Errors.Lines, static line => line.Contains("is away", StringComparison.Ordinal));
        await room.StopAsync();
    }

    [Fact]
    public async Task A_room_that_waits_for_the_KDC_stops_when_told()
    {
        await using var site = new AppSite();
        AppProcess room = site.Start("room", "rooms", "-p", $"{AppSite.FreePort()}");
        await room.ComplainsAsync("is away");
        await room.StopAsync();
        Assert.Empty(room.Output.Lines);
    }

    [Fact]
    public async Task A_port_that_another_program_took_is_said_and_tried_again()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync();
        AppProcess room = await site.StartRoomsAsync("rooms", ["Printer 10"]);
        IPEndPoint here = IPEndPoint.Parse(room.Output.Text.Split(' ')[^1]);
        await room.StopAsync();
        using (var squatter = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            squatter.Bind(here);
            squatter.Listen();
            room = site.Start("room", "rooms", "-p", $"{site.KdcPort}");
            await room.ComplainsAsync($"{here}");
            Assert.Empty(room.Output.Lines);
        }

        await room.SaysAsync($"Printer 10 ready on {here}");
    }

    [Fact]
    public async Task Text_from_a_peer_cannot_drive_the_rooms_terminal()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync();
        AppProcess room = await site.StartRoomsAsync("rooms", ["Printer 10"]);
        await site.RegisterAsync("ann", "qwer1234");
        AppProcess client = await site.ChatAsync("ann", "qwer1234", "Printer 10", "red \u001b[31m alert\a\n");
        string shown = await room.SaysAsync("[Printer 10] ann: red ");
        Assert.DoesNotContain(shown, char.IsControl);
        Assert.All(client.Output.Lines, static line => Assert.DoesNotContain(line, char.IsControl));
    }
}
