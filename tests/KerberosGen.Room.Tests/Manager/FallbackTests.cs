using System.Text.Json.Nodes;

namespace KerberosGen.Room.Tests.Manager;

/// <summary>What is served where the KDC refuses a room, or does not answer.</summary>
public sealed class FallbackTests
{
    [Fact]
    public async Task A_name_whose_pool_file_was_lost_is_free_again_once_the_administrator_has_removed_it()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync();
        AppProcess rooms = await site.StartRoomsAsync("rooms", ["Printer 10"]);
        await rooms.StopAsync();
        File.Delete(site.FileOf("rooms", "services_pool.json"));

        rooms = await site.StartRoomsAsync("rooms", ["Printer 1"]);
        string said = await rooms.ComplainsAsync("The room \"Printer 10\" is not served.");
        Assert.Contains("'kdc services remove'", said, StringComparison.Ordinal);
        await site.RegisterAsync("ann", "qwer1234");
        await site.ChatAsync("ann", "qwer1234", "Printer 1", "to the one that stands in\n");
        await rooms.SaysAsync("[Printer 1] ann: to the one that stands in");
        await rooms.StopAsync();

        AppProcess remove = site.Start("kdc", "kdc", "services", "remove", "Printer 10", "--yes");
        Assert.True(await remove.ExitAsync() == 0, remove.Errors.Text);
        rooms = await site.StartRoomsAsync("rooms", ["Printer 10"]);
        await rooms.StopAsync();
    }

    [Fact]
    public async Task A_default_room_that_stood_in_comes_back_while_the_KDC_is_away()
    {
        await using var site = new AppSite();
        AppProcess kdc = await site.StartKdcAsync();
        await site.StartRoomsAsync("first", ["Printer 10"]);
        AppProcess second = await site.StartRoomsAsync("second", ["Printer 1"]);
        await second.StopAsync();
        await kdc.StopAsync();
        second = await site.StartRoomsAsync("second", ["Printer 1"]);
        await second.ComplainsAsync($"The KDC at 127.0.0.1:{site.KdcPort} is away");
        await second.StopAsync();
    }

    [Fact]
    public async Task A_KDC_that_registers_nobody_is_exit_1_and_says_what_to_do()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync("--registration", "closed");
        AppProcess rooms = site.Start("room", "rooms", "-nos", "3", "-p", $"{site.KdcPort}");
        Assert.Equal(1, await rooms.ExitAsync());
        Assert.Equal(3, rooms.Errors.Lines.Count(static line => line.Contains("Falling back to the default room", StringComparison.Ordinal)));
        Assert.Contains("it registers nobody now", rooms.Errors.Text, StringComparison.Ordinal);
        Assert.Single(rooms.Errors.Lines, static line => line.Contains("The default room \"Printer 1\" is refused too", StringComparison.Ordinal));
        Assert.Empty(rooms.Output.Lines);
    }

    [Fact]
    public async Task A_room_whose_KDC_is_away_does_not_hold_up_those_of_another_KDC()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync();
        int nobody = AppSite.FreePort();
        await File.WriteAllTextAsync(site.FileOf("rooms", "services_pool.json"), new JsonArray(Entry("Attic", nobody), Entry("Cellar", site.KdcPort)).ToJsonString());
        AppProcess rooms = site.Start("room", "rooms", "-nos", "2");
        await rooms.SaysAsync("Cellar ready on ");
        await rooms.ComplainsAsync($"The KDC at 127.0.0.1:{nobody} is away");
        await rooms.StopAsync();
    }

    [Fact]
    public async Task The_IV_of_the_last_ticket_survives_a_SIGKILL()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync();
        AppProcess rooms = await site.StartRoomsAsync("rooms", ["Printer 10"]);
        await site.RegisterAsync("ann", "qwer1234");
        await site.ChatAsync("ann", "qwer1234", "Printer 10", "hello\n");
        string pool = site.FileOf("rooms", "services_pool.json");
        using var patience = new CancellationTokenSource(Apps.Patience);
        while (TicketIvOf(pool) is null)
            await Task.Delay(100, patience.Token);
        await rooms.KillAsync();
        string kept = await File.ReadAllTextAsync(pool);
        Assert.Matches("^[0-9a-f]{32}$", TicketIvOf(pool));
        rooms = await site.StartRoomsAsync("rooms", ["Printer 10"]);
        await rooms.StopAsync();
        Assert.Equal(kept, await File.ReadAllTextAsync(pool));
    }

    private static string? TicketIvOf(string pool) => (string?)JsonNode.Parse(File.ReadAllText(pool))![0]!["ticket_iv"];

    private static JsonObject Entry(string name, int kdcPort) => new()
    {
        ["connection_protocol"] = "tcp",
        ["ip_address"] = "127.0.0.1",
        ["kdc_port"] = kdcPort,
        ["port"] = null,
        ["server_id_hex"] = null,
        ["service_name"] = name,
        ["ticket_iv"] = null,
        ["service_aes_key_encoded"] = null,
        ["is_registered"] = false,
    };
}
