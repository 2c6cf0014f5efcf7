using System.Diagnostics;
using System.Globalization;
using System.Text;
using Xunit;

namespace KerberosGen.Inspector.Tests.Live;

/// <summary>An inspector, or a server behind it, that runs until it is told to end.</summary>
internal sealed class LiveInspector : IDisposable
{
    /// <summary>Far longer than anything takes, so that only a hang reaches it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();

    public LiveInspector(params string[] arguments)
        : this(Path.Combine(AppContext.BaseDirectory, "inspector.dll"), arguments)
    {
    }

    private LiveInspector(string assembly, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add(assembly);
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(_error, line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Output => TextOf(_output);

    public string Error => TextOf(_error);

    /// <summary>A KDC on a free port of loopback, with its files in a folder; its transport is <c>tcp</c> or <c>udp</c>.</summary>
    public static async Task<(LiveInspector Kdc, int Port)> StartKdc(string folder, string transport = "tcp")
    {
        // The tests run in tests/NAME/bin/CONFIGURATION/FRAMEWORK.
        var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        DirectoryInfo configuration = framework.Parent!;
        string root = configuration.Parent!.Parent!.Parent!.Parent!.FullName;
        string assembly = Path.Combine(root, "apps", "kdc", "bin", configuration.Name, framework.Name, "kdc.dll");
        var kdc = new LiveInspector(assembly, ["--data", folder, "-p", "0", "-pr", transport]);
        await kdc.Says("KDC ready on 127.0.0.1:", kdc._output);
        string port = kdc.Output.Split("127.0.0.1:")[1].Split(' ')[0];
        return (kdc, int.Parse(port, CultureInfo.InvariantCulture));
    }

    /// <summary>Waits until standard output has a text.</summary>
    public Task Shows(string text) => Says(text, _output);

    /// <summary>Waits until standard error has a text.</summary>
    public Task Complains(string text) => Says(text, _error);

    /// <summary>The port that a proxy listens on.</summary>
    public async Task<int> ProxyPort()
    {
        await Complains(" passes on to ");
        return int.Parse(Error.Split("127.0.0.1:")[1].Split(' ')[0], CultureInfo.InvariantCulture);
    }

    /// <summary>Ends it as a service is ended, and answers its status.</summary>
    public async Task<int> Stop()
    {
        // Not SIGINT: what a shell starts in the background, and all its children, ignore that.
        using (Process kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
            await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(Patience);
        _process.WaitForExit();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        // Its files go with the test, so it must not write any more.
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private async Task Says(string text, StringBuilder where)
    {
        for (long start = Stopwatch.GetTimestamp(); ; await Task.Delay(20))
        {
            // What it said last arrives here after its end.
            bool hasEnded = _process.HasExited;
            if (hasEnded)
                await _process.WaitForExitAsync();
            if (TextOf(where).Contains(text, StringComparison.Ordinal))
                return;
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience && !hasEnded, $"'{text}' is not said:\n{Output}\n{Error}");
        }
    }

    private static void Keep(StringBuilder text, string? line)
    {
        if (line is null)
            return;
        lock (text)
            text.Append(line).Append('\n');
    }

    private static string TextOf(StringBuilder text)
    {
        lock (text)
            return text.ToString();
    }
}
