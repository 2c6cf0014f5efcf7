using System.Diagnostics;
using System.Net;

namespace KerberosGen.Load.Servers;

/// <summary>A server as a process of its own, on loopback, from its start to its end.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const string ReadyMark = " ready on ";

    // What a KDC serves beside its protocol, and says before it.
    private const string Beside = "Monitoring ";

    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private bool _isDisposed;

    private ServerProcess(Process process, IPEndPoint endPoint, TimeSpan startUp)
    {
        _process = process;
        Id = process.Id;
        EndPoint = endPoint;
        StartUp = startUp;
        Usage = new ProcessUsage(process.Id);
    }

    /// <summary>The id of its process.</summary>
    public int Id { get; }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>From the start of the process to the line that says where it listens.</summary>
    public TimeSpan StartUp { get; }

    /// <summary>What it has taken of the machine.</summary>
    public ProcessUsage Usage { get; }

    /// <summary>Starts a server and waits for its ready line.</summary>
    /// <param name="program">Its file.</param>
    /// <param name="log">Where its standard error goes, so that no reader costs time.</param>
    /// <param name="cancellation">Gives up: the process is killed.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <exception cref="InvalidOperationException">It ended, or did not say that it is ready.</exception>
    public static Task<ServerProcess> StartAsync(string program, string log, CancellationToken cancellation, params string[] arguments) =>
        StartAsync(program, log, output: null, new Dictionary<string, string>(), cancellation, arguments);

    /// <summary>Starts a server that goes on writing to its standard output.</summary>
    /// <param name="program">Its file.</param>
    /// <param name="log">Where its standard error goes.</param>
    /// <param name="output">The file that its standard output goes to; null for a pipe, which is not read any more after the ready line.</param>
    /// <param name="environment">Variables beside this process's own.</param>
    /// <param name="cancellation">Gives up: the process is killed.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <exception cref="InvalidOperationException">It ended, or did not say that it is ready.</exception>
    public static async Task<ServerProcess> StartAsync(
        string program, string log, string? output, IReadOnlyDictionary<string, string> environment, CancellationToken cancellation, params string[] arguments)
    {
        // The shell becomes the server, so that the process that is measured is the server's.
        string command = output is null ? "exec \"$0\" \"$@\" 2> \"$SERVER_LOG\"" : "exec \"$0\" \"$@\" 2> \"$SERVER_LOG\" > \"$SERVER_OUTPUT\"";
        var start = new ProcessStartInfo("/bin/sh", ["-c", command, program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["SERVER_LOG"] = log;
        start.Environment["SERVER_OUTPUT"] = output;
        start.Environment["NO_COLOR"] = "1";
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        long from = Stopwatch.GetTimestamp();
        Process process = Process.Start(start)!;
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            patience.CancelAfter(Patience);
            string? line = output is null ? await FindReadyAsync(process.StandardOutput, patience.Token) : await FindReadyAsync(process, output, patience.Token);
            if (line is not null)
                return new ServerProcess(process, IPEndPoint.Parse(line.Split(ReadyMark)[1].Split(' ')[0]), Stopwatch.GetElapsedTime(from));
        }
        catch (OperationCanceledException)
        {
            process.Kill();
        }

        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
        cancellation.ThrowIfCancellationRequested();
        throw new InvalidOperationException($"{Path.GetFileName(program)} {string.Join(' ', arguments)} did not get ready:\n{await File.ReadAllTextAsync(log, CancellationToken.None)}");
    }

    /// <summary>Stops it as a service manager does; one that does not stop is killed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        if (!_process.HasExited)
        {
            using Process kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
            using var patience = new CancellationTokenSource(StopPatience);
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill();
                await _process.WaitForExitAsync();
            }
        }

        _process.Dispose();
    }

    private static async Task<string?> FindReadyAsync(TextReader output, CancellationToken cancellation)
    {
        while (await output.ReadLineAsync(cancellation) is { } line)
        {
            if (line.Contains(ReadyMark, StringComparison.Ordinal) && !line.StartsWith(Beside, StringComparison.Ordinal))
                return line;
        }

        return null;
    }

    private static async Task<string?> FindReadyAsync(Process process, string file, CancellationToken cancellation)
    {
        bool isRunning;
        do
        {
            isRunning = !process.HasExited;
            if (File.Exists(file) && await FindReadyAsync(new StringReader(await File.ReadAllTextAsync(file, cancellation)), cancellation) is { } line)
                return line;
            await Task.Delay(LookInterval, cancellation);
        }
        while (isRunning);
        return null;
    }
}
