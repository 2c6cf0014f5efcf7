using System.Buffers;
using System.Globalization;
using System.Text;

namespace KerberosGen.Codec;

/// <summary>
/// Text from a peer, made safe to show: control characters, terminal escapes and bidirectional overrides become visible
/// escapes, bytes that are not UTF-8 become U+FFFD.
/// </summary>
public static class DisplayText
{
    /// <summary>The text in quotes, quotes and backslashes escaped.</summary>
    public static string Quote(ReadOnlySpan<byte> utf8) => "\"" + Escape(Encoding.UTF8.GetString(utf8), quotes: true) + "\"";

    /// <summary>The text without quotes; only what could drive a terminal is escaped.</summary>
    public static string Escape(ReadOnlySpan<byte> utf8) => Escape(Encoding.UTF8.GetString(utf8), quotes: false);

    /// <summary>The text without quotes; only what could drive a terminal is escaped.</summary>
    public static string Escape(string text) => Escape(text, quotes: false);

    private static string Escape(string text, bool quotes)
    {
        StringBuilder? escaped = null;
        int copied = 0;
        int at = 0;
        while (at < text.Length)
        {
            OperationStatus status = Rune.DecodeFromUtf16(text.AsSpan(at), out Rune rune, out int length);
            bool keep = status == OperationStatus.Done && !MayDriveATerminal(rune) && !(quotes && rune.Value is '"' or '\\');
            if (!keep)
            {
                escaped ??= new StringBuilder(text.Length + 16);
                escaped.Append(text, copied, at - copied).Append(EscapeOf(text, at, length, rune));
                copied = at + length;
            }

            at += length;
        }

        return escaped is null ? text : escaped.Append(text, copied, text.Length - copied).ToString();
    }

    private static bool MayDriveATerminal(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x200E or 0x200F or 0x061C or 0xFEFF;

    private static string EscapeOf(string text, int at, int length, Rune rune) => text[at] switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        char c when length == 1 => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
        _ => "\\U" + rune.Value.ToString("x8", CultureInfo.InvariantCulture),
    };
}
