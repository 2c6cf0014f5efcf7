using System.Globalization;
using System.Net;
using System.Net.Sockets;
using KerberosGen.Databases.Tests;
using KerberosGen.Load.Measuring;
using KerberosGen.Load.Populations;
using KerberosGen.Load.Traffic;

namespace KerberosGen.Load.Servers;

/// <summary>The servers of comparisons, their stores and directories, all of which go with it.</summary>
/// <param name="cancellation">Gives up what is being started or made.</param>
internal sealed class LoadSite(CancellationToken cancellation) : IAsyncDisposable
{
    // Nothing but what is measured: no limits, which the load would reach at once, and no lines for requests.
    private static readonly string[] KdcArguments =
    [
        "-p", "0", "-pr", "both", "--log-level", "warning", "--request-rate", "0", "--request-rate-per-source", "0", "--registration-rate-per-source", "0",
        "--request-rate-per-principal", "0", "--refusal-rate-per-principal", "0", "--max-connections", "0", "--max-connections-per-source", "0",
        "--udp-bytes-per-source", "0",
    ];

    private static readonly string[] RoomArguments =
    [
        "--log-level", "warning", "--message-rate", "0", "--max-connections", "1000000", "--max-members", "60000",
    ];

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("kerberosgen-load-");
    private readonly List<ServerProcess> _servers = [];
    private readonly List<AllocationMeter> _meters = [];
    private readonly Dictionary<(string Kind, int Clients), PreparedStore> _stores = [];
    private PostgresServer? _postgres;
    private int _next;

    /// <summary>Starts the ceiling: a server that answers so many bytes with as many fixed ones.</summary>
    public async Task<Side> StartCeilingAsync(IRequests requests, ushort code)
    {
        ServerProcess server = await StartAsync(
            Programs.Self, NewDirectory("ceiling"), "ceiling",
            "--request", requests.RequestSize.ToString(CultureInfo.InvariantCulture),
            "--answer", requests.AnswerSize.ToString(CultureInfo.InvariantCulture),
            "--code", code.ToString(CultureInfo.InvariantCulture));
        return new Side { Name = "ceiling", Server = server, Requests = requests };
    }

    /// <summary>Gives up what is being measured.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>A store with a population in it, which is made if there is none yet. Nobody may register there.</summary>
    public async Task<PreparedStore> PrepareAsync(string kind, Population population)
    {
        if (!_stores.TryGetValue((kind, population.Clients), out PreparedStore? store))
            _stores.Add((kind, population.Clients), store = await PrepareForOneAsync(kind, population));
        return store;
    }

    /// <summary>Makes a store with a population in it, for one server that may change it.</summary>
    public async Task<PreparedStore> PrepareForOneAsync(string kind, Population population) =>
        await PreparedStore.CreateAsync(kind, population, NewDirectory(kind), kind == "postgres" ? await NewDatabaseAsync() : kind, cancellation);

    /// <summary>Starts a KDC on a store.</summary>
    public Task<ServerProcess> StartKdcAsync(PreparedStore store, params string[] options) =>
        StartAsync(Programs.Kdc, store.Directory, [.. KdcArguments, "--data", store.Directory, .. store.Options, .. options]);

    /// <summary>Starts a KDC on a store, as a side of a comparison.</summary>
    public async Task<Side> StartSideAsync(string name, PreparedStore store, IRequests requests, int? hot, params string[] options)
    {
        var monitoring = new IPEndPoint(IPAddress.Loopback, FreePort());
        ServerProcess server = await StartKdcAsync(store, ["--monitoring", monitoring.ToString(), .. options]);
        AllocationMeter meter = await AllocationMeter.StartAsync(monitoring);
        _meters.Add(meter);
        return new Side { Name = name, Server = server, Requests = requests, Clients = store.Clients, Hot = hot, Allocation = meter };
    }

    /// <summary>Starts the rooms' app with one room, which registers with a KDC.</summary>
    /// <param name="kdc">The KDC.</param>
    /// <param name="prefix">The room is called that, a space, and 10.</param>
    /// <param name="environment">Variables beside this process's own.</param>
    public Task<ServerProcess> StartRoomAsync(ServerProcess kdc, string prefix, IReadOnlyDictionary<string, string> environment)
    {
        string directory = NewDirectory("room");
        return StartAsync(
            Programs.Room, directory, Path.Combine(directory, "room.out"), environment,
            [.. RoomArguments, "--data", directory, "-ip", "127.0.0.1", "-p", kdc.EndPoint.Port.ToString(CultureInfo.InvariantCulture), "-nos", "1", "-snp", prefix]);
    }

    /// <summary>Starts this program as a server that the rooms' app is measured beside.</summary>
    /// <param name="verb">Which one.</param>
    /// <param name="arguments">What is made of its own, new directory.</param>
    public Task<ServerProcess> StartHostAsync(string verb, Func<string, string[]> arguments)
    {
        string directory = NewDirectory(verb);
        return StartAsync(Programs.Self, directory, [verb, .. arguments(directory)]);
    }

    /// <summary>The path of a new, empty directory.</summary>
    public string NewDirectory(string name) =>
        _root.CreateSubdirectory(string.Create(CultureInfo.InvariantCulture, $"{++_next}-{name}")).FullName;

    /// <summary>The path of a file that is not there yet.</summary>
    public string NewFile(string name) => Path.Combine(NewDirectory("files"), name);

    /// <summary>Stops some of the servers.</summary>
    public async Task StopServersAsync(IEnumerable<ServerProcess> servers)
    {
        ServerProcess[] stopped = [.. servers];
        await Task.WhenAll(stopped.Select(static server => server.DisposeAsync().AsTask()));
        _servers.RemoveAll(stopped.Contains);
    }

    /// <summary>Stops the servers; their stores can be served again.</summary>
    public async Task StopServersAsync()
    {
        foreach (AllocationMeter meter in _meters)
            meter.Dispose();
        _meters.Clear();
        await Task.WhenAll(_servers.Select(static server => server.DisposeAsync().AsTask()));
        _servers.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await StopServersAsync();
        }
        finally
        {
            if (_postgres is not null)
                await _postgres.DisposeAsync();
            _root.Delete(recursive: true);
        }
    }

    private Task<ServerProcess> StartAsync(string program, string directory, params string[] arguments) =>
        StartAsync(program, directory, output: null, new Dictionary<string, string>(), arguments);

    private async Task<ServerProcess> StartAsync(string program, string directory, string? output, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        ServerProcess server = await ServerProcess.StartAsync(program, Path.Combine(directory, "server.log"), output, environment, cancellation, arguments);
        _servers.Add(server);
        return server;
    }

    // One that waits for the disk, as an administrator's would.
    private async Task<string> NewDatabaseAsync() => await (_postgres ??= await PostgresServer.StartAsync(isDurable: true)).NewDatabaseAsync();

    /// <summary>A port that nobody listened on a moment ago.</summary>
    public static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
