namespace KerberosGen.Inspector.Live;

/// <summary>
/// A stream between two threads: what one writes, the other reads. It holds 64 MiB at the most; what is written beyond that is left
/// out, a whole write at a time, and counted, so that the writer never waits for the reader.
/// </summary>
internal sealed class BlockQueue : Stream
{
    private const long Limit = 64 * 1024 * 1024;

    private readonly object _lock = new();
    private readonly Queue<byte[]> _blocks = [];
    private byte[] _current = [];
    private int _at;
    private long _held;
    private bool _isEnded;

    /// <summary>Bytes that were left out.</summary>
    public long LeftOut { get; private set; }

    /// <summary>Called on the reader's thread before it waits for more.</summary>
    public Action? BeforeWaiting { get; set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Nothing more is written: the reader comes to the end.</summary>
    public void End()
    {
        lock (_lock)
        {
            _isEnded = true;
            Monitor.PulseAll(_lock);
        }
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        lock (_lock)
        {
            if (_held + buffer.Length > Limit)
            {
                LeftOut += buffer.Length;
                return;
            }

            _blocks.Enqueue(buffer.ToArray());
            _held += buffer.Length;
            Monitor.PulseAll(_lock);
        }
    }

    public override int Read(Span<byte> buffer)
    {
        if (_at == _current.Length && !TryTake())
            return 0;
        int size = Math.Min(buffer.Length, _current.Length - _at);
        _current.AsSpan(_at, size).CopyTo(buffer);
        _at += size;
        return size;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private bool TryTake()
    {
        bool waits;
        lock (_lock)
            waits = _blocks.Count == 0 && !_isEnded;
        if (waits)
            BeforeWaiting?.Invoke();
        lock (_lock)
        {
            while (_blocks.Count == 0 && !_isEnded)
                Monitor.Wait(_lock);
            if (!_blocks.TryDequeue(out byte[]? block))
                return false;
            _held -= block.Length;
            _current = block;
            _at = 0;
            return true;
        }
    }
}
