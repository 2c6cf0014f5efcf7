using System.Globalization;
using System.Text;

namespace KerberosGen.Inspection.Inputs;

/// <summary>What a line of a dump is.</summary>
internal enum DumpLineKind : byte
{
    /// <summary>Nothing, or a comment.</summary>
    Blank,

    /// <summary>An offset and bytes; at the end of some dumps an offset alone.</summary>
    Data,

    /// <summary><c>*</c>: the line above, again and again.</summary>
    Repeat,

    /// <summary>No line of a dump.</summary>
    Other,
}

/// <summary>A line of text that shows bytes: an offset, hex digits, the same as text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Offset">The offset's digits, behind <c>0x</c> if that stands there.</param>
/// <param name="HasColon">True if a colon stands behind the offset, as xxd and tcpdump have it.</param>
/// <param name="IsHexOffset">True if <c>0x</c> stands in front of the offset.</param>
/// <param name="HasText">True if something stands behind the hex digits.</param>
/// <param name="Bytes">The bytes.</param>
internal readonly record struct DumpLine(DumpLineKind Kind, string Offset, bool HasColon, bool IsHexOffset, bool HasText, byte[] Bytes)
{
    private const int FewestDigits = 4;
    private const int MostDigits = 16;

    /// <summary>The first line that is not blank.</summary>
    public static DumpLine First(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            int end = text.IndexOf((byte)'\n');
            DumpLine line = Parse(end < 0 ? text : text[..end], isLast: end < 0);
            if (line.Kind != DumpLineKind.Blank)
                return line;
            text = end < 0 ? [] : text[(end + 1)..];
        }

        return Of(DumpLineKind.Blank);
    }

    /// <summary>Takes a line apart.</summary>
    /// <param name="line">The line without its end.</param>
    /// <param name="isLast">True if no line end stands behind it: it may be cut anywhere.</param>
    public static DumpLine Parse(ReadOnlySpan<byte> line, bool isLast)
    {
        string text = Encoding.Latin1.GetString(line).Trim();
        if (text.Length == 0 || text[0] == '#')
            return Of(DumpLineKind.Blank);
        if (text == "*")
            return Of(DumpLineKind.Repeat);
        bool isHexOffset = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        string rest = isHexOffset ? text[2..] : text;
        int digits = CountHex(rest);
        bool hasColon = digits < rest.Length && rest[digits] == ':';
        bool isOffset = digits is >= FewestDigits and <= MostDigits && (digits == rest.Length || hasColon || rest[digits] is ' ' or '\t');
        if (!isOffset)
            return Of(isLast && digits == rest.Length ? DumpLineKind.Blank : DumpLineKind.Other);
        string behind = rest[(digits + (hasColon ? 1 : 0))..].TrimStart();
        int hexEnd = hasColon ? EndBeforeTwoSpaces(behind) : EndBeforeText(behind);
        byte[]? bytes = BytesOf(behind.AsSpan(0, hexEnd), wholeBytes: !hasColon, isLast && hexEnd == behind.Length);
        return bytes is null
            ? Of(DumpLineKind.Other)
            : new DumpLine(DumpLineKind.Data, rest[..digits], hasColon, isHexOffset, behind.AsSpan(hexEnd).Trim().Length > 0, bytes);
    }

    /// <summary>The offset, read with this base; null if its digits are not of it.</summary>
    public long? OffsetIn(int numberBase)
    {
        long value = 0;
        foreach (char c in Offset)
        {
            int digit = char.IsAsciiHexDigit(c) ? int.Parse([c], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : numberBase;
            if (digit >= numberBase || value > long.MaxValue / 32)
                return null;
            value = (value * numberBase) + digit;
        }

        return value;
    }

    private static DumpLine Of(DumpLineKind kind) => new(kind, "", false, false, false, []);

    private static int CountHex(string text)
    {
        int count = 0;
        while (count < text.Length && char.IsAsciiHexDigit(text[count]))
            count++;
        return count;
    }

    // The groups of xxd and tcpdump have one space between them, and the text two in front.
    private static int EndBeforeTwoSpaces(string text) => text.IndexOf("  ", StringComparison.Ordinal) is var at and >= 0 ? at : text.Length;

    // The bytes of hexdump stand in two halves, two spaces apart; the text begins with | or >, or three spaces from the last byte.
    private static int EndBeforeText(string text)
    {
        int end = text.Length;
        foreach (string border in (string[])["|", " >", "   "])
        {
            int at = text.IndexOf(border, StringComparison.Ordinal);
            if (at >= 0)
                end = Math.Min(end, at);
        }

        return end;
    }

    private static byte[]? BytesOf(ReadOnlySpan<char> hex, bool wholeBytes, bool mayBeCut)
    {
        List<byte> bytes = [];
        foreach (Range range in hex.Split(' '))
        {
            ReadOnlySpan<char> group = hex[range];
            bool isCut = mayBeCut && range.End.GetOffset(hex.Length) == hex.Length && group.Length % 2 != 0;
            if (isCut)
                group = group[..^1];
            if (group.Length % 2 != 0 || (wholeBytes && group.Length > 2))
                return null;
            for (int i = 0; i < group.Length; i += 2)
            {
                if (!byte.TryParse(group.Slice(i, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value))
                    return null;
                bytes.Add(value);
            }
        }

        return [.. bytes];
    }
}
