using System.Diagnostics;
using System.Globalization;

namespace KerberosGen.Databases.Tests;

/// <summary>
/// A PostgreSQL server of the tests' own: a cluster in a temporary directory, reached over a free loopback port and a Unix socket.
/// PostgreSQL refuses to run as root; as root it runs as the user postgres.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>A user who needs a password; the others need none.</summary>
    public const string Guarded = "guarded";

    private static readonly TimeSpan CommandTimeout = TimeSpan.FromMinutes(4);

    // Seconds that pg_ctl waits: far more than a start or a stop takes, and fewer than its own end is waited for.
    private const string Patience = "180";

    private readonly string _root;
    private readonly string _options;
    private int _databases;

    private PostgresServer(string root, string options)
    {
        _root = root;
        _options = options;
        Port = EndToEnd.Tests.FreePorts.Take();
    }

    /// <summary>Its port on the loopback address.</summary>
    public int Port { get; }

    /// <summary>The directory of its Unix socket.</summary>
    public string SocketDirectory => _root;

    private string Data => Path.Combine(_root, "data");

    /// <summary>Makes a cluster and starts it.</summary>
    /// <param name="isDurable">False for a server that may lose what it was told when the machine fails, and is faster.</param>
    public static async Task<PostgresServer> StartAsync(bool isDurable = false)
    {
        string root = Directory.CreateTempSubdirectory("kerberosgen-postgres-").FullName;
        if (Environment.IsPrivilegedProcess)
            await RunAsync("chown", "postgres", root);
        var server = new PostgresServer(root, isDurable ? "" : "-c fsync=off -c full_page_writes=off");
        await RunAsServerAsync("initdb", "-D", server.Data, "-U", "kdc", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "--no-instructions");
        string rules = Path.Combine(server.Data, "pg_hba.conf");
        await File.WriteAllTextAsync(rules, $"host all {Guarded} 127.0.0.1/32 scram-sha-256\n{await File.ReadAllTextAsync(rules)}");
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>Starts it after it was stopped, on the same port.</summary>
    public Task StartAgainAsync() => RunAsServerAsync(
        "pg_ctl", "-D", Data, "-w", "-t", Patience, "-l", Path.Combine(_root, "log"), "-o",
        string.Create(CultureInfo.InvariantCulture, $"-p {Port} -k {_root} -c listen_addresses=127.0.0.1 -c max_connections=80 {_options}"), "start");

    /// <summary>Stops it: in good order, or as a crash would, without a word to anyone.</summary>
    public Task StopAsync(bool isCrash = false) => RunAsServerAsync("pg_ctl", "-D", Data, "-w", "-t", Patience, "-m", isCrash ? "immediate" : "fast", "stop");

    /// <summary>Stops every process of it where it is, as a machine that hangs would.</summary>
    public Task FreezeAsync() => SignalAllAsync("-STOP");

    /// <summary>Lets them go on.</summary>
    public Task ThawAsync() => SignalAllAsync("-CONT");

    /// <summary>Makes an empty database.</summary>
    /// <returns>The store's text for it, without a password.</returns>
    public async Task<string> NewDatabaseAsync(string encoding = "UTF8")
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"kdc{Interlocked.Increment(ref _databases)}");
        await QueryAsync("postgres", $"CREATE DATABASE {name} TEMPLATE template0 ENCODING '{encoding}'");
        return StoreOf(name);
    }

    /// <summary>Makes an empty database of the user who needs a password.</summary>
    /// <returns>The store's text for it, without the password.</returns>
    public async Task<string> NewGuardedDatabaseAsync(string password)
    {
        string store = await NewDatabaseAsync(), name = store.Split("Database=")[1].Split(';')[0];
        await QueryAsync("postgres", $"CREATE ROLE {Guarded} LOGIN PASSWORD '{password}'; ALTER DATABASE {name} OWNER TO {Guarded}");
        return store.Replace("Username=kdc", $"Username={Guarded}", StringComparison.Ordinal);
    }

    /// <summary>The store's text for a database of this server.</summary>
    public string StoreOf(string database) => string.Create(CultureInfo.InvariantCulture, $"postgres:Host=127.0.0.1;Port={Port};Database={database};Username=kdc");

    /// <summary>Has psql run a statement, as an administrator would; answers what it prints.</summary>
    public Task<string> QueryAsync(string database, string sql) =>
        RunAsync(Tool("psql"), "-h", "127.0.0.1", "-p", Port.ToString(CultureInfo.InvariantCulture), "-U", "kdc", "-d", database, "-v", "ON_ERROR_STOP=1", "-qAtc", sql);

    /// <summary>What pg_dump writes of a database.</summary>
    public Task<string> DumpAsync(string database) =>
        RunAsync(Tool("pg_dump"), "-h", "127.0.0.1", "-p", Port.ToString(CultureInfo.InvariantCulture), "-U", "kdc", database);

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
            await StopAsync(isCrash: true);
        Directory.Delete(_root, recursive: true);
    }

    private async Task SignalAllAsync(string signal)
    {
        string server = (await RunAsync("head", "-n", "1", Path.Combine(Data, "postmaster.pid"))).Trim();
        string[] workers = (await File.ReadAllTextAsync($"/proc/{server}/task/{server}/children")).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        await RunAsync("kill", [signal, server, .. workers]);
    }

    private static Task<string> RunAsServerAsync(string tool, params string[] arguments) =>
        Environment.IsPrivilegedProcess ? RunAsync("runuser", ["-u", "postgres", "--", Tool(tool), .. arguments]) : RunAsync(Tool(tool), arguments);

    /// <summary>A program of the newest PostgreSQL where Debian puts it, or on the PATH.</summary>
    private static string Tool(string name)
    {
        IEnumerable<string> debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(static path => int.TryParse(Path.GetFileName(path), out int version) ? version : 0).Select(static path => Path.Combine(path, "bin"))
            : [];
        IEnumerable<string> onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return debian.Concat(onPath).Select(directory => Path.Combine(directory, name)).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException($"{name} is missing: these tests need a PostgreSQL server to start. Install the package 'postgresql'.");
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        using Process process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(CommandTimeout);

        // pg_ctl leaves the server behind with its own output closed or in the log, so both streams end with the program.
        Task<string> output = process.StandardOutput.ReadToEndAsync(timeout.Token), error = process.StandardError.ReadToEndAsync(timeout.Token);
        await process.WaitForExitAsync(timeout.Token);
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {await error}{await output}");
    }
}
