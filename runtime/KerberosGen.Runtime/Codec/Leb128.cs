namespace KerberosGen.Codec;

/// <summary>
/// LEB128: seven bits of a number in each byte, the least significant first, the top bit set in all bytes but the last. Only the
/// shortest form is read.
/// </summary>
public static class Leb128
{
    /// <summary>Bytes of the longest 64-bit number.</summary>
    public const int MaxSize = 10;

    /// <summary>Bytes of an unsigned number, 1 to 10.</summary>
    public static int SizeOf(ulong value) => (System.Numerics.BitOperations.Log2(value | 1) / 7) + 1;

    /// <summary>Bytes of a signed number, 1 to 10.</summary>
    public static int SizeOf(long value) => ((System.Numerics.BitOperations.Log2((ulong)(value < 0 ? ~value : value) << 1 | 1)) / 7) + 1;

    /// <summary>Writes an unsigned number to where the caller has checked that <see cref="SizeOf(ulong)"/> bytes fit.</summary>
    /// <returns>Bytes written.</returns>
    public static int Write(Span<byte> destination, ulong value)
    {
        int at = 0;
        while (value >= 0x80)
        {
            destination[at++] = (byte)(value | 0x80);
            value >>= 7;
        }

        destination[at] = (byte)value;
        return at + 1;
    }

    /// <summary>Writes a signed number to where the caller has checked that <see cref="SizeOf(long)"/> bytes fit.</summary>
    /// <returns>Bytes written.</returns>
    public static int Write(Span<byte> destination, long value)
    {
        int at = 0;
        while (value is < -64 or > 63)
        {
            destination[at++] = (byte)(value | 0x80);
            value >>= 7;
        }

        destination[at] = (byte)(value & 0x7f);
        return at + 1;
    }

    /// <summary>Reads an unsigned number of at most so many bits.</summary>
    /// <returns>Done and the bytes it took; invalid at field 0, offset 0 if it is too long; or one more byte is needed.</returns>
    public static UnpackResult Read(ReadOnlySpan<byte> source, int bits, out ulong value)
    {
        value = 0;
        for (int i = 0; i < source.Length; i++)
        {
            ulong part = source[i] & 0x7fu;
            int shift = 7 * i;
            bool fits = shift < bits && (part == 0 || shift + System.Numerics.BitOperations.Log2(part) < bits);
            if (!fits)
                break;
            value |= part << shift;
            if (source[i] >= 0x80)
                continue;
            if (part == 0 && i > 0)
                break;
            return UnpackResult.Done(i + 1);
        }

        bool mayGoOn = source.Length * 7 < bits && AllContinue(source);
        value = mayGoOn ? value : 0;
        return mayGoOn ? UnpackResult.NeedMoreData(1) : UnpackResult.Invalid(InvalidReason.BadLeb128, 0, 0);
    }

    /// <summary>Reads a signed number of at most so many bits.</summary>
    /// <returns>Done and the bytes it took; invalid at field 0, offset 0 if it is too long; or one more byte is needed.</returns>
    public static UnpackResult Read(ReadOnlySpan<byte> source, int bits, out long value)
    {
        value = 0;
        int longest = (bits + 6) / 7;
        for (int i = 0; i < source.Length && i < longest; i++)
        {
            int shift = 7 * i;
            value |= (long)(source[i] & 0x7f) << shift;
            if (source[i] >= 0x80)
                continue;
            if (shift + 7 < 64)
                value = value << (57 - shift) >> (57 - shift);
            bool fits = bits == 64 || (value >= -(1L << (bits - 1)) && value < 1L << (bits - 1));
            if (fits && SizeOf(value) == i + 1 && (i < 9 || source[i] is 0x00 or 0x7f))
                return UnpackResult.Done(i + 1);
            value = 0;
            return UnpackResult.Invalid(InvalidReason.BadLeb128, 0, 0);
        }

        value = 0;
        return source.Length < longest ? UnpackResult.NeedMoreData(1) : UnpackResult.Invalid(InvalidReason.BadLeb128, 0, 0);
    }

    private static bool AllContinue(ReadOnlySpan<byte> source)
    {
        foreach (byte b in source)
        {
            if (b < 0x80)
                return false;
        }

        return true;
    }
}
