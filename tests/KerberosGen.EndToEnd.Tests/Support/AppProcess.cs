using System.Diagnostics;
using System.Globalization;

namespace KerberosGen.EndToEnd.Tests;

/// <summary>An app as a process of its own: what it says, what it is told, how it ends.</summary>
internal sealed class AppProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _shown;

    private AppProcess(Process process, string shown)
    {
        _process = process;
        _shown = shown;
        process.OutputDataReceived += (_, e) => Output.Add(e.Data);
        process.ErrorDataReceived += (_, e) => Errors.Add(e.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Standard output.</summary>
    public LineLog Output { get; } = new();

    /// <summary>Standard error.</summary>
    public LineLog Errors { get; } = new();

    /// <summary>Starts an app in a directory.</summary>
    /// <param name="app">Its name.</param>
    /// <param name="directory">Its working directory, where its files are.</param>
    /// <param name="password">The client's password in the environment, or null.</param>
    /// <param name="arguments">Its arguments.</param>
    public static AppProcess Start(string app, string directory, string? password, params string[] arguments)
    {
        var start = new ProcessStartInfo(Apps.PathOf(app), arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new System.Text.UTF8Encoding(false),
            StandardOutputEncoding = System.Text.Encoding.UTF8,
            StandardErrorEncoding = System.Text.Encoding.UTF8,
        };
        start.Environment["NO_COLOR"] = "1";
        start.Environment.Remove("KERBEROSGEN_PASSWORD");
        if (password is not null)
            start.Environment["KERBEROSGEN_PASSWORD"] = password;
        return new AppProcess(new Process { StartInfo = start }, $"{app} {string.Join(' ', arguments)}");
    }

    public void Write(string text)
    {
        _process.StandardInput.Write(text);
        _process.StandardInput.Flush();
    }

    public void EndInput() => _process.StandardInput.Close();

    /// <summary>Waits for a line of standard output that contains a text.</summary>
    public Task<string> SaysAsync(string text) => FindAsync(Output, text);

    /// <summary>Waits for a line of standard error that contains a text.</summary>
    public Task<string> ComplainsAsync(string text) => FindAsync(Errors, text);

    /// <summary>Waits for its end.</summary>
    public async Task<int> ExitAsync()
    {
        using var patience = new CancellationTokenSource(Apps.Patience);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    /// <summary>Asks it to stop, as a service manager does.</summary>
    public void Terminate()
    {
        using Process kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Asks it to stop, which must go well.</summary>
    public async Task StopAsync()
    {
        Terminate();
        Assert.True(await ExitAsync() == 0, $"{_shown} ended with {_process.ExitCode}.\n{Errors.Text}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<string> FindAsync(LineLog log, string text)
    {
        Task<string?> finding = log.FindAsync(text);
        await Task.WhenAny(finding, Task.Delay(Apps.Patience));
        return finding.IsCompleted && await finding is { } line
            ? line
            : throw new InvalidOperationException($"{_shown} did not say '{text}'.\nstdout:\n{Output.Text}\nstderr:\n{Errors.Text}");
    }
}
