namespace KerberosGen.Inspector;

/// <summary>
/// A pipe or a terminal, read ahead on a thread of its own: waiting for it can be interrupted, and whoever reads can write out what
/// is finished before he waits.
/// </summary>
internal sealed class LiveInput : Stream
{
    private const int BufferSize = 128 * 1024;

    private readonly Stream _source;
    private readonly CancellationToken _cancellation;
    private readonly SemaphoreSlim _free = new(2);
    private readonly SemaphoreSlim _filled = new(0);
    private readonly byte[][] _buffers = [new byte[BufferSize], new byte[BufferSize]];
    private readonly int[] _sizes = new int[2];
    private IOException? _failure;
    // What is read from: nothing before the first buffer was filled.
    private int _current = 1;
    private int _size;
    private int _at;
    private bool _isEnded;

    public LiveInput(Stream source, CancellationToken cancellation)
    {
        _source = source;
        _cancellation = cancellation;
        new Thread(Fill) { IsBackground = true, Name = "input" }.Start();
    }

    /// <summary>Called before a read waits.</summary>
    public Action? BeforeWait { get; set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (_at == _size && !Advance())
            return 0;
        int size = Math.Min(buffer.Length, _size - _at);
        _buffers[_current].AsSpan(_at, size).CopyTo(buffer);
        _at += size;
        return size;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private bool Advance()
    {
        if (_isEnded)
            return false;
        if (_size > 0)
        {
            _size = _at = 0;
            _free.Release();
        }

        _cancellation.ThrowIfCancellationRequested();
        if (!_filled.Wait(0, CancellationToken.None))
        {
            BeforeWait?.Invoke();
            _filled.Wait(_cancellation);
        }

        _current = 1 - _current;
        _size = _sizes[_current];
        _isEnded = _size == 0;
        return !_isEnded || _failure is null ? !_isEnded : throw _failure;
    }

    private void Fill()
    {
        for (int next = 0; ; next = 1 - next)
        {
            _free.Wait();
            int size = 0;
            try
            {
                size = _source.Read(_buffers[next]);
            }
            catch (IOException exception)
            {
                _failure = exception;
            }

            _sizes[next] = size;
            _filled.Release();
            if (size == 0)
                return;
        }
    }
}
