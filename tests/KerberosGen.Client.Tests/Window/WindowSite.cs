using System.Globalization;
using KerberosGen.Clients;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using KerberosGen.Storage;
using Screen = KerberosGen.EndToEnd.Tests.Terminal;

namespace KerberosGen.Client.Tests;

/// <summary>A KDC, rooms, and three clients who are registered, for all tests of the window: each takes a room of its own. Bob is a moderator.</summary>
public sealed class WindowSite : IAsyncLifetime
{
    /// <summary>Bytes of a message, the name included, that the rooms take.</summary>
    public const int MessageSize = 400;

    private const string Secret = "Wonderland-1865";
    private const int Rooms = 30;

    private readonly AppSite _site = new();
    private int _taken;
    private int _terminals;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        await _site.StartKdcAsync();
        foreach (string name in new[] { "alice", "bob", "carol" })
            await _site.RegisterAsync(name, Secret);
        string[] rooms = [.. Enumerable.Range(1, Rooms).Select(static number => $"Printer {number}0")];
        await _site.StartRoomsAsync(
            "rooms", rooms,
            "-nos", Rooms.ToString(CultureInfo.InvariantCulture),
            "--message-size", MessageSize.ToString(CultureInfo.InvariantCulture),
            "--message-rate", "0",
            "--moderator", MeInfoFile.Read(_site.DirectoryOf("bob"))!.Id.ToString());
    }

    /// <inheritdoc/>
    public async Task DisposeAsync() => await _site.DisposeAsync();

    /// <summary>A room that no other test is in.</summary>
    internal string TakeRoom()
    {
        int number = Interlocked.Increment(ref _taken);
        return number <= Rooms ? $"Printer {number}0" : throw new InvalidOperationException($"There are {Rooms} rooms for the tests of the window, and each is taken: raise the number.");
    }

    /// <summary>Starts a room that a test may kill.</summary>
    internal Task<AppProcess> StartMortalRoomAsync() => _site.StartRoomsAsync("mortal", ["Mortal 10"], "-snp", "Mortal");

    /// <summary>A client on a terminal, once it shows its window.</summary>
    /// <param name="name">Who.</param>
    /// <param name="room">Where.</param>
    /// <param name="columns">How wide the terminal is.</param>
    /// <param name="rows">How high it is.</param>
    /// <param name="environment">More of what its environment has.</param>
    internal async Task<Screen> OpenAsync(string name, string room, int columns = 80, int rows = 24, string environment = "")
    {
        Screen screen = await StartAsync(name, room, columns, rows, environment);
        await screen.ShowsAsync($"{name}  connected");
        return screen;
    }

    /// <summary>A client on a terminal.</summary>
    internal Task<Screen> StartAsync(string name, string room, int columns = 80, int rows = 24, string environment = "")
    {
        string directory = _site.DirectoryOf($"terminal-{Interlocked.Increment(ref _terminals)}");
        // The shell becomes the client, so that its id is known.
        string command = FormattableString.Invariant(
            $"{environment} KERBEROSGEN_PASSWORD={Secret} sh -c 'echo $$ > client.pid; exec \"$0\" \"$@\"' '{Apps.PathOf("client")}' chat '{room}' --data '{_site.DirectoryOf(name)}' -p {_site.KdcPort}");
        return Screen.StartAsync(directory, command, columns, rows);
    }

    /// <summary>Somebody who chats without a window.</summary>
    internal async Task<ChatClient> EnterAsync(string name, string room)
    {
        using var account = ClientAccount.Open(new AccountOptions { Directory = _site.DirectoryOf(name), KdcPort = (ushort)_site.KdcPort });
        Assert.True(Validator.TryPassword(Secret, out Password password, out _));
        return await ChatClient.ConnectAsync(account.TicketsTo(room, (_, _) => ValueTask.FromResult(password)), new ChatClientOptions(), CancellationToken.None);
    }
}
