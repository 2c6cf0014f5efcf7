using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace KerberosGen.EndToEnd.Tests;

/// <summary>A reader at a machine: a folder, a shell in it, and further terminals in which programs run.</summary>
/// <param name="folder">The folder; deleted with the shell.</param>
/// <param name="standIns">What this machine has for what the pages name.</param>
/// <param name="areTerminals">True if the programs of other terminals have one, which script(1) makes; false if their outputs are pipes.</param>
internal sealed partial class ReaderShell(DirectoryInfo folder, StandIns standIns, bool areTerminals) : IAsyncDisposable
{
    private const string Interrupt = "\u0003", Enter = "\r", Quit = "/quit", EndedByRoom = "the room ends your connections";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly Dictionary<string, AppProcess> _terminals = [];

    /// <summary>Lines with this are left out: the reader's machine gives no cause for them.</summary>
    public string? Hidden { get; init; }

    /// <summary>Runs a command, and answers the lines that it wrote to either output. A program with a terminal of its own is left running.</summary>
    public Task<IReadOnlyList<string>> RunAsync(DocumentedCommand command) => command switch
    {
        { Terminal: null } => RunToEndAsync(standIns.Here(command.Text)),
        { IsTyped: true } => TypeAsync(command),
        { Text: DocumentedCommand.Stop } => StopAsync(command),
        _ => StartAsync(command),
    };

    /// <summary>Stops every program that runs, which must go well.</summary>
    public async Task StopAllAsync()
    {
        foreach (AppProcess program in _terminals.Values)
            await StopAsync(program);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (AppProcess program in _terminals.Values)
            await program.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task<IReadOnlyList<string>> RunToEndAsync(string command)
    {
        var start = new ProcessStartInfo("bash", ["-c", "exec 2>&1\n" + command])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        foreach (string name in start.Environment.Keys.Where(static name => name.StartsWith("KERBEROSGEN_", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        foreach ((string name, string value) in standIns.Environment)
            start.Environment[name] = value;
        start.Environment["NO_COLOR"] = "1";
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Apps.Patience);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"`{command}` does not end; a server's block begins with '# terminal'.");
        }

        string text = (await output).TrimEnd('\n');
        return text.Length == 0 ? [] : [.. text.Split('\n').Where(line => Hidden is null || !line.Contains(Hidden, StringComparison.Ordinal)).Select(standIns.InPage)];
    }

    private async Task<IReadOnlyList<string>> StartAsync(DocumentedCommand command)
    {
        if (_terminals.Remove(command.Terminal!, out AppProcess? before))
        {
            await using (before)
                await StopAsync(before);
        }

        // One simple command takes the shell's place, and so gets its signals.
        string here = standIns.Here(command.Text);
        (string program, string[] arguments) = areTerminals ? ("script", new[] { "-qefc", here, "/dev/null" }) : ("bash", ["-c", here]);
        AppProcess started = AppProcess.StartProgram(program, folder.FullName, [.. standIns.Environment, ("SHELL", "/bin/bash"), ("TERM", "xterm")], arguments);
        _terminals.Add(command.Terminal!, started);
        return await SaysAsync(started, command, after: 0);
    }

    private async Task<IReadOnlyList<string>> TypeAsync(DocumentedCommand command)
    {
        AppProcess program = ProgramOf(command);
        Assert.False(program.HasEnded, $"Nothing takes '{command.Text}' in terminal {command.Terminal} any more:\n{program.Output.Text}");
        int before = Said(program).Length;
        program.Write(standIns.Here(command.Text) + Enter);
        if (command.Text == Quit)
            await program.ExitAsync();
        return await SaysAsync(program, command, before);
    }

    private async Task<IReadOnlyList<string>> StopAsync(DocumentedCommand command)
    {
        AppProcess program = ProgramOf(command);
        int before = Said(program).Length;
        _terminals.Remove(command.Terminal!);
        await using (program)
        {
            await StopAsync(program);
            return await SaysAsync(program, command, before);
        }
    }

    private async Task StopAsync(AppProcess program)
    {
        if (!areTerminals)
        {
            await program.StopAsync();
            return;
        }

        if (program.HasEnded)
            return;
        program.Write(Interrupt);
        int code = await program.ExitAsync();
        // A chat that the room is ending right now ends with 1, whatever is typed.
        Assert.True(code == 0 || (code == 1 && program.Output.Text.Contains(EndedByRoom, StringComparison.Ordinal)), $"It ended with {code}.\n{program.Output.Text}");
    }

    private AppProcess ProgramOf(DocumentedCommand command)
    {
        Assert.True(_terminals.TryGetValue(command.Terminal!, out AppProcess? program), $"Nothing runs in terminal {command.Terminal}.");
        return program;
    }

    /// <summary>
    /// Waits until a program has said every line of the page. Its two outputs have no order between them, and what it says later
    /// belongs to no command.
    /// </summary>
    private async Task<IReadOnlyList<string>> SaysAsync(AppProcess program, DocumentedCommand command, int after)
    {
        string[] wanted = [.. command.Output.Where(static line => line != DocumentedCommand.Elision).Select(standIns.EssenceOf)];
        for (DateTime end = DateTime.UtcNow + Apps.Patience; ; await Task.Delay(Pause))
        {
            bool isLast = program.HasEnded;
            // What it said last may not have arrived here yet.
            if (isLast)
                await program.ExitAsync();
            string[] said = Said(program)[after..];
            if ((said.Length > 0 || wanted.Length == 0) && wanted.All(line => said.Any(s => standIns.EssenceOf(s) == line)))
                return command.Output;
            if (DateTime.UtcNow > end || isLast)
                return said;
        }
    }

    private string[] Said(AppProcess program) => [.. program.Output.Lines.Concat(program.Errors.Lines)
        .Select(line => standIns.InPage(Escape().Replace(line, "").TrimEnd('\r')))];

    // What moves a terminal's cursor.
    [GeneratedRegex(@"\e(?:\[[0-9;?]*[A-Za-z]|[78=>])")]
    private static partial Regex Escape();
}
