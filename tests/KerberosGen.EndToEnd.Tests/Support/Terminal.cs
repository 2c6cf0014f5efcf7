using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace KerberosGen.EndToEnd.Tests;

/// <summary>A command on a terminal of its own, which tmux makes: what it shows, and what is typed into it.</summary>
internal sealed class Terminal : IAsyncDisposable
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(50);

    private readonly string _directory;

    private Terminal(string directory) => _directory = directory;

    /// <summary>Starts a command; when it ends, the terminal shows <c>ended with CODE</c>.</summary>
    /// <param name="directory">Its working directory, where the terminal's own files are too.</param>
    /// <param name="command">For the shell.</param>
    /// <param name="columns">How wide the terminal is.</param>
    /// <param name="rows">How high it is.</param>
    public static async Task<Terminal> StartAsync(string directory, string command, int columns = 80, int rows = 24)
    {
        var terminal = new Terminal(directory);
        // Nothing may be written before all that is written is kept.
        string script = $$"""
            unset NO_COLOR KERBEROSGEN_PASSWORD
            export LANG=C.UTF-8
            trap : INT
            while [ ! -e terminal.go ]; do sleep 0.05; done
            stty -g > terminal.before
            {{command}}
            echo "ended with $?"
            stty -g > terminal.after
            exec sleep 3600
            """;
        await File.WriteAllTextAsync(Path.Combine(directory, "terminal.sh"), script);
        await File.WriteAllTextAsync(Path.Combine(directory, "terminal.raw"), "");
        await terminal.RunAsync(
            "-u", "-f", "/dev/null", "new-session", "-d", "-x", columns.ToString(CultureInfo.InvariantCulture), "-y", rows.ToString(CultureInfo.InvariantCulture), "-c", directory, "sh terminal.sh");
        await terminal.RunAsync("pipe-pane", "-O", "cat >> terminal.raw");
        await File.WriteAllTextAsync(Path.Combine(directory, "terminal.go"), "");
        return terminal;
    }

    /// <summary>Types a text, and no Enter.</summary>
    public Task TypeAsync(string text) => RunAsync("send-keys", "-l", "--", text);

    /// <summary>Presses keys by tmux's names: <c>Enter</c>, <c>C-c</c>, <c>Left</c>.</summary>
    public Task PressAsync(params string[] keys) => RunAsync(["send-keys", .. keys]);

    /// <summary>Pastes a text, in brackets if the command has asked for them.</summary>
    public async Task PasteAsync(string text)
    {
        await File.WriteAllTextAsync(Path.Combine(_directory, "terminal.paste"), text);
        await RunAsync("load-buffer", "terminal.paste");
        await RunAsync("paste-buffer", "-p", "-r");
    }

    /// <summary>Types a line and waits until something is shown.</summary>
    public async Task DoAsync(string line, string shows)
    {
        await TypeAsync(line);
        await PressAsync("Enter");
        await ShowsAsync(shows);
    }

    /// <summary>The rows that can be seen, without what is empty at the end.</summary>
    public async Task<string[]> RowsAsync() => (await RunAsync("capture-pane", "-p")).TrimEnd('\n').Split('\n');

    /// <summary>All lines that were shown, those of several rows joined.</summary>
    public async Task<string[]> LinesAsync() => (await RunAsync("capture-pane", "-p", "-J", "-S", "-")).TrimEnd().Split('\n');

    /// <summary>Waits until a line contains a text.</summary>
    public Task ShowsAsync(string text) => UntilAsync(async () => (await LinesAsync()).Any(line => line.Contains(text, StringComparison.Ordinal)), $"'{text}' was not shown");

    /// <summary>Waits until the last row is this: what the operator types.</summary>
    public Task AsksAsync(string row) => UntilAsync(async () => (await RowsAsync())[^1].TrimEnd() == row.TrimEnd(), $"the last row did not become '{row}'");

    /// <summary>Waits until the rows that can be seen are as they should be.</summary>
    /// <param name="isSo">Looks at them.</param>
    /// <param name="problem">What to say if they never are.</param>
    public Task UntilAsync(Func<string[], bool> isSo, string problem) => UntilAsync(async () => isSo(await RowsAsync()), problem);

    /// <summary>The rows that can be seen once they stay as they are: a screen may be drawn in several parts.</summary>
    public async Task<string[]> RestAsync()
    {
        string[] before = [], rows = [];
        await UntilAsync(
            async () =>
            {
                (before, rows) = (rows, await RowsAsync());
                return before.AsSpan().SequenceEqual(rows);
            },
            "the rows did not come to rest");
        return rows;
    }

    /// <summary>The only line of a file that the command or the terminal writes into its directory; waits until it is there.</summary>
    public async Task<string> FileAsync(string name)
    {
        string path = Path.Combine(_directory, name), text = "";
        await UntilAsync(
            async () => File.Exists(path) && (text = await File.ReadAllTextAsync(path)).EndsWith('\n'),
            $"{name} was not written");
        return text.TrimEnd('\n');
    }

    /// <summary>Waits until the last row, without what is empty at its end, is as it should be.</summary>
    public Task AsksAsync(Func<string, bool> isSo) => UntilAsync(async () => isSo((await RowsAsync())[^1].TrimEnd()), "the last row did not become what it should");

    /// <summary>Waits until what the terminal shows is so; the lines then, those of several rows joined.</summary>
    /// <param name="areSo">Looks at all lines.</param>
    /// <param name="problem">What did not happen.</param>
    public async Task<string[]> LinesAsync(Func<string[], bool> areSo, string problem)
    {
        string[] lines = [];
        await UntilAsync(async () => areSo(lines = await LinesAsync()), problem);
        return lines;
    }

    /// <summary>Every byte that is kept of what was written to the terminal: the last that is shown may be missing still.</summary>
    public string Raw => Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(_directory, "terminal.raw")));

    /// <summary>Every byte that was written to the terminal, once a text is among them: they are kept a little later than they are shown.</summary>
    public async Task<string> RawAsync(string text)
    {
        string raw = "";
        await UntilAsync(
            async () => (raw = Encoding.UTF8.GetString(await File.ReadAllBytesAsync(Path.Combine(_directory, "terminal.raw")))).Contains(text, StringComparison.Ordinal),
            $"'{text}' was not written");
        return raw;
    }

    /// <summary>Makes the terminal another size.</summary>
    public Task ResizeAsync(int columns, int rows = 24) =>
        RunAsync("resize-window", "-x", columns.ToString(CultureInfo.InvariantCulture), "-y", rows.ToString(CultureInfo.InvariantCulture));

    /// <summary>The column of the cursor, from 0.</summary>
    public async Task<int> CursorAsync() => int.Parse(await RunAsync("display-message", "-p", "#{cursor_x}"), CultureInfo.InvariantCulture);

    /// <summary>Ends what runs on the terminal, jobs in the background too, and waits until it has: it may be writing files.</summary>
    public async ValueTask DisposeAsync()
    {
        int leader = int.Parse(await RunAsync("display-message", "-p", "#{pane_pid}"), CultureInfo.InvariantCulture);
        Process[] session = [.. Process.GetProcesses().Where(process => SessionOf(process.Id) == leader)];
        await RunAsync("kill-server");
        using var patience = new CancellationTokenSource(Apps.Patience);
        foreach (Process process in session)
        {
            using (process)
            {
                // A job in the background hears nothing of the terminal's end.
                if (process.Id != leader)
                    Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)])?.Dispose();
                await process.WaitForExitAsync(patience.Token);
            }
        }
    }

    // The sixth field of proc(5)'s stat; the second is in parentheses and may hold anything.
    private static int SessionOf(int process)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{process}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[3], CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or IOException)
        {
            return 0; // It has ended.
        }
    }

    private async Task UntilAsync(Func<Task<bool>> isSo, string problem)
    {
        for (long start = Stopwatch.GetTimestamp(); !await isSo(); await Task.Delay(LookInterval))
        {
            if (Stopwatch.GetElapsedTime(start) > Apps.Patience)
                throw new InvalidOperationException($"{problem}; the terminal shows:\n{string.Join('\n', await LinesAsync())}");
        }
    }

    private async Task<string> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("tmux", ["-S", "terminal.socket", .. arguments]) { WorkingDirectory = _directory, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LANG"] = "C.UTF-8";
        try
        {
            using Process tmux = Process.Start(start)!;
            Task<string> errors = tmux.StandardError.ReadToEndAsync();
            string output = await tmux.StandardOutput.ReadToEndAsync();
            await tmux.WaitForExitAsync();
            return tmux.ExitCode == 0 ? output : throw new InvalidOperationException($"tmux {string.Join(' ', arguments)}: {await errors}");
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException("These tests need a terminal, which tmux makes: install the package tmux.", e);
        }
    }
}
