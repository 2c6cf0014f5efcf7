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

    /// <summary>True once it has ended.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>Standard output.</summary>
    public LineLog Output { get; } = new();

    /// <summary>Standard error.</summary>
    public LineLog Errors { get; } = new();

    /// <summary>Starts an app in a directory.</summary>
    /// <param name="app">Its name.</param>
    /// <param name="directory">Its working directory, where its files are.</param>
    /// <param name="password">The client's password in the environment, or null.</param>
    /// <param name="arguments">Its arguments.</param>
    public static AppProcess Start(string app, string directory, string? password, params string[] arguments) =>
        StartProgram(Apps.PathOf(app), directory, password is null ? [] : [("KERBEROSGEN_PASSWORD", password)], arguments);

    /// <summary>Starts a program that may start an app: a shell, a terminal.</summary>
    /// <param name="program">Its path, or its name where it is looked for as a shell does.</param>
    /// <param name="directory">Its working directory.</param>
    /// <param name="environment">What its environment has beside this process's own.</param>
    /// <param name="arguments">Its arguments.</param>
    public static AppProcess StartProgram(string program, string directory, (string Name, string Value)[] environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
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
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        return new AppProcess(new Process { StartInfo = start }, $"{Path.GetFileName(program)} {string.Join(' ', arguments)}");
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

    /// <summary>Asks it to stop, as a service manager does, or as the signal says: <c>TERM</c>, <c>INT</c>.</summary>
    public void Terminate(string signal = "TERM")
    {
        using Process kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Asks it to stop, which must go well.</summary>
    public async Task StopAsync()
    {
        Terminate();
        Assert.True(await ExitAsync() == 0, $"{_shown} ended with {_process.ExitCode}.\n{Errors.Text}");
    }

    /// <summary>Ends it as a power cut would: SIGKILL, to this process alone.</summary>
    public Task KillAsync()
    {
        _process.Kill();
        return ExitAsync();
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
            : throw new InvalidOperationException($"{_shown} did not say '{text}'.\nstdout:\n{Output.Text}\nstderr:\n{Errors.Text}");
    }
}
