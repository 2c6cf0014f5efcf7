using System.Runtime.InteropServices;
using System.Threading.Channels;
using Microsoft.Win32.SafeHandles;

namespace KerberosGen.Room;

/// <summary>
/// Reads what the operator types, where standard input is a terminal, and carries it out. On a terminal the row that is typed
/// stays whole below what the rooms show; where standard output goes elsewhere, the terminal's own line is taken, and answers
/// go to standard error.
/// </summary>
internal sealed class OperatorConsole : IDisposable
{
    private const string Greeting = "/help lists what you can do here.";
    private const string HowToQuit = "/quit stops the rooms.";

    /// <summary>Where the terminal does not tell its width.</summary>
    private const int UsualColumns = 80;

    private static readonly TimeSpan ForegroundInterval = TimeSpan.FromMilliseconds(500);

    private readonly ScreenWriter _screen;
    private readonly OperatorCommands _commands;
    private readonly LineEditor _editor;
    private readonly Action _quit;
    private readonly Channel<string> _typed = Channel.CreateBounded<string>(100);
    private readonly List<PosixSignalRegistration> _signals = [];
    private readonly Lock _gate = new();
    private bool _isEnding;

    private OperatorConsole(RunningRooms rooms, ScreenWriter screen, Action quit)
    {
        _screen = screen;
        _commands = new OperatorCommands(rooms, TimeZoneInfo.Local);
        _editor = new LineEditor(_commands.Complete);
        _quit = quit;
    }

    /// <summary>Starts to read; null where standard input is no terminal.</summary>
    /// <param name="rooms">The rooms that serve.</param>
    /// <param name="screen">Where answers are shown.</param>
    /// <param name="quit">Stops the rooms.</param>
    public static OperatorConsole? Start(RunningRooms rooms, ScreenWriter screen, Action quit)
    {
        if (Console.IsInputRedirected)
            return null;
        var console = new OperatorConsole(rooms, screen, quit);
        new Thread(screen.IsTerminal ? console.ReadKeys : console.ReadLines) { IsBackground = true, Name = "Console" }.Start();
        _ = Task.Run(console.CarryOutAsync);
        return console;
    }

    /// <summary>Takes no more commands. What is still typed is the terminal's.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isEnding = true;
            _screen.Draw(null);
        }

        _typed.Writer.TryComplete();
        foreach (PosixSignalRegistration signal in _signals)
            signal.Dispose();
    }

    private void ReadKeys()
    {
        WaitForForeground();
        if (!OperatingSystem.IsWindows())
        {
            _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => Draw()));
            _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGCONT, _ => Draw()));
        }

        Say(Greeting);
        Draw();
        try
        {
            while (!_isEnding)
                Take(Console.ReadKey(intercept: true));
        }
        catch (Exception e) when (e is InvalidOperationException or IOException)
        {
            // The terminal has gone; the rooms have not.
        }
    }

    private void Take(ConsoleKeyInfo key)
    {
        EditOutcome outcome;
        string line;
        lock (_gate)
            outcome = _editor.Take(key, out line);
        switch (outcome)
        {
            case EditOutcome.Entered:
                _screen.Show(ScreenLine.Typed(_commands.Prompt + Codec.DisplayText.Escape(line)));
                Enter(line);
                break;
            case EditOutcome.Ended:
                Say(HowToQuit);
                break;
            case EditOutcome.Cleared:
                _screen.Clear();
                break;
        }

        Draw();
    }

    private void ReadLines()
    {
        WaitForForeground();
        Say(Greeting);
        // The console's own reader would turn the terminal's echo off and write to standard output.
        using var input = new StreamReader(new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, 1));
        try
        {
            while (!_isEnding && input.ReadLine() is { } line)
                Enter(line);
            Say("The console is closed, and the rooms go on. Ctrl-C stops them.");
        }
        catch (IOException)
        {
            // The terminal has gone; the rooms have not.
        }
    }

    private void WaitForForeground()
    {
        while (!Foreground.IsOurs && !_isEnding)
            Thread.Sleep(ForegroundInterval);
    }

    private void Enter(string line)
    {
        if (line.Trim() == OperatorCommands.Quit)
            _quit();
        else if (!_typed.Writer.TryWrite(line))
            Say("Too much is still to be done; that was not taken.");
    }

    private async Task CarryOutAsync()
    {
        await foreach (string line in _typed.Reader.ReadAllAsync())
        {
            foreach (string answer in await _commands.RunAsync(line))
                Say(answer);
            // The prompt may name another room.
            Draw();
        }
    }

    private void Say(string answer)
    {
        if (_screen.IsTerminal)
            _screen.Show(ScreenLine.Answer(answer));
        else
            Console.Error.WriteLine(answer);
    }

    private void Draw()
    {
        if (!_screen.IsTerminal)
            return;
        int columns = Console.WindowWidth;
        lock (_gate)
        {
            if (!_isEnding)
                _screen.Draw(_editor.Draw(_commands.Prompt, columns > 0 ? columns : UsualColumns));
        }
    }
}
