using System.Diagnostics;
using System.Runtime.InteropServices;

namespace KerberosGen.Inspector.Tests.CommandLine;

/// <summary>An inspector that is talked to while it runs.</summary>
internal sealed class LiveProcess : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;

    private LiveProcess(Process process) => _process = process;

    public Stream Input => _process.StandardInput.BaseStream;

    public StreamReader Output => _process.StandardOutput;

    public StreamReader Error => _process.StandardError;

    public static LiveProcess Start(params string[] arguments) =>
        Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "inspector.dll"), .. arguments]);

    /// <summary>A line for bash, in which <c>inspector</c> is the inspector.</summary>
    public static LiveProcess Shell(string script) => Start("bash", ["-c", $"inspector() {{ dotnet '{Path.Combine(AppContext.BaseDirectory, "inspector.dll")}' \"$@\"; }}\n{script}"]);

    public void Signal(PosixSignal signal) =>
        Process.Start("kill", [signal == PosixSignal.SIGINT ? "-INT" : "-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]).WaitForExit();

    public async Task<int> Exit()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private static LiveProcess Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        return new LiveProcess(Process.Start(start)!);
    }
}
