namespace KerberosGen.EndToEnd.Tests;

public sealed class ClientTests
{
    [Theory]
    [InlineData("documented", "tcp")]
    [InlineData("original", "tcp")]
    [InlineData("documented", "udp")]
    [InlineData("original", "udp")]
    public async Task A_client_registers_lists_gets_a_ticket_and_chats_by_pipe(string layout, string protocol)
    {
        await using var site = new AppSite();
        AppProcess kdc = await site.StartKdcAsync("--layout", layout, "-pr", protocol);
        Assert.EndsWith($"({protocol}, {layout})", kdc.Output.Text, StringComparison.Ordinal);
        AppProcess room = await site.StartRoomsAsync("rooms", ["Printer 10"], "-pr", protocol);
        await site.RegisterAsync("ann", "qwer1234", "-pr", protocol);

        AppProcess services = site.StartClient("ann", null, "services", "-pr", protocol);
        Assert.Equal(0, await services.ExitAsync());
        string address = room.Output.Text.Split(' ')[^1];
        Assert.Matches($"^[0-9a-f]{{32}}  {address} +-       Printer 10$", Assert.Single(services.Output.Lines.Skip(1)));

        AppProcess ticket = site.StartClient("ann", "qwer1234", "ticket", "Printer 10", "-pr", protocol);
        Assert.Equal(0, await ticket.ExitAsync());
        Assert.Equal($"Got a ticket to Printer 10 ({(layout == "original" ? 161 : 137)} bytes, {layout})", ticket.Output.Text);

        await site.ChatAsync("ann", null, "Printer 10", "hi\nžluťoučký 😀\n", "-pr", protocol);
        await room.SaysAsync("[Printer 10] ann: hi");
        await room.SaysAsync("[Printer 10] ann: žluťoučký 😀");
        await room.StopAsync();
        await kdc.StopAsync();
    }

