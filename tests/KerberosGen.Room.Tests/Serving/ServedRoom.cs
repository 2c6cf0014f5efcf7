using System.Net;
using System.Net.Sockets;
using KerberosGen.Clients;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Room.Tests.Serving;

/// <summary>One room as a process, of a KDC that answers as fast as anyone asks, and clients of this process.</summary>
internal sealed class ServedRoom : IAsyncDisposable
{
    private readonly AppSite _site = new();
    private readonly Dictionary<string, ClientIdentity> _clients = [];
    private readonly Dictionary<string, SessionTicket> _tickets = [];
    private readonly List<IAsyncDisposable> _connections = [];
    private AppProcess? _process;

    /// <summary>The room.</summary>
    public AppProcess Process => _process!;

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; private set; } = new(IPAddress.None, 0);

    /// <summary>Starts a KDC at which clients are registered, so that options of a room can have their ids.</summary>
    public static async Task<ServedRoom> WithClientsAsync(params string[] names)
    {
        var served = new ServedRoom();
        await served._site.StartKdcAsync(
            "--registration-rate-per-source", "0", "--request-rate-per-source", "0", "--request-rate-per-principal", "0", "--refusal-rate-per-principal", "0");
        await using KdcClient kdc = await served.ConnectToKdcAsync();
        var password = new Password("correct horse");
        foreach (string text in names)
        {
            var name = new PrincipalName(text);
            PrincipalId id = await kdc.RegisterClientAsync(name, password, CancellationToken.None);
            served._clients.Add(text, new ClientIdentity(name, id, KeyMaterial.FromPassword(password.Utf8)));
        }

        return served;
    }

    public PrincipalId IdOf(string name) => _clients[name].Id;

    /// <summary>Starts the room, for which every client gets a ticket.</summary>
    public async Task StartAsync(params string[] options)
    {
        _process = await _site.StartRoomsAsync("rooms", ["Printer 10"], options);
        await using KdcClient kdc = await ConnectToKdcAsync();
        foreach ((string name, ClientIdentity client) in _clients)
        {
            ServiceInfo room = Assert.Single(await kdc.ListServicesAsync(client.Id, CancellationToken.None));
            EndPoint = room.EndPoint;
            _tickets[name] = await kdc.GetTicketAsync(client, room.Id, SystemRandomSource.Instance, CancellationToken.None);
        }
    }

    /// <summary>Comes into the room on a connection of its own.</summary>
    /// <exception cref="RequestRefusedException">It is not let in.</exception>
    public async Task<ChatConnection> EnterAsync(string name)
    {
        ChatConnection chat = await ChatConnection.ConnectAsync(
            EndPoint, IdOf(name), _tickets[name], TimeProvider.System, TimeZoneInfo.Utc, CancellationToken.None).WaitAsync(Apps.Patience);
        _connections.Add(chat);
        return chat;
    }

    /// <summary>What a client writes by hand.</summary>
    public ClientSession NewSession(string name) => new(IdOf(name), _tickets[name], TimeProvider.System, TimeZoneInfo.Utc);

    /// <summary>Connects without a word.</summary>
    /// <param name="from">The address it comes from.</param>
    /// <param name="buffer">Bytes that the system takes for whoever does not read; 0 for what it likes.</param>
    public async Task<Socket> ConnectAsync(IPAddress? from = null, int buffer = 0)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _connections.Add(new Connection(socket));
        if (buffer > 0)
            socket.ReceiveBufferSize = buffer;
        socket.Bind(new IPEndPoint(from ?? IPAddress.Loopback, 0));
        using var patience = new CancellationTokenSource(Apps.Patience);
        await socket.ConnectAsync(EndPoint, patience.Token);
        return socket;
    }

    /// <summary>Reads so many bytes; fewer if the connection ends.</summary>
    public static async Task<int> ReadAsync(Socket socket, int count)
    {
        using var patience = new CancellationTokenSource(Apps.Patience);
        byte[] bytes = new byte[count];
        int read = 0;
        try
        {
            while (read < count && await socket.ReceiveAsync(bytes.AsMemory(read), patience.Token) is > 0 and int some)
                read += some;
        }
        catch (SocketException)
        {
            // It was cut off.
        }

        return read;
    }

    /// <summary>A request must be refused, and the room's log says why.</summary>
    public async Task RefusesAsync(Func<Task> ask, string reason)
    {
        await Assert.ThrowsAsync<RequestRefusedException>(ask).WaitAsync(Apps.Patience);
        await Process.ComplainsAsync($"was refused: {reason}");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable connection in _connections)
            await connection.DisposeAsync();
        await _site.DisposeAsync();
    }

    private Task<KdcClient> ConnectToKdcAsync() =>
        KdcClient.ConnectAsync(new IPEndPoint(IPAddress.Loopback, _site.KdcPort), null, overUdp: false, CancellationToken.None);

    private sealed class Connection(Socket socket) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            socket.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
