using System.Buffers;
using System.Globalization;
using System.Text;
using KerberosGen.Codec;

namespace KerberosGen.Client;

/// <summary>
/// Text of others as a row takes it: escaped by <see cref="DisplayText"/>, and each grapheme cluster one or two columns wide, so that
/// nothing piles up on a neighbour or shifts what stands behind it.
/// </summary>
internal static class ShownText
{
    /// <summary>Runes of one cluster: a kiss of two people with skin tones has 10; more marks would leave their row.</summary>
    private const int MaxClusterRunes = 16;

    private const string DottedCircle = "\u25cc";

    private static readonly SearchValues<char> s_hexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>The text, safe to show.</summary>
    public static string Of(string text)
    {
        string escaped = DisplayText.Escape(text);
        if (Ascii.IsValid(escaped))
            return escaped;
        var shown = new StringBuilder(escaped.Length + 16);
        for (int at = 0; at < escaped.Length;)
        {
            int length = StringInfo.GetNextTextElementLength(escaped.AsSpan(at));
            Append(shown, escaped.Substring(at, length));
            at += length;
        }

        return shown.ToString();
    }

    /// <summary>Characters of UTF-16 at the front of a shown text that belong together: an escape, or a grapheme cluster.</summary>
    public static int NextLength(ReadOnlySpan<char> shown)
    {
        int digits = shown is ['\\', var kind, ..] ? kind switch { 'u' => 4, 'U' => 8, 'n' or 'r' or 't' => 0, _ => -1 } : -1;
        // What stands on an escape's last character stays there.
        int before = digits >= 0 && shown.Length >= digits + 2 && !shown.Slice(2, digits).ContainsAnyExcept(s_hexDigits) ? digits + 1 : 0;
        return before + StringInfo.GetNextTextElementLength(shown[before..]);
    }

    private static void Append(StringBuilder shown, string cluster)
    {
        int end = EndOfRunes(cluster, MaxClusterRunes);
        string first = cluster[..end];
        if (DisplayColumns.OfCluster(first) > 0)
            shown.Append(first);
        else if (IsMark(first) && StringInfo.GetNextTextElementLength(DottedCircle + first) == first.Length + 1)
            shown.Append(DottedCircle).Append(first);
        else
            AppendEscaped(shown, first);

        // What is left begins with a mark, which needs something to stand on.
        if (end < cluster.Length)
            Append(shown, cluster[end..]);
    }

    private static int EndOfRunes(string cluster, int runes)
    {
        int end = 0;
        while (end < cluster.Length && runes-- > 0)
            end += char.IsHighSurrogate(cluster[end]) ? 2 : 1;
        return end;
    }

    /// <summary>True for what stands on another character; a skin tone does too, but is as wide as a picture where it stands on none.</summary>
    private static bool IsMark(string cluster) => Rune.GetUnicodeCategory(Rune.GetRuneAt(cluster, 0))
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark;

    private static void AppendEscaped(StringBuilder shown, string cluster)
    {
        foreach (Rune rune in cluster.EnumerateRunes())
        {
            shown.Append(rune.IsBmp ? "\\u" : "\\U");
            shown.Append(rune.Value.ToString(rune.IsBmp ? "x4" : "x8", CultureInfo.InvariantCulture));
        }
    }
}
