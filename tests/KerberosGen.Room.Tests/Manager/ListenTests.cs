using System.Net;
using System.Net.Sockets;

namespace KerberosGen.Room.Tests.Manager;

/// <summary><c>--listen</c>.</summary>
public sealed class ListenTests
{
    [Fact]
    public async Task New_rooms_count_up_from_the_port_and_keep_theirs()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync();
        int port = FreePorts.Take(3);
        AppProcess rooms = await site.StartRoomsAsync("rooms", [], "-nos", "2", "--listen", $"127.0.0.5:{port}");
        await rooms.SaysAsync($"Printer 10 ready on 127.0.0.5:{port}");
        await rooms.SaysAsync($"Printer 20 ready on 127.0.0.5:{port + 1}");
        await rooms.StopAsync();

        // Clients were told that address: it holds without the option too.
        rooms = await site.StartRoomsAsync("rooms", [], "-nos", "2");
        await rooms.SaysAsync($"Printer 10 ready on 127.0.0.5:{port}");
        await rooms.StopAsync();

        rooms = await site.StartRoomsAsync("rooms", [], "-nos", "3", "--listen", $"127.0.0.5:{port}");
        await rooms.SaysAsync($"Printer 20 ready on 127.0.0.5:{port + 1}");
        await rooms.SaysAsync($"Printer 30 ready on 127.0.0.5:{port + 2}");
        await site.RegisterAsync("ann", "qwer1234");
        await site.ChatAsync("ann", "qwer1234", "Printer 30", "hello\n");
        await rooms.SaysAsync("[Printer 30] ann: hello");
        await rooms.StopAsync();
    }

    [Fact]
    public async Task A_registered_room_keeps_the_port_that_clients_know_and_says_so()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync();
        AppProcess rooms = await site.StartRoomsAsync("rooms", ["Printer 10"]);
        string ready = rooms.Output.Lines[0];
        await rooms.StopAsync();
        int port = FreePorts.Take(1);
        rooms = await site.StartRoomsAsync("rooms", [], "--listen", $"127.0.0.1:{port}");
        await rooms.SaysAsync(ready);
        await rooms.ComplainsAsync("--listen is for new rooms");
        await rooms.StopAsync();
    }

    [Fact]
    public async Task A_port_that_another_program_has_is_waited_for()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync();
        int port = FreePorts.Take(2);
        AppProcess rooms;
        using (var squatter = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            squatter.Bind(new IPEndPoint(IPAddress.Loopback, port));
            squatter.Listen();
            rooms = await site.StartRoomsAsync("rooms", [], "-nos", "2", "--listen", $"127.0.0.1:{port}");
            await rooms.ComplainsAsync($"\"Printer 10\" is not registered yet, and is tried again: 127.0.0.1:{port} cannot be used");
            await rooms.SaysAsync($"Printer 20 ready on 127.0.0.1:{port + 1}");
        }

        await rooms.SaysAsync($"Printer 10 ready on 127.0.0.1:{port}");
        await rooms.StopAsync();
    }

    [Fact]
    public async Task The_default_room_takes_the_place_of_the_one_that_was_refused()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync();
        await site.StartRoomsAsync("first", ["Printer 10"]);
        int port = FreePorts.Take(1);
        AppProcess second = await site.StartRoomsAsync("second", [], "--listen", $"127.0.0.1:{port}");
        await second.SaysAsync($"Printer 1 ready on 127.0.0.1:{port}");
        await second.StopAsync();
    }

    [Fact]
    public async Task A_KDC_that_cannot_be_reached_from_there_is_exit_1()
    {
        await using var site = new AppSite();
        AppProcess rooms = site.Start("room", "rooms", "--listen", "[::1]:9000");
        Assert.Equal(1, await rooms.ExitAsync());
        Assert.Equal("--listen [::1]:9000: the KDC at 127.0.0.1:8000 cannot be reached from there, one is IPv4 and the other IPv6.", rooms.Errors.Text);
    }
}
