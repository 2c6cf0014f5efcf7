using System.Buffers;
using System.Globalization;
using System.Text;

namespace KerberosGen.Codec;

/// <summary>
/// Text from a peer, made safe to show: control characters, terminal escapes, bidirectional overrides, what cannot be seen and
/// what is no character yet become visible escapes, bytes that are not UTF-8 become U+FFFD. The joiners that Persian, Hindi and pictures are written
/// with stay where they join.
/// </summary>
public static class DisplayText
{
    private const char NonJoiner = '\u200c', Joiner = '\u200d', Keycap = '\u20e3';

    /// <summary>Latin, Greek and Cyrillic end here.</summary>
    private const char FirstJoined = '\u0530';

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
        bool isBehindShown = false;
        while (at < text.Length)
        {
            OperationStatus status = Rune.DecodeFromUtf16(text.AsSpan(at), out Rune rune, out int length);
            bool keep = status == OperationStatus.Done && !MayDriveATerminal(rune) && !IsUnseen(rune)
                && (!IsJoinerOrVariation(rune) || (isBehindShown && BelongsThere(text, at))) && !(quotes && rune.Value is '"' or '\\');
            if (!keep)
            {
                escaped ??= new StringBuilder(text.Length + 16);
                escaped.Append(text, copied, at - copied).Append(EscapeOf(text, at, length, rune));
                copied = at + length;
            }

            isBehindShown = keep;
            at += length;
        }

        return escaped is null ? text : escaped.Append(text, copied, text.Length - copied).ToString();
    }

    private static bool MayDriveATerminal(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            // A terminal and what counts its columns may take these to be of different widths.
            or UnicodeCategory.OtherNotAssigned
        || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x200E or 0x200F or 0x061C or 0xFEFF;

    /// <summary>What takes no room, or is a blank that is no space (UAX 44, Default_Ignorable_Code_Point): two names could look the same.</summary>
    private static bool IsUnseen(Rune rune) =>
        rune.Value is 0x00AD or 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x200B or 0x2800 or 0x3164 or 0xFFA0
            or (>= 0x2060 and <= 0x2065) or (>= 0x206A and <= 0x206F) or (>= 0xFFF0 and <= 0xFFFB) or (>= 0x1BCA0 and <= 0x1BCA3)
            or (>= 0x1D173 and <= 0x1D17A) or (>= 0xE0000 and <= 0xE0FFF);

    private static bool IsJoinerOrVariation(Rune rune) => rune.IsBmp && (IsJoiner((char)rune.Value) || IsVariation((char)rune.Value));

    private static bool IsJoiner(char c) => c is NonJoiner or Joiner;

    private static bool IsVariation(char c) => c is >= '\ufe00' and <= '\ufe0f';

    /// <summary>
    /// True for a joiner between two characters of scripts that are joined, and for a variation of a picture, a symbol or a
    /// keycap. In Latin they could only hide.
    /// </summary>
    private static bool BelongsThere(string text, int at)
    {
        char before = text[at - 1];
        char after = at + 1 < text.Length ? text[at + 1] : '\0';
        if (IsJoiner(text[at]))
            return before >= FirstJoined && !IsJoiner(before) && after >= FirstJoined && !IsJoiner(after);
        return (before >= FirstJoined && !IsJoiner(before) && !IsVariation(before)) || before is '©' or '®' || (after == Keycap && (char.IsAsciiDigit(before) || before is '#' or '*'));
    }

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
