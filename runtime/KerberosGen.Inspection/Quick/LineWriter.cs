using System.Buffers;
using System.Buffers.Text;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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

    // Blocks may write behind what they are to write.
    private const int Limit = Capacity - PaddedText.Block;
    private const int LongestInBlocks = 256;
    private const int Kept = 16;
    private const int Piece = 8 * 1024;

    private const int MostDigits = 20;

    // The longest escape of a byte is \u0000.
    private const int LongestEscape = 6;

    private static readonly JavaScriptEncoder s_encoder = JsonRenderer.Encoder;
    private static readonly SearchValues<byte> s_plain =
        SearchValues.Create([.. Enumerable.Range(0x20, 0x5f).Where(c => !s_encoder.WillEncode(c)).Select(c => (byte)c)]);

    private static readonly ulong[] s_powers = [0, .. Enumerable.Range(1, 19).Select(i => (ulong)BigInteger.Pow(10, i)), ulong.MaxValue];

    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(Capacity);
    private byte[] _path = new byte[256];
    private int _pathLength;
    private int _at;

    private static ReadOnlySpan<byte> Pairs =>
        "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849"u8
        + "5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899"u8;

    /// <summary>The path of the entry that is being written; empty outside of lists.</summary>
    public ReadOnlySpan<byte> Path => _path.AsSpan(0, _pathLength);

    /// <summary>Room for so many bytes, at most <see cref="Piece"/>; <see cref="Advance"/> says how many were used.</summary>
    public Span<byte> Room(int size)
    {
        if (Limit - _at < size)
            Flush(Kept);
        return _buffer.AsSpan(_at);
    }

    public void Advance(int size) => _at += size;

    public void Literal(ReadOnlySpan<byte> text)
    {
        if (text.Length > Limit - _at)
        {
            LongLiteral(text);
            return;
        }

        text.CopyTo(_buffer.AsSpan(_at));
        _at += text.Length;
    }

    /// <summary>A text that many lines share. Most are short: they go block by block, without a call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Literal(in PaddedText text)
    {
        int length = text.Length;
        if (length > Limit - _at || length > LongestInBlocks)
        {
            Literal(text.Bytes);
            return;
        }

        ref byte from = ref text.First;
        ref byte to = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_buffer), _at);
        for (int i = 0; i < length; i += PaddedText.Block)
            Unsafe.CopyBlockUnaligned(ref Unsafe.Add(ref to, i), ref Unsafe.Add(ref from, i), PaddedText.Block);
        _at += length;
    }

    public void Number(long value)
    {
        if (value < 0)
        {
            Literal("-"u8);
            value = unchecked(-value);
        }

        Number((ulong)value);
    }

    /// <summary>An integer in decimal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Number(ulong value)
    {
        if (value < 10 && _at < Limit)
            _buffer[_at++] = (byte)('0' + value);
        else
            LongNumber(value);
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

    // Two digits at a time, from the last.
    private void LongNumber(ulong value)
    {
        if (Limit - _at < MostDigits)
            Flush(Kept);
        int size = DigitsOf(value);
        ref byte behind = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_buffer), _at + size);
        _at += size;
        while (value >= 100)
        {
            (value, ulong pair) = Math.DivRem(value, 100);
            behind = ref Unsafe.Subtract(ref behind, 2);
            Unsafe.WriteUnaligned(ref behind, PairOf((int)pair));
        }

        if (value >= 10)
            Unsafe.WriteUnaligned(ref Unsafe.Subtract(ref behind, 2), PairOf((int)value));
        else
            Unsafe.Subtract(ref behind, 1) = (byte)('0' + value);
    }

    private static int DigitsOf(ulong value)
    {
        // 1233 / 4096 is the logarithm of 2 to the base of 10, to within what 64 bits need.
        int guess = (BitOperations.Log2(value | 1) + 1) * 1233 >> 12;
        return guess + (value >= s_powers[guess] ? 1 : 0);
    }

    private static ushort PairOf(int number) => MemoryMarshal.Read<ushort>(Pairs.Slice(2 * number, 2));

    private void LongLiteral(ReadOnlySpan<byte> text)
    {
        Flush(Kept);
        for (int at = 0; at < text.Length; at += Piece)
        {
            ReadOnlySpan<byte> piece = text.Slice(at, Math.Min(Piece, text.Length - at));
            piece.CopyTo(Room(piece.Length));
            _at += piece.Length;
        }
    }
}
