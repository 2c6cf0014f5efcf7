using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace KerberosGen.Room.Tests.Manager;

/// <summary>One room's trouble never touches another.</summary>
public sealed class RecoveryTests
{
    [Fact]
    public async Task A_room_whose_store_fails_under_way_ends_alone_and_comes_back_when_it_is_mended()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync();
        AppProcess rooms = StartWithFilesThatMayEnd(site);
        await rooms.SaysAsync("Printer 10 ready on ");
        await rooms.SaysAsync("Printer 20 ready on ");
        await site.RegisterAsync("ann", "qwer1234");
        await site.ChatAsync("ann", "qwer1234", "Printer 20", "before\n");
        await site.ChatAsync("ann", "qwer1234", "Printer 10", string.Concat(Enumerable.Range(0, 40).Select(static i => $"line {i}\n")));

        // A later start of the room finds garbage, and its files cannot grow any more: the other's are smaller by far.
        string store = StoreOf(site, "Printer 10");
        File.Move(store, store + ".aside");
        await File.WriteAllTextAsync(store, "This is no database.");
        LimitFiles(rooms, new FileInfo(store + "-wal").Length.ToString(CultureInfo.InvariantCulture));
        AppProcess cut = site.StartClient("ann", "qwer1234", "chat", "Printer 10");
        cut.Write("is this kept?\n");
        cut.EndInput();
        Assert.NotEqual(0, await cut.ExitAsync());
        string down = await rooms.ComplainsAsync("The room does not serve, and is tried again: ");
        Assert.Contains("Printer 10", down, StringComparison.Ordinal);

        await site.ChatAsync("ann", "qwer1234", "Printer 20", "while the other is down\n");
        await rooms.SaysAsync("[Printer 20] ann: while the other is down");
        await rooms.ComplainsAsync("the database is damaged");

        LimitFiles(rooms, "unlimited");
        File.Move(store + ".aside", store, overwrite: true);
        await ReadyAgainAsync(rooms, "Printer 10");
        await site.ChatAsync("ann", "qwer1234", "Printer 10", "after\n");
        await rooms.SaysAsync("[Printer 10] ann: after");
        Assert.Single(rooms.Output.Lines, static line => line.StartsWith("Printer 20 ready on ", StringComparison.Ordinal));
        await rooms.StopAsync();
    }

    [Fact]
    public async Task A_room_whose_store_is_garbage_at_the_start_comes_back_when_it_is_mended()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync();
        AppProcess rooms = await site.StartRoomsAsync("rooms", ["Printer 10", "Printer 20"], "-nos", "2");
        await rooms.StopAsync();
        string store = StoreOf(site, "Printer 10");
        byte[] whole = await File.ReadAllBytesAsync(store);
        await File.WriteAllTextAsync(store, "This is no database.");

        rooms = await site.StartRoomsAsync("rooms", ["Printer 20"], "-nos", "2");
        string down = await rooms.ComplainsAsync("The room does not serve, and is tried again: ");
        Assert.Contains(store, down, StringComparison.Ordinal);
        await site.RegisterAsync("ann", "qwer1234");
        await site.ChatAsync("ann", "qwer1234", "Printer 20", "hello\n");
        Assert.DoesNotContain("Printer 10 ready", rooms.Output.Text, StringComparison.Ordinal);

        await File.WriteAllBytesAsync(store, whole);
        await rooms.SaysAsync("Printer 10 ready on ");
        await rooms.StopAsync();
    }

    [Fact]
    public async Task A_crowd_that_would_take_every_file_descriptor_does_not_end_the_rooms()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync();
        AppProcess rooms = site.StartProgram(
            [], "sh", "rooms", "-c", "ulimit -n 320; exec \"$0\" \"$@\"", Apps.PathOf("room"), "-nos", "1", "--ticket-deadline", "20s", "-p", $"{site.KdcPort}");
        string ready = await rooms.SaysAsync("Printer 10 ready on ");
        var crowd = new List<TcpClient>();
        for (int i = 0; i < 400; i++)
        {
            crowd.Add(new TcpClient());
            await crowd[^1].ConnectAsync(IPEndPoint.Parse(ready.Split(' ')[^1]));
        }

        await rooms.ComplainsAsync("nearly all of its 320 file descriptors open");
        foreach (TcpClient one in crowd)
        {
            await EndedAsync(one);
            one.Dispose();
        }

        await site.RegisterAsync("ann", "qwer1234");
        await site.ChatAsync("ann", "qwer1234", "Printer 10", "after the crowd\n");
        await rooms.SaysAsync("[Printer 10] ann: after the crowd");
        await rooms.StopAsync();
    }

    [Fact]
    public async Task Rooms_whose_terminal_hangs_up_stop_as_if_they_were_told()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync();
        // Under nohup, which a whole test run may be, a room ignores it as it should.
        AppProcess rooms = site.StartProgram([], "env", "rooms", "--default-signal=HUP", Apps.PathOf("room"), "-nos", "1", "-p", $"{site.KdcPort}");
        await rooms.SaysAsync("Printer 10 ready on ");
        using (Process kill = Process.Start("kill", ["-HUP", rooms.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        Assert.Equal(0, await rooms.ExitAsync());
    }

    private static async Task EndedAsync(TcpClient peer)
    {
        using var patience = new CancellationTokenSource(Apps.Patience);
        try
        {
            Assert.Equal(0, await peer.GetStream().ReadAsync(new byte[1], patience.Token));
        }
        catch (IOException)
        {
            // Reset, as who was never accepted may be.
        }
    }

    /// <summary>Two rooms whose writes fail beyond a limit that <see cref="LimitFiles"/> sets, rather than end them by a signal.</summary>
    private static AppProcess StartWithFilesThatMayEnd(AppSite site) => site.StartProgram(
        // The runtime's own double mapping of code would need a large file in memory.
        [("DOTNET_EnableWriteXorExecute", "0"), ("DOTNET_EnableDiagnostics", "0")],
        "sh", "rooms", "-c", "trap '' XFSZ; exec \"$0\" \"$@\"", Apps.PathOf("room"), "-nos", "2", "--message-rate", "0", "-p", $"{site.KdcPort}");

    private static void LimitFiles(AppProcess app, string size)
    {
        using Process prlimit = Process.Start("prlimit", ["--pid", app.Id.ToString(CultureInfo.InvariantCulture), $"--fsize={size}:unlimited"]);
        prlimit.WaitForExit();
        Assert.Equal(0, prlimit.ExitCode);
    }

    private static string StoreOf(AppSite site, string room)
    {
        JsonArray pool = JsonNode.Parse(File.ReadAllText(site.FileOf("rooms", "services_pool.json")))!.AsArray();
        return site.FileOf("rooms", $"room-{pool.Single(row => (string?)row!["service_name"] == room)!["server_id_hex"]}.db");
    }

    private static async Task ReadyAgainAsync(AppProcess rooms, string name)
    {
        using var patience = new CancellationTokenSource(Apps.Patience);
        while (rooms.Output.Lines.Count(line => line.StartsWith($"{name} ready on ", StringComparison.Ordinal)) < 2)
            await Task.Delay(50, patience.Token);
    }
}
