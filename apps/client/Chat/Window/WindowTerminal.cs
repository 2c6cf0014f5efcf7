using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;

namespace KerberosGen.Client;

/// <summary>
/// The terminal while a window has it: raw, on its other screen. <see cref="Dispose"/> gives it back as it was. The keyboard is
/// read on a thread of its own; everything is told on the window's.
/// </summary>
internal sealed class WindowTerminal : IDisposable
{
    /// <summary>Short enough that nobody notices, long enough to cost nothing.</summary>
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(10);

    /// <summary>When an Escape that nothing follows is known to be the key; a little longer than the library waits.</summary>
    private static readonly TimeSpan EscapeTimeout = TimeSpan.FromMilliseconds(60);

    private readonly WindowLoop _loop;
    private readonly TerminalInput _input;
    private readonly TerminalOutput _output;
    private readonly ConcurrentQueue<char> _typed = new();
    private readonly AnsiInputProcessor _keys;
    private readonly PosixSignalRegistration? _resized;
    private readonly ManualResetEventSlim _closing = new();
    private readonly Thread _reading;
    private bool _isWaitingForEscape;

    /// <summary>Takes the terminal.</summary>
    public WindowTerminal(WindowLoop loop)
    {
        _loop = loop;
        _input = new TerminalInput();
        _output = new TerminalOutput();
        _keys = new AnsiInputProcessor(_typed);
        _keys.KeyDown += (_, key) => KeyPressed?.Invoke(key);
        _keys.AnsiSequenceSwallowed += (_, sequence) => TakeFocus(sequence);
        _keys.Paste += (_, text) => Pasted?.Invoke(text);
        TakeSize();
        if (!OperatingSystem.IsWindows())
            _resized = PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => _loop.Post(TakeSize));
        _reading = new Thread(Read) { IsBackground = true, Name = "keyboard" };
        _reading.Start();
    }

    /// <summary>A key was pressed.</summary>
    public event Action<Key>? KeyPressed;

    /// <summary>Something was pasted.</summary>
    public event Action<string>? Pasted;

    /// <summary>The terminal says that it has the keyboard, or has it no more; many never say so.</summary>
    public event Action<bool>? FocusChanged;

    /// <summary>The terminal is gone.</summary>
    public event Action? Ended;

    /// <summary>What the screen is to show; of the terminal's size. It is empty after the terminal has got another size.</summary>
    public OutputBufferImpl Buffer { get; } = new();

    /// <summary>Grows when <see cref="Buffer"/> has been emptied.</summary>
    public int Version { get; private set; }

    /// <summary>Shows what has changed in <see cref="Buffer"/>, and puts the cursor somewhere.</summary>
    public void Draw(int cursorColumn, int cursorRow) => _output.Draw(Buffer, cursorColumn, cursorRow);

    /// <summary>Draws everything anew.</summary>
    public void Clear()
    {
        Buffer.ClearContents();
        Version++;
    }

    /// <summary>Gives the terminal back until a person lets this program go on, as a shell does with <c>fg</c>.</summary>
    public void Suspend()
    {
        _output.TellNothing();
        _output.Suspend();
        _output.Prepare();
        TakeSize();
        Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _closing.Set();
        _reading.Join();
        _resized?.Dispose();
        _output.TellNothing();
        _output.Dispose();
        _input.Dispose();
        _keys.Dispose();
        _closing.Dispose();
    }

    private void TakeFocus(string sequence)
    {
        if (sequence is TerminalOutput.HasFocus or TerminalOutput.HasNoFocus)
            FocusChanged?.Invoke(sequence == TerminalOutput.HasFocus);
    }

    private void TakeSize()
    {
        (int columns, int rows) = (Math.Max(1, Console.WindowWidth), Math.Max(1, Console.WindowHeight));
        if (Buffer.Cols == columns && Buffer.Rows == rows)
            return;
        Buffer.SetSize(columns, rows);
        Version++;
    }

    private void Read()
    {
        try
        {
            while (!_closing.IsSet && !_input.HasEnded)
            {
                if (!_input.Peek())
                {
                    _closing.Wait(LookInterval);
                    continue;
                }

                foreach (char typed in _input.Read())
                    _typed.Enqueue(typed);
                _loop.Post(TakeKeys);
            }
        }
        catch (IOException)
        {
            // The terminal is gone.
        }
        catch (Exception e)
        {
            // It ends the window, which gives the terminal back.
            _loop.Post(() => ExceptionDispatchInfo.Throw(e));
        }

        _loop.Post(() => Ended?.Invoke());
    }

    private void TakeKeys()
    {
        _keys.ProcessQueue();
        if (_isWaitingForEscape || _keys.GetParser().State == AnsiResponseParserState.Normal)
            return;
        _isWaitingForEscape = true;
        _ = LookAgainAsync();
    }

    private async Task LookAgainAsync()
    {
        await Task.Delay(EscapeTimeout);
        _isWaitingForEscape = false;
        TakeKeys();
    }
}
