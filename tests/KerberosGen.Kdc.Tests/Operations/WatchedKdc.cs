using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace KerberosGen.Kdc.Tests.Operations;

/// <summary>A KDC as a process in a directory of its own, with an environment and signals of the test's choice.</summary>
internal sealed class WatchedKdc : IAsyncDisposable
{
    private readonly Process _process;

    private WatchedKdc(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, e) => Output.Add(e.Data);
        _process.ErrorDataReceived += (_, e) => Errors.Add(e.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public LineLog Output { get; } = new();

    public LineLog Errors { get; } = new();

    public int Id => _process.Id;

    public bool HasEnded => _process.HasExited;

    /// <summary>True if each of its threads waits for something (proc(5)).</summary>
    public bool IsIdle
    {
        get
        {
            try
            {
                return Directory.EnumerateDirectories($"/proc/{Id}/task").Select(static thread => File.ReadAllText(Path.Combine(thread, "stat")))
                    .All(static stat => stat[stat.LastIndexOf(')') + 2] == 'S');
            }
            catch (IOException)
            {
                return false; // A thread has ended.
            }
        }
    }

    /// <summary>Where it serves, once <see cref="ReadyAsync"/> has told.</summary>
    public IPEndPoint EndPoint { get; private set; } = new(IPAddress.None, 0);

    /// <summary>Starts it.</summary>
    /// <param name="directory">Its working directory.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">What its environment has beside this process's own.</param>
    public static WatchedKdc Start(string directory, string[] arguments, params (string Name, string Value)[] environment) =>
        StartProgram(directory, Apps.PathOf("kdc"), arguments, environment);

    /// <summary>Starts a program that starts a KDC: a shell, a terminal.</summary>
    public static WatchedKdc StartProgram(string directory, string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
            StandardErrorEncoding = System.Text.Encoding.UTF8,
        };
        foreach (string name in start.Environment.Keys.Where(static name => name.StartsWith("KERBEROSGEN_", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        start.Environment["NO_COLOR"] = "1";
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        return new WatchedKdc(start);
    }

    /// <summary>Starts one on any free port and waits until it serves.</summary>
    public static async Task<WatchedKdc> StartReadyAsync(string directory, params string[] arguments)
    {
        WatchedKdc kdc = Start(directory, [.. arguments, "-p", "0"]);
        await kdc.ReadyAsync();
        return kdc;
    }

    /// <summary>Waits until it serves.</summary>
    public async Task ReadyAsync() => EndPoint = IPEndPoint.Parse((await SaysAsync("KDC ready on ")).Split(' ')[3]);

    /// <summary>Waits for a line of standard output that contains a text.</summary>
    public Task<string> SaysAsync(string text) => FindAsync(Output, text);

    /// <summary>Waits for a line of standard error that contains a text.</summary>
    public Task<string> ComplainsAsync(string text) => FindAsync(Errors, text);

    /// <summary>Sends it a signal, such as <c>TERM</c>.</summary>
    public void Signal(string name)
    {
        using Process kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Waits for its end and for the last of what it says.</summary>
    public async Task<int> ExitAsync()
    {
        using var patience = new CancellationTokenSource(Apps.Patience);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    /// <summary>Stops it, which must go well.</summary>
    public async Task StopAsync()
    {
        Signal("TERM");
        Assert.True(await ExitAsync() == 0, $"The KDC ended with {_process.ExitCode}.\n{Errors.Text}");
    }

    public async ValueTask DisposeAsync()
    {
        await ProcessTree.EndAsync(_process);
        _process.Dispose();
    }

    private async Task<string> FindAsync(LineLog log, string text)
    {
        Task<string?> finding = log.FindAsync(text);
        await Task.WhenAny(finding, Task.Delay(Apps.Patience));
        return finding.IsCompleted && await finding is { } line
            ? line
            : throw new InvalidOperationException($"The KDC did not say '{text}'.\nstdout:\n{Output.Text}\nstderr:\n{Errors.Text}");
    }
}
