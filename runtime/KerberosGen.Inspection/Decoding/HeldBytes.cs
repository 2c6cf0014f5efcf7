namespace KerberosGen.Inspection.Decoding;

/// <summary>Bytes of a stream that arrived and are not yet part of a packet.</summary>
internal sealed class HeldBytes
{
    private const int SmallestBuffer = 256;

    // A buffer doubles up to here, and grows by as much from here on; one that is larger is not kept once it is empty.
    private const int Step = 4 * 1024 * 1024;
    private const int LargestKept = 64 * 1024;

    private byte[] _buffer = [];
    private int _start;
    private int _end;

    public int Length => _end - _start;

    public int Capacity => _buffer.Length;

    public ReadOnlySpan<byte> Span => _buffer.AsSpan(_start, Length);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_buffer.Length - _end < bytes.Length)
            MakeRoom(bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(_end));
        _end += bytes.Length;
    }

    /// <summary>Hands out the first bytes, which are there until the next are appended.</summary>
    public ReadOnlySpan<byte> Take(int size)
    {
        ReadOnlySpan<byte> taken = Span[..size];
        _start += size;
        if (_start < _end)
            return taken;
        _start = _end = 0;
        if (_buffer.Length > LargestKept)
            _buffer = [];
        return taken;
    }

    /// <summary>Gives the memory back; nothing is held.</summary>
    public void Release()
    {
        _buffer = [];
        _start = _end = 0;
    }

    private void MakeRoom(int size)
    {
        int held = Length;
        int needed = held + size;
        byte[] buffer = needed <= _buffer.Length && held <= _buffer.Length / 2
            ? _buffer
            : new byte[Math.Max(SmallestBuffer, needed + Math.Min(needed, Step))];
        _buffer.AsSpan(_start, held).CopyTo(buffer);
        _buffer = buffer;
        _start = 0;
        _end = held;
    }
}
