using System.Text.Json.Nodes;

namespace KerberosGen.Kdc.Tests.Administration;

/// <summary>What an administrator does to a KDC that runs holds for the next request.</summary>
public sealed class RunningKdcTests
{
    [Fact]
    public async Task A_client_that_is_disabled_or_removed_gets_no_ticket_from_then_on()
    {
        await using var site = new AdministeredSite();
        await site.Apps.StartKdcAsync();
        await site.Apps.StartRoomsAsync("rooms", ["Printer 10"]);
        await site.Apps.RegisterAsync("ann", "qwer1234");
        await site.GetTicketAsync("ann", "qwer1234", "Printer 10");

        Assert.Equal("Disabled client \"ann\"", await site.DoAsync("principals", "disable", "ann"));
        Assert.Equal(1, (await site.AskForTicketAsync("ann", "qwer1234", "Printer 10")).Status);
        Assert.Equal("Enabled client \"ann\"", await site.DoAsync("principals", "enable", "ann"));
        await site.GetTicketAsync("ann", "qwer1234", "Printer 10");
        Assert.Equal("Removed client \"ann\"", await site.DoAsync("principals", "remove", "ann", "--yes"));
        Assert.Equal(1, (await site.AskForTicketAsync("ann", "qwer1234", "Printer 10")).Status);

        Assert.Equal(
            ["disable begun", "disable done", "enable begun", "enable done", "remove begun", "remove done"],
            site.Audit.Select(static line => $"{line["verb"]} {line["outcome"]}"));
        Assert.All(site.Audit, static line => Assert.Equal("ann", line["name"]!.GetValue<string>()));
        Assert.All(site.Audit, static line => Assert.Equal("socket", line["via"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_client_that_is_added_imports_its_file_and_chats_with_its_password()
    {
        await using var site = new AdministeredSite();
        await site.Apps.StartKdcAsync();
        AppProcess room = await site.Apps.StartRoomsAsync("rooms", ["Printer 10"]);
        await site.AddClientAsync("ann", "qwer1234");
        AppProcess import = site.Apps.Start("client", "ann", "import", site.FileOf("ann.client.json"));
        Assert.True(await import.ExitAsync() == 0, import.Errors.Text);
        await site.Apps.ChatAsync("ann", "qwer1234", "Printer 10", "enrolled\n");
        await room.SaysAsync("[Printer 10] ann: enrolled");
    }

    [Fact]
    public async Task A_new_password_takes_the_place_of_the_old_one_at_once()
    {
        await using var site = new AdministeredSite();
        await site.Apps.StartKdcAsync();
        await site.Apps.StartRoomsAsync("rooms", ["Printer 10"]);
        await site.Apps.RegisterAsync("ann", "old-password");
        await site.GetTicketAsync("ann", "old-password", "Printer 10");

        await site.DoAsync("principals", "password", "ann", "--random-password");

        string made = JsonNode.Parse(await File.ReadAllTextAsync(site.FileOf("ann.client.json")))!["password"]!.GetValue<string>();
        Assert.Equal(32, made.Length);
        Assert.Equal(1, (await site.AskForTicketAsync("ann", "old-password", "Printer 10")).Status);
        await site.GetTicketAsync("ann", made, "Printer 10");

        Assert.Equal(0, await (await site.RunWithInputAsync("third-password\n", "principals", "password", "ann", "--password-stdin")).ExitAsync());
        Assert.Equal(1, (await site.AskForTicketAsync("ann", made, "Printer 10")).Status);
        await site.GetTicketAsync("ann", "third-password", "Printer 10");
    }

    [Fact]
    public async Task A_new_key_ends_the_tickets_made_under_the_old_one()
    {
        await using var site = new AdministeredSite();
        await site.Apps.StartKdcAsync();
        int port = AppSite.FreePort();
        await site.DoAsync("services", "add", "Lobby", "--address", $"127.0.0.1:{port}", "--output", site.FileOf("lobby.json"));
        AppProcess room = await StartImportedAsync(site, site.FileOf("lobby.json"));
        await site.Apps.RegisterAsync("ann", "qwer1234");
        await site.Apps.ChatAsync("ann", "qwer1234", "Lobby", "before\n");
        await room.SaysAsync("[Lobby] ann: before");
        await room.StopAsync();

        Assert.StartsWith("Gave service \"Lobby\" a new key", await site.DoAsync("services", "rekey", "Lobby"), StringComparison.Ordinal);
        room = await StartImportedAsync(site, site.FileOf("Lobby.room.json"));

        // Without a password there is only the ticket at hand.
        AppProcess chat = site.Apps.StartClient("ann", null, "chat", "Lobby");
        Assert.Equal(1, await chat.ExitAsync());
        await room.ComplainsAsync("was refused: ");
        await site.Apps.ChatAsync("ann", "qwer1234", "Lobby", "after\n");
        await room.SaysAsync("[Lobby] ann: after");
    }

    [Fact]
    public async Task Clients_are_told_the_address_that_was_set_and_not_of_a_disabled_room()
    {
        await using var site = new AdministeredSite();
        await site.Apps.StartKdcAsync();
        await site.Apps.StartRoomsAsync("rooms", ["Printer 10", "Printer 20"], "-nos", "2");
        await site.Apps.RegisterAsync("ann", "qwer1234");

        await site.DoAsync("services", "address", "Printer 10", "198.51.100.4:50553");
        Assert.Contains("198.51.100.4:50553     Printer 10", await site.ListRoomsAsync("ann"));

        await site.DoAsync("services", "disable", "Printer 20");
        Assert.Equal("198.51.100.4:50553     Printer 10", Assert.Single(await site.ListRoomsAsync("ann")));
        Assert.Equal(1, (await site.AskForTicketAsync("ann", "qwer1234", "Printer 20")).Status);

        await site.DoAsync("services", "enable", "Printer 20");
        await site.GetTicketAsync("ann", "qwer1234", "Printer 20");

        await site.DoAsync("services", "remove", "Printer 10", "--yes");
        Assert.EndsWith("Printer 20", Assert.Single(await site.ListRoomsAsync("ann")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_KDC_that_was_killed_leaves_a_socket_that_stands_in_nobodys_way()
    {
        await using var site = new AdministeredSite();
        AppProcess kdc = await site.Apps.StartKdcAsync();
        await site.DoAsync("services", "add", "Lobby", "--address", "127.0.0.1:5000");
        await kdc.KillAsync();
        string socket = Path.Combine(site.KdcDirectory, "admin", "socket");
        Assert.True(File.Exists(socket));

        Assert.EndsWith("Lobby", await site.DoAsync("services", "list"), StringComparison.Ordinal);
        await site.DoAsync("services", "disable", "Lobby");
        AppProcess next = await site.Apps.StartKdcAsync();
        await site.DoAsync("services", "enable", "Lobby");
        Assert.Equal(["socket", "direct", "socket"], site.Audit.Where(static (_, at) => at % 2 == 1).Select(static line => line["via"]!.GetValue<string>()));
        await next.StopAsync();
        Assert.False(File.Exists(socket));
    }

    private static async Task<AppProcess> StartImportedAsync(AdministeredSite site, string file)
    {
        AppProcess import = site.Apps.Start("room", "rooms", "import", file);
        Assert.True(await import.ExitAsync() == 0, import.Errors.Text);
        return await site.Apps.StartRoomsAsync("rooms", ["Lobby"]);
    }
}
