namespace KerberosGen.Storage;

/// <summary>Tells which line an offset is in, for offsets that only grow.</summary>
/// <param name="bytes">The text.</param>
/// <param name="firstLine">The line that it begins in.</param>
internal ref struct LineCounter(ReadOnlySpan<byte> bytes, int firstLine = 1)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _counted;
    private int _line = firstLine;

    /// <summary>The line of an offset, counted from 1.</summary>
    public int LineOf(long offset)
    {
        _line += _bytes[_counted..(int)offset].Count((byte)'\n');
        _counted = (int)offset;
        return _line;
    }
}