    [Fact]
    public async Task A_kdc_with_new_data_is_told_apart_from_a_missing_registration()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync();
        await site.RegisterAsync("ann", "qwer1234");
        AppProcess other = site.Start("kdc", "other-kdc", "-p", "0");
        int port = AppSite.PortOf((await other.SaysAsync("KDC ready on ")).Split(' ')[3]);
        AppProcess client = site.StartClient("ann", null, "services", "-p", port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(1, await client.ExitAsync());
        Assert.Contains("does not know \"ann\", or has disabled it. If its data is new, register anew", Assert.Single(client.Errors.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_room_that_moved_is_found_by_a_client_that_has_an_old_ticket()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync();
        AppProcess room = await site.StartRoomsAsync("rooms", ["Printer 10"]);
        await site.RegisterAsync("ann", "qwer1234");
        await site.ChatAsync("ann", "qwer1234", "Printer 10", "before\n");
        await room.StopAsync();
        string services = site.FileOf("ann", "services_info.json");
        string moved = (await File.ReadAllTextAsync(services)).Replace(room.Output.Lines[0].Split(':')[^1], AppSite.FreePort().ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        await File.WriteAllTextAsync(services, moved);
        await site.StartRoomsAsync("rooms", ["Printer 10"]);
        await site.ChatAsync("ann", "qwer1234", "Printer 10", "after\n");
    }

    [Fact]
    public async Task Two_clients_see_each_others_messages()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync();
        await site.StartRoomsAsync("rooms", ["Printer 10"]);
        await site.RegisterAsync("ann", "qwer1234");
        await site.RegisterAsync("ben", "asdf5678");
        AppProcess ann = site.StartClient("ann", "qwer1234", "chat", "Printer 10");
        await ann.SaysAsync("* ann joined");
        AppProcess ben = site.StartClient("ben", "asdf5678", "chat", "Printer 10");
        await ann.SaysAsync("* ben joined");
        ann.Write("hello ben\n");
        await ben.SaysAsync("ann: hello ben");
        ben.Write("hello ann\n");
        ben.EndInput();
        await ann.SaysAsync("ben: hello ann");
        Assert.Equal(0, await ben.ExitAsync());
        await ann.SaysAsync("* ben left");
        ann.EndInput();
        Assert.Equal(0, await ann.ExitAsync());
        Assert.Equal(
            ["* ann joined", "* ben joined", "ann: hello ben", "ben: hello ann", "* ben left"],
            ann.Output.Lines.Select(static line => line["00:00:00 ".Length..]));
    }

    [Fact]
    public async Task Ten_programs_at_once_all_come_in_with_the_one_ticket_at_hand()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync();
        AppProcess rooms = await site.StartRoomsAsync("rooms", ["Printer 10"]);
        await site.RegisterAsync("ann", "qwer1234");
        AppProcess ticket = site.StartClient("ann", "qwer1234", "ticket", "Printer 10");
        Assert.Equal(0, await ticket.ExitAsync());
        // Without a password there is no other ticket to be had, and two authenticators of one second would be a replay.
        AppProcess[] all = [.. Enumerable.Range(0, 10).Select(_ => site.StartClient("ann", null, "who", "Printer 10"))];
        foreach (AppProcess one in all)
            Assert.True(await one.ExitAsync() == 0, one.Errors.Text);
        Assert.DoesNotContain(rooms.Errors.Lines, static line => line.Contains("was refused", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_password_may_come_by_standard_input_before_the_messages()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync();
        AppProcess room = await site.StartRoomsAsync("rooms", ["Printer 10"]);
        AppProcess register = site.StartClient("ann", null, "register", "-un", "ann", "--password-stdin");
        register.Write("qwer1234\n");
        Assert.Equal(0, await register.ExitAsync());
        await site.ChatAsync("ann", null, "Printer 10", "qwer1234\nhi\n", "--password-stdin");
        await room.SaysAsync("[Printer 10] ann: hi");
        Assert.DoesNotContain("qwer1234", site.EverythingSaid, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_goes_wrong_is_one_sentence_and_exit_1()
    {
        await using var site = new AppSite();
        AppProcess kdc = await site.StartKdcAsync();
        AppProcess room = await site.StartRoomsAsync("rooms", ["Printer 10"]);
        await FailsAsync(site, "ann", null, "You are not registered here yet", "services");
        await FailsAsync(site, "ann", null, "There is no terminal to ask for a password", "register", "-un", "ann");
        await site.RegisterAsync("ann", "qwer1234");
        await FailsAsync(site, "ann", "qwer1234", "belongs to \"ann\"", "register", "-un", "ann");
        await FailsAsync(site, "ann", "qwer1234", "belongs to \"ann\", not to \"ben\"", "services", "-un", "ben");
        await FailsAsync(site, "ben", "qwer1234", "the name is taken", "register", "-un", "ann");
        await FailsAsync(site, "ann", "wrong", "does not open with this password", "chat", "Printer 10");
        await FailsAsync(site, "ann", "qwer1234", "knows no room \"Printer 99\"", "chat", "Printer 99");
        await FailsAsync(site, "ann", "qwer1234", "The menu needs a terminal");
        Assert.DoesNotContain("wrong", site.EverythingSaid, StringComparison.Ordinal);
        await room.StopAsync();
        await FailsAsync(site, "ann", "qwer1234", "The room \"Printer 10\" at 127.0.0.1:", "chat", "Printer 10");
        await kdc.StopAsync();
        await FailsAsync(site, "ann", "qwer1234", $"The KDC at 127.0.0.1:{site.KdcPort} cannot be reached", "services");
        await FailsAsync(site, "ann", "qwer1234", $"The KDC at 127.0.0.1:{site.KdcPort} cannot be reached", "services", "-pr", "udp");
    }

    [Fact]
    public async Task A_room_that_goes_away_is_waited_for_or_ends_the_chat_as_asked()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync();
        AppProcess room = await site.StartRoomsAsync("rooms", ["Printer 10"]);
        await site.RegisterAsync("ann", "qwer1234");
        await site.RegisterAsync("ben", "asdf5678");
        AppProcess ann = site.StartClient("ann", "qwer1234", "chat", "Printer 10");
        await ann.SaysAsync("* ann joined");
        AppProcess ben = site.StartClient("ben", "asdf5678", "chat", "Printer 10", "--reconnect", "0s");
        await ben.SaysAsync("* ben joined");
        await room.StopAsync();
        Assert.Equal(1, await ben.ExitAsync());
        Assert.Equal("The room is away, and it was not waited for any longer.", ben.Errors.Lines[^1]);
        await ann.ComplainsAsync("The next try to come back is in ");
        room = await site.StartRoomsAsync("rooms", ["Printer 10"]);
        await ann.ComplainsAsync("The connection stands again.");
        ann.Write("still here\n");
        await room.SaysAsync("[Printer 10] ann: still here");
        ann.EndInput();
        Assert.Equal(0, await ann.ExitAsync());
    }

    [Fact]
    public async Task A_chat_may_be_interrupted()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync();
        await site.StartRoomsAsync("rooms", ["Printer 10"]);
        await site.RegisterAsync("ann", "qwer1234");
        AppProcess ann = site.StartClient("ann", "qwer1234", "chat", "Printer 10");
        await ann.SaysAsync("* ann joined");
        ann.Terminate();
        Assert.Equal(130, await ann.ExitAsync());
        Assert.Empty(ann.Errors.Lines);
    }

    private static async Task FailsAsync(AppSite site, string directory, string? password, string sentence, params string[] arguments)
    {
        AppProcess client = site.StartClient(directory, password, arguments);
        client.EndInput();
        Assert.Equal(1, await client.ExitAsync());
        Assert.Contains(sentence, Assert.Single(client.Errors.Lines), StringComparison.Ordinal);
        Assert.Empty(client.Output.Lines);
    }
}
