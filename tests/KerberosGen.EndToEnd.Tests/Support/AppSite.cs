using System.Globalization;
using System.Net;

namespace KerberosGen.EndToEnd.Tests;

/// <summary>The apps of one test, each in a directory of its own under one that goes with the test.</summary>
internal sealed class AppSite : IAsyncDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("kerberosgen-e2e-");
    private readonly List<AppProcess> _started = [];

    /// <summary>The KDC's port.</summary>
    public int KdcPort { get; private set; }

    private string Port => KdcPort.ToString(CultureInfo.InvariantCulture);

    /// <summary>Everything that every app has said so far.</summary>
    public string EverythingSaid => string.Join('\n', _started.SelectMany(static app => new[] { app.Output.Text, app.Errors.Text }));

    /// <summary>A directory of the test; made if missing.</summary>
    public string DirectoryOf(string name) => _root.CreateSubdirectory(name).FullName;

    public string FileOf(string directory, string file) => Path.Combine(DirectoryOf(directory), file);

    /// <summary>A free port that stays free for this process.</summary>
    public static int FreePort() => FreePorts.Take();

    /// <summary>Starts any app.</summary>
    public AppProcess Start(string app, string directory, params string[] arguments) => StartWithPassword(app, directory, null, arguments);

    /// <summary>Starts any program, with what its environment is to have beside this process's own.</summary>
    public AppProcess StartProgram((string Name, string Value)[] environment, string program, string directory, params string[] arguments)
    {
        AppProcess process = AppProcess.StartProgram(program, DirectoryOf(directory), environment, arguments);
        _started.Add(process);
        return process;
    }

    /// <summary>
    /// Starts a KDC in <c>kdc</c> and waits until it is ready; the port is a free one unless given, and stays so when the KDC is gone.
    /// </summary>
    public async Task<AppProcess> StartKdcAsync(params string[] arguments)
    {
        AppProcess kdc = Start("kdc", "kdc", arguments.Contains("-p") ? arguments : [.. arguments, "-p", FreePort().ToString(CultureInfo.InvariantCulture)]);
        string ready = await kdc.SaysAsync("KDC ready on ");
        KdcPort = PortOf(ready.Split(' ')[3]);
        return kdc;
    }

    /// <summary>Starts rooms in a directory and waits for their ready lines.</summary>
    public async Task<AppProcess> StartRoomsAsync(string directory, string[] names, params string[] arguments)
    {
        AppProcess rooms = Start("room", directory, [.. arguments, "-p", Port]);
        foreach (string name in names)
            await rooms.SaysAsync($"{name} ready on ");
        return rooms;
    }

    /// <summary>Starts a client in the directory of its name; it is told the KDC's port unless the arguments do.</summary>
    public AppProcess StartClient(string name, string? password, params string[] arguments) =>
        StartWithPassword("client", name, password, arguments.Contains("-p") || arguments.Contains("--port") ? arguments : [.. arguments, "-p", Port]);

    /// <summary>Registers a client, which must go well.</summary>
    public async Task RegisterAsync(string name, string password, params string[] arguments)
    {
        AppProcess client = StartClient(name, password, ["register", "-un", name, .. arguments]);
        Assert.True(await client.ExitAsync() == 0, client.Errors.Text);
        Assert.Matches($"^Registered {name} as [0-9a-f]{{32}}$", client.Output.Text);
    }

    /// <summary>Sends lines to a room by a pipe and waits for the end, which must be good.</summary>
    public async Task<AppProcess> ChatAsync(string name, string? password, string room, string lines, params string[] arguments)
    {
        AppProcess client = StartClient(name, password, ["chat", room, .. arguments]);
        client.Write(lines);
        client.EndInput();
        Assert.True(await client.ExitAsync() == 0, client.Errors.Text);
        return client;
    }

    public static int PortOf(string endPoint) => IPEndPoint.Parse(endPoint).Port;

    public async ValueTask DisposeAsync()
    {
        foreach (AppProcess app in _started)
            await app.DisposeAsync();
        _root.Delete(recursive: true);
    }

    private AppProcess StartWithPassword(string app, string directory, string? password, string[] arguments)
    {
        AppProcess process = AppProcess.Start(app, DirectoryOf(directory), password, arguments);
        _started.Add(process);
        return process;
    }
}
