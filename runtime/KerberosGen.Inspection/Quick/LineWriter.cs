using System.Buffers;
using System.Buffers.Text;
using System.Text.Encodings.Web;
using KerberosGen.Inspection.Rendering;

namespace KerberosGen.Inspection.Quick;

/// <summary>
/// Writes JSON as UTF-8 through one buffer, which goes to a stream whenever it is full. It holds back the last bytes, so that
/// what turned out to be the last comma can be taken back.
/// </summary>
internal sealed class LineWriter(Stream output)
{
    private const int Capacity = 256 * 1024;
    private const int Kept = 16;
    private const int Piece = 8 * 1024;

    // The longest escape of a byte is \u0000.
    private const int LongestEscape = 6;

    private static readonly JavaScriptEncoder s_encoder = JsonRenderer.Encoder;
    private static readonly SearchValues<byte> s_plain =
        SearchValues.Create([.. Enumerable.Range(0x20, 0x5f).Where(c => !s_encoder.WillEncode(c)).Select(c => (byte)c)]);

    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(Capacity);
    private byte[] _path = new byte[256];
    private int _pathLength;
    private int _at;

    /// <summary>The path of the entry that is being written; empty outside of lists.</summary>
    public ReadOnlySpan<byte> Path => _path.AsSpan(0, _pathLength);

    /// <summary>Room for so many bytes, at most <see cref="Piece"/>; <see cref="Advance"/> says how many were used.</summary>
    public Span<byte> Room(int size)
    {
        if (_buffer.Length - _at < size)
            Flush(Kept);
        return _buffer.AsSpan(_at);
    }

    public void Advance(int size) => _at += size;

    public void Literal(ReadOnlySpan<byte> text)
    {
        if (_buffer.Length - _at < text.Length)
            Flush(Kept);
        if (text.Length > Capacity - Kept)
        {
            LongLiteral(text);
            return;
        }

        text.CopyTo(_buffer.AsSpan(_at));
        _at += text.Length;
    }

    public void Number(long value)
    {
        Utf8Formatter.TryFormat(value, Room(20), out int written);
        _at += written;
    }

    public void Number(ulong value)
    {
        Utf8Formatter.TryFormat(value, Room(20), out int written);
        _at += written;
    }

    public void Hex(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > Piece / 2)
        {
            Hex(bytes[..(Piece / 2)]);
            bytes = bytes[(Piece / 2)..];
        }

        Convert.TryToHexStringLower(bytes, Room(2 * bytes.Length), out int written);
        _at += written;
    }

    /// <summary>Valid UTF-8 within quotes.</summary>
    public void Text(ReadOnlySpan<byte> text)
    {
        if (text.Length <= Piece && !text.ContainsAnyExcept(s_plain))
        {
            text.CopyTo(Room(text.Length));
            _at += text.Length;
            return;
        }

        while (!text.IsEmpty)
        {
            s_encoder.EncodeUtf8(text, Room(Math.Min(Piece, LongestEscape * text.Length)), out int consumed, out int written);
            _at += written;
            text = text[consumed..];
        }
    }

    /// <summary>Takes a comma back if it is the last byte.</summary>
    public void TrimComma()
    {
        if (_at > 0 && _buffer[_at - 1] == ',')
            _at--;
    }

    /// <summary>Takes bytes back if they are the last ones.</summary>
    /// <param name="text">At most 16 bytes.</param>
    /// <returns>True if they were.</returns>
    public bool Trim(ReadOnlySpan<byte> text)
    {
        bool isLast = _buffer.AsSpan(0, _at).EndsWith(text);
        if (isLast)
            _at -= text.Length;
        return isLast;
    }

    /// <summary>Goes into a list.</summary>
    /// <returns>What <see cref="EndPath"/> takes.</returns>
    public int BeginPath(ReadOnlySpan<byte> list)
    {
        int before = _pathLength;
        if (_path.Length - before < list.Length + 16)
            Array.Resize(ref _path, 2 * (before + list.Length + 16));
        list.CopyTo(_path.AsSpan(before));
        return before;
    }

    /// <summary>Goes to an entry of the list.</summary>
    public void SetIndex(int before, int listLength, int index)
    {
        int at = before + listLength;
        _path[at++] = (byte)'[';
        Utf8Formatter.TryFormat(index, _path.AsSpan(at), out int written);
        at += written;
        _path[at++] = (byte)']';
        _pathLength = at;
    }

    /// <summary>Leaves the list.</summary>
    public void EndPath(int before) => _pathLength = before;

    /// <summary>Hands everything to the stream.</summary>
    public void Flush() => Flush(0);

    private void Flush(int keep)
    {
        int size = Math.Max(0, _at - keep);
        output.Write(_buffer, 0, size);
        _buffer.AsSpan(size, _at - size).CopyTo(_buffer);
        _at -= size;
    }

    private void LongLiteral(ReadOnlySpan<byte> text)
    {
        for (int at = 0; at < text.Length; at += Piece)
            Literal(text.Slice(at, Math.Min(Piece, text.Length - at)));
    }
}
