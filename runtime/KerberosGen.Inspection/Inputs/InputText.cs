using System.Buffers.Text;

namespace KerberosGen.Inspection.Inputs;

/// <summary>Bytes written as text.</summary>
public static class InputText
{
    /// <summary>Reads bytes in any of the formats that are not captures; of <see cref="InputFormat.Tcpdump"/>, a pcap file with the frames.</summary>
    /// <param name="text">The input.</param>
    /// <param name="format">How it holds its bytes.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="error">What is wrong, and where; empty if nothing is.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, InputFormat format, out byte[] bytes, out string error)
    {
        error = "";
        switch (format)
        {
            case InputFormat.Hex:
                return TryParseHex(text, out bytes, out error);
            case InputFormat.Base64:
                return TryParseBase64(text, out bytes, out error);
            case InputFormat.Xxd when DumpLine.First(text) is { Kind: DumpLineKind.Data, HasColon: true }:
                return DumpText.TryParse(text, "xxd", out bytes, out error);
            case InputFormat.Xxd when text.Contains((byte)'{'):
                return DumpText.TryParseInclude(text, out bytes, out error);
            case InputFormat.Xxd:
                return TryParseHex(text, out bytes, out _) || DumpText.TryParse(text, "xxd", out bytes, out error);
            case InputFormat.Hexdump:
                return DumpText.TryParse(text, "hexdump -C", out bytes, out error);
            case InputFormat.Tcpdump:
                return FrameDump.TryParse(text, out bytes, out error);
            default:
                bytes = text.ToArray();
                return true;
        }
    }

    /// <summary>Reads hex digits: white space, colons, commas, <c>0x</c> and comments from <c>#</c> to the line's end are passed over.</summary>
    /// <param name="text">ASCII.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="error">What is wrong, and in which line; empty if nothing is.</param>
    public static bool TryParseHex(ReadOnlySpan<byte> text, out byte[] bytes, out string error)
    {
        var parsed = new List<byte>(text.Length / 2);
        int high = -1;
        int line = 1;
        bytes = [];
        for (int at = 0; at < text.Length; at++)
        {
            byte c = text[at];
            if (c == '\n')
                line++;
            if (c == '#')
            {
                int end = text[at..].IndexOf((byte)'\n');
                at = end < 0 ? text.Length : at + end - 1;
                continue;
            }

            bool isPrefix = c == '0' && high < 0 && at + 1 < text.Length && (text[at + 1] | 0x20) == 'x';
            if (isPrefix)
                at++;
            if (isPrefix || IsBetween(c))
            {
                if (high >= 0)
                {
                    error = FormattableString.Invariant($"line {line}: a single hex digit stands where two make a byte");
                    return false;
                }

                continue;
            }

            int digit = DigitOf(c);
            if (digit < 0)
            {
                error = FormattableString.Invariant($"line {line}: byte 0x{c:x2} is no hex digit");
                return false;
            }

            if (high < 0)
            {
                high = digit;
                continue;
            }

            parsed.Add((byte)((high << 4) | digit));
            high = -1;
        }

        error = high < 0 ? "" : "a hex digit is missing at the end";
        bytes = high < 0 ? [.. parsed] : [];
        return high < 0;
    }

    /// <summary>Reads base64; white space is passed over.</summary>
    /// <param name="text">ASCII.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="error">What is wrong; empty if nothing is.</param>
    public static bool TryParseBase64(ReadOnlySpan<byte> text, out byte[] bytes, out string error)
    {
        bytes = [];
        error = "the text is not base64";
        if (!Base64.IsValid(text, out int length))
            return false;
        byte[] decoded = new byte[length];
        byte[] dense = [.. text.ToArray().Where(c => !IsWhiteSpace(c))];
        if (Base64.DecodeFromUtf8(dense, decoded, out _, out int written) != System.Buffers.OperationStatus.Done || written != length)
            return false;
        bytes = decoded;
        error = "";
        return true;
    }

    private static bool IsBetween(byte c) => IsWhiteSpace(c) || c is (byte)':' or (byte)',';

    private static bool IsWhiteSpace(byte c) => c is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    private static int DigitOf(byte c) => c switch
    {
        >= (byte)'0' and <= (byte)'9' => c - '0',
        >= (byte)'a' and <= (byte)'f' => c - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => c - 'A' + 10,
        _ => -1,
    };
}
