using System.Globalization;

namespace KerberosGen.Inspector;

/// <summary>
/// How much of a long file was read, on standard error: only where that is a terminal that packets do not go to as well, and only
/// once it takes longer than a second. It goes away at the end.
/// </summary>
internal sealed class ProgressBar : IDisposable
{
    private const int Cells = 30;
    private const string EraseLine = "\r\e[K";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly Lock _terminal = new();
    private readonly Func<long> _position;
    private readonly long _size;
    private readonly Timer _timer;
    private bool _isShown;
    private bool _isOver;

    private ProgressBar(Func<long> position, long size)
    {
        _position = position;
        _size = size;
        _timer = new Timer(_ => Show(), null, Patience, Pause);
    }

    /// <summary>Begins, if it has a place to stand: null if not.</summary>
    /// <param name="position">Bytes that were read so far.</param>
    /// <param name="size">Bytes that there are; null if nobody knows.</param>
    /// <param name="writesPackets">True if packets are written to standard output.</param>
    public static ProgressBar? Begin(Func<long> position, long? size, bool writesPackets)
    {
        bool hasPlace = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not ("dumb" or null or "") && !(writesPackets && !Console.IsOutputRedirected);
        return hasPlace && size is { } bytes and > 0 ? new ProgressBar(position, bytes) : null;
    }

    /// <summary>Writes to standard error in the bar's place; it is drawn anew below.</summary>
    public void Write(string text)
    {
        lock (_terminal)
        {
            Erase();
            Console.Error.Write(text);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        lock (_terminal)
        {
            _isOver = true;
            Erase();
        }
    }

    private void Show()
    {
        lock (_terminal)
        {
            if (_isOver)
                return;
            double part = Math.Clamp((double)_position() / _size, 0, 1);
            int full = (int)(part * Cells);
            _isShown = true;
            Console.Error.Write(string.Create(
                CultureInfo.InvariantCulture, $"\r[{new string('#', full)}{new string('.', Cells - full)}] {part * 100,3:0}% of {_size / 1048576.0:0.0} MiB"));
        }
    }

    private void Erase()
    {
        if (_isShown)
            Console.Error.Write(EraseLine);
        _isShown = false;
    }
}
