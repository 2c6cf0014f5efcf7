namespace KerberosGen.Inspection.Decoding;

/// <summary>Bytes of a stream that arrived and are not yet part of a packet.</summary>
internal sealed class HeldBytes
{
    private const int SmallestBuffer = 4096;

    private byte[] _buffer = [];
    private int _start;
    private int _end;

    public int Length => _end - _start;

    public ReadOnlySpan<byte> Span => _buffer.AsSpan(_start, Length);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_buffer.Length - _end < bytes.Length)
        {
            int held = Length;
            byte[] larger = held + bytes.Length <= _buffer.Length / 2 ? _buffer : new byte[Math.Max(SmallestBuffer, 2 * (held + bytes.Length))];
            _buffer.AsSpan(_start, held).CopyTo(larger);
            _buffer = larger;
            _start = 0;
            _end = held;
        }

        bytes.CopyTo(_buffer.AsSpan(_end));
        _end += bytes.Length;
    }

    /// <summary>Hands out the first bytes, which are there until the next are appended.</summary>
    public ReadOnlySpan<byte> Take(int size)
    {
        ReadOnlySpan<byte> taken = Span[..size];
        _start += size;
        if (_start == _end)
            _start = _end = 0;
        return taken;
    }
}
