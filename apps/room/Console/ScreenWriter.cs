using System.Text;

namespace KerberosGen.Room;

/// <summary>
/// Standard output of a server that rooms share: one thread writes, and nobody waits for it. What comes while a stopped
/// terminal or a full pipe takes nothing is held up to a bound, then left out and counted. An output that is closed, or a
/// full disk, ends nothing. A line after a silence is written at once; those that follow within 10 ms of a write are written
/// together, so that a busy room is not interrupted for each. On a terminal it keeps the operator's row at the bottom, below
/// whatever comes.
/// </summary>
internal sealed class ScreenWriter : IDisposable
{
    /// <summary>Lines that wait are left out beyond so many bytes.</summary>
    public const int MaxWaiting = 4 * 1024 * 1024;

    private const int ChunkSize = 16 * 1024;
    private const string EraseRow = "\r\e[K", SaveCursor = "\e7", RestoreCursor = "\e8";

    /// <summary>How long the end waits for what has not been written.</summary>
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(1);

    /// <summary>How long lines gather after a write. Less than anyone sees.</summary>
    private static readonly TimeSpan GatheringTime = TimeSpan.FromMilliseconds(10);

    private readonly object _gate = new();
    private readonly Stream _output;
    private readonly IScreenFormat _format;
    private readonly Thread _thread;
    private readonly StringBuilder _chunk = new();
    private readonly TextWriter? _originalErrors;
    private List<ScreenLine> _waiting = [];
    private List<ScreenLine> _taken = [];
    private long _weight;
    private long _omitted;
    private InputRow? _row;
    private bool _isRowStale;
    private bool _isRowShown;
    private bool _isEnding;
    private bool _isAsleep;

    /// <summary>Starts to write.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="format">How lines look.</param>
    /// <param name="isTerminal">True if there can be an operator's row.</param>
    /// <param name="takesErrors">True if standard error shows on the same terminal: it goes through this writer then, so that neither tears the other's lines.</param>
    public ScreenWriter(Stream output, IScreenFormat format, bool isTerminal, bool takesErrors)
    {
        _output = output;
        _format = format;
        IsTerminal = isTerminal;
        _thread = new Thread(Run) { IsBackground = true, Name = "Screen" };
        _thread.Start();
        if (!takesErrors)
            return;
        _originalErrors = Console.Error;
        Console.SetError(new ScreenErrors(this, _originalErrors));
    }

    /// <summary>True if lines go to a terminal that can move its cursor.</summary>
    public bool IsTerminal { get; }

    /// <summary>Opens standard output. Open it before the loggers, which keep the standard error that they find.</summary>
    /// <param name="rooms">Whose screen it is.</param>
    public static ScreenWriter Open(RunningRooms rooms)
    {
        Stream output = Console.OpenStandardOutput();
        if (Console.IsOutputRedirected || !CanMoveCursor())
            return new ScreenWriter(output, new PlainFormat(), isTerminal: false, takesErrors: false);
        bool isColoured = Environment.GetEnvironmentVariable("NO_COLOR") is not { Length: > 0 };
        var format = new TerminalFormat(isColoured, TimeZoneInfo.Local, () => rooms.All.Count > 1, TimeProvider.System);
        return new ScreenWriter(output, format, isTerminal: true, takesErrors: !Console.IsErrorRedirected);
    }

    /// <summary>Shows a line, or counts it as left out. Never waits. What comes after the end is not shown; false then.</summary>
    public bool Show(in ScreenLine line)
    {
        lock (_gate)
        {
            if (_isEnding)
                return false;
            if (_weight + line.Weight > MaxWaiting)
            {
                _omitted++;
                return true;
            }

            _weight += line.Weight;
            _waiting.Add(line);
            if (!_isAsleep)
                return true;
            _isAsleep = false;
            Monitor.Pulse(_gate);
        }

        return true;
    }

    /// <summary>Draws the operator's row anew; null for none.</summary>
    public void Draw(InputRow? row)
    {
        lock (_gate)
        {
            _row = row;
            _isRowStale = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Empties the terminal; its row stays.</summary>
    public void Clear() => Show(ScreenLine.EmptyScreen);

    /// <summary>Writes what waits, as far as it is taken within a second, and gives standard error back.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isEnding = true;
            _row = null;
            Monitor.Pulse(_gate);
        }

        _thread.Join(DrainTimeout);
        if (_originalErrors is not null)
            Console.SetError(_originalErrors);
    }

    private static bool CanMoveCursor() =>
        OperatingSystem.IsWindows() || Environment.GetEnvironmentVariable("TERM") is { Length: > 0 } and not "dumb";

    private void Run()
    {
        while (true)
        {
            InputRow? row;
            long omitted;
            bool isEnding;
            lock (_gate)
            {
                while (_waiting.Count == 0 && !_isRowStale && !_isEnding)
                {
                    _isAsleep = true;
                    Monitor.Wait(_gate);
                }

                _isAsleep = false;
                (_waiting, _taken) = (_taken, _waiting);
                _weight = 0;
                // Lines are left out only behind those that wait, and all of them are taken now.
                (omitted, _omitted) = (_omitted, 0);
                row = _row;
                _isRowStale = false;
                isEnding = _isEnding;
            }

            if (omitted > 0)
                _taken.Add(ScreenLine.Omission(omitted));
            Write(row);
            _taken.Clear();
            if (isEnding)
                return;
            Gather();
        }
    }

    /// <summary>Lets lines gather; whoever types sees at once what they type.</summary>
    private void Gather()
    {
        lock (_gate)
        {
            if (!_isRowStale && !_isEnding)
                Monitor.Wait(_gate, GatheringTime);
        }
    }

    private void Write(InputRow? row)
    {
        if (_isRowShown)
            _chunk.Append(EraseRow);
        foreach (ScreenLine line in _taken)
        {
            _format.Append(_chunk, in line);
            if (_chunk.Length >= ChunkSize)
                WriteChunk();
        }

        if (row is { } shown)
        {
            // The terminal itself knows best how wide a text is: the cursor is put where it was when it had come so far.
            _chunk.Append(EraseRow).Append(shown.Before);
            if (shown.After.Length > 0)
                _chunk.Append(SaveCursor).Append(shown.After).Append(RestoreCursor);
        }

        _isRowShown = row is not null;
        WriteChunk();
    }

    private void WriteChunk()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(_chunk.ToString());
        _chunk.Clear();
        try
        {
            _output.Write(bytes);
            _output.Flush();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // Nobody reads any more, or the disk is full: the rooms serve none the less.
        }
    }
}
