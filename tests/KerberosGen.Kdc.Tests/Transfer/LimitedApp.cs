using System.Diagnostics;
using System.Globalization;

namespace KerberosGen.Kdc.Tests.Transfer;

/// <summary>An app whose managed memory has an end: 64 MiB.</summary>
internal sealed class LimitedApp : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    public LimitedApp(string app, string directory, string[] arguments)
    {
        var start = new ProcessStartInfo(Apps.PathOf(app), arguments) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x4000000";
        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _errors = _process.StandardError.ReadToEndAsync();
    }

    public bool HasExited => _process.HasExited;

    public Task<string> OutputAsync() => _output;

    public Task<string> ErrorsAsync() => _errors;

    /// <summary>Does what Ctrl-C does.</summary>
    public void Interrupt()
    {
        using Process kill = Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public async Task<int> ExitAsync()
    {
        using var patience = new CancellationTokenSource(2 * Apps.Patience);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
