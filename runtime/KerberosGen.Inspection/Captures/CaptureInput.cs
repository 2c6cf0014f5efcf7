namespace KerberosGen.Inspection.Captures;

/// <summary>
/// A capture file's bytes, read into one buffer as they come. What was read stays where it is until more is asked for than
/// stands ready. A size from the file is checked before memory is taken for it.
/// </summary>
internal sealed class CaptureInput(Stream stream)
{
    /// <summary>The largest packet that is believed: 256 KiB, what every capture program keeps at the most.</summary>
    public const int RecordLimit = 256 * 1024;

    // Small enough to stay in the processor's cache between the read and the parsing.
    private const int UsualSize = 64 * 1024;

    private byte[] _buffer = new byte[UsualSize];
    private int _start;
    private int _end;
    private long _toSkip;

    /// <summary>Bytes of the file in front of what was not passed over yet.</summary>
    public long Offset { get; private set; }

    /// <summary>What stands ready.</summary>
    public ReadOnlySpan<byte> Span => _buffer.AsSpan(_start, _end - _start);

    /// <summary>True if the file ended where more was expected.</summary>
    public bool IsWithinRecord => _end > _start || _toSkip > 0;

    /// <summary>Sees to it that so many bytes stand ready; false if the file ends before.</summary>
    public bool Has(int size) => (_toSkip == 0 && _end - _start >= size) || Fill(size);

    /// <summary>Bytes of what stands ready; gone with the next <see cref="Has"/>.</summary>
    public ReadOnlyMemory<byte> Ready(int at, int size) => _buffer.AsMemory(_start + at, size);

    /// <summary>Passes over bytes, those that were not read yet as well.</summary>
    public void Skip(long size)
    {
        int ready = (int)Math.Min(size, _end - _start);
        _start += ready;
        _toSkip += size - ready;
        Offset += size;
    }

    private bool Fill(int size)
    {
        if (_toSkip > 0 && !SkipUnread())
            return false;
        if (_end - _start >= size)
            return true;
        // Little is left to move: less than what is asked for.
        MakeRoom(size);
        while (_end - _start < size)
        {
            int got = stream.Read(_buffer.AsSpan(_end));
            if (got == 0)
                return false;
            _end += got;
        }

        return true;
    }

    private bool SkipUnread()
    {
        while (_toSkip > 0)
        {
            _start = 0;
            _end = stream.Read(_buffer);
            if (_end == 0)
                return false;
            _start = (int)Math.Min(_toSkip, _end);
            _toSkip -= _start;
        }

        return true;
    }

    private void MakeRoom(int size)
    {
        int ready = _end - _start;
        byte[] buffer = size <= _buffer.Length ? _buffer : new byte[Math.Max(size, 2 * _buffer.Length)];
        _buffer.AsSpan(_start, ready).CopyTo(buffer);
        _buffer = buffer;
        _start = 0;
        _end = ready;
    }
}
