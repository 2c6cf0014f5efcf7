namespace KerberosGen.Storage;

/// <summary>Reads a stream line by line, in bounded memory. A line ends in <c>\n</c> or <c>\r\n</c>, or where the stream does.</summary>
/// <param name="stream">What is read, from where it stands.</param>
/// <param name="file">Its name, for faults.</param>
/// <param name="maxSize">Bytes that a line may have.</param>
internal sealed class LineReader(Stream stream, string file, int maxSize)
{
    private readonly byte[] _buffer = new byte[Math.Max(64 * 1024, 2 * maxSize)];
    private int _start;
    private int _end;
    private bool _isDrained;

    /// <summary>The line read last, without its end; good until the next is read.</summary>
    public ReadOnlyMemory<byte> Line { get; private set; }

    /// <summary>Its number, counted from 1.</summary>
    public int Number { get; private set; }

    /// <summary>Reads the next line; false if there is none.</summary>
    /// <exception cref="FileFormatException">The line is too long.</exception>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellation)
    {
        int searched = 0;
        while (true)
        {
            int at = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (at >= 0)
            {
                Take(searched + at, endSize: 1);
                return true;
            }

            searched = _end - _start;
            if (searched > maxSize + 1)
                throw new FileFormatException(file, Number + 1, FormattableString.Invariant($"the line has more than {maxSize} bytes"));
            if (_isDrained)
            {
                if (searched > 0)
                    Take(searched, endSize: 0);
                return searched > 0;
            }

            await FillAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Clears what was read.</summary>
    public void Clear() => _buffer.AsSpan().Clear();

    private void Take(int size, int endSize)
    {
        Number++;
        ReadOnlyMemory<byte> line = _buffer.AsMemory(_start, size);
        if (Number == 1)
            line = line[^Utf8File.WithoutMark(line.Span).Length..];
        line = line[..Utf8File.WithoutCarriageReturn(line.Span).Length];
        if (line.Length > maxSize)
            throw new FileFormatException(file, Number, FormattableString.Invariant($"the line has more than {maxSize} bytes"));
        Line = line;
        _start += size + endSize;
    }

    private async ValueTask FillAsync(CancellationToken cancellation)
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        int read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellation).ConfigureAwait(false);
        _isDrained = read == 0;
        _end += read;
    }
}
