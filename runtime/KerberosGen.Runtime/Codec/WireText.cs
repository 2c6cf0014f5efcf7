using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace KerberosGen.Codec;

/// <summary>Text to bytes and back in the encodings of the declaring language, for generated code and for tools.</summary>
public static class WireText
{
    /// <summary>Encodes a text; false if it has a character that the encoding lacks, is not valid UTF-16, or does not fit.</summary>
    public static bool TryEncode(TextEncoding encoding, ReadOnlySpan<char> text, Span<byte> destination, out int written)
    {
        OperationStatus status;
        switch (encoding)
        {
            case TextEncoding.Utf8:
                status = Utf8.FromUtf16(text, destination, out _, out written, replaceInvalidSequences: false);
                break;
            case TextEncoding.Ascii:
                status = Ascii.FromUtf16(text, destination, out written);
                break;
            default:
                return TryEncodeLatin1(text, destination, out written);
        }

        return status == OperationStatus.Done;
    }

    /// <summary>Decodes bytes; what is not valid in the encoding becomes U+FFFD.</summary>
    public static string Decode(TextEncoding encoding, ReadOnlySpan<byte> bytes) => encoding switch
    {
        TextEncoding.Latin1 => Encoding.Latin1.GetString(bytes),
        TextEncoding.Ascii => string.Create(bytes.Length, bytes, static (chars, source) =>
        {
            for (int i = 0; i < chars.Length; i++)
                chars[i] = source[i] < 0x80 ? (char)source[i] : '\uFFFD';
        }),
        _ => Encoding.UTF8.GetString(bytes),
    };

    /// <summary>The text in quotes, as <see cref="DisplayText"/> makes it safe to show.</summary>
    public static string Quote(TextEncoding encoding, ReadOnlySpan<byte> bytes) => encoding == TextEncoding.Utf8
        ? DisplayText.Quote(bytes)
        : DisplayText.Quote(Encoding.UTF8.GetBytes(Decode(encoding, bytes)));

    private static bool TryEncodeLatin1(ReadOnlySpan<char> text, Span<byte> destination, out int written)
    {
        written = 0;
        if (text.Length > destination.Length || text.ContainsAnyExceptInRange('\0', '\u00ff'))
            return false;
        written = Encoding.Latin1.GetBytes(text, destination);
        return true;
    }
}
