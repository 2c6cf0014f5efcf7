namespace KerberosGen.Inspector;

/// <summary>An input whose first bytes can be looked at before they are read, that counts what was read and can be interrupted.</summary>
internal sealed class InputStream(Stream source, CancellationToken cancellation) : Stream
{
    private byte[] _beginning = [];
    private int _at;
    private int _size;
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    /// <summary>Bytes that were read so far, or looked at; another thread may ask.</summary>
    public override long Position
    {
        get => Volatile.Read(ref _position);
        set => throw new NotSupportedException();
    }

    /// <summary>The first bytes, which will be read all the same: so many, unless the input ends before. To be asked before anything is read.</summary>
    public ReadOnlySpan<byte> Peek(int size)
    {
        if (_beginning.Length < size)
            Array.Resize(ref _beginning, size);
        if (_size < size)
        {
            int got = source.ReadAtLeast(_beginning.AsSpan(_size), size - _size, throwOnEndOfStream: false);
            _size += got;
            _position += got;
        }

        return _beginning.AsSpan(0, _size);
    }

    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (_at < _size)
        {
            int size = Math.Min(buffer.Length, _size - _at);
            _beginning.AsSpan(_at, size).CopyTo(buffer);
            _at += size;
            return size;
        }

        cancellation.ThrowIfCancellationRequested();
        int got = source.Read(buffer);
        Volatile.Write(ref _position, _position + got);
        return got;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
