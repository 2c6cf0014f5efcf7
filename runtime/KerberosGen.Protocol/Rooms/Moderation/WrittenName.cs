using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using KerberosGen.Codec;

namespace KerberosGen.Protocol;

/// <summary>
/// A display name within a sentence or a command: bare if it is one word of letters and digits, otherwise in quotes with the
/// escapes of <see cref="DisplayText"/>. So no name can pretend to be part of the sentence, or drive a terminal, and what is
/// shown can be typed.
/// </summary>
internal static class WrittenName
{
    /// <summary>Writes a name.</summary>
    public static string Of(string name) => IsBare(name) ? name : Quote(name);

    /// <summary>Reads a name in quotes.</summary>
    /// <param name="text">Begins with a quote.</param>
    /// <param name="name">The name, its escapes resolved; those that <see cref="DisplayText"/> does not write stand for themselves.</param>
    /// <param name="rest">What stands behind the closing quote.</param>
    /// <returns>False if there is no closing quote.</returns>
    public static bool TryReadQuoted(ReadOnlySpan<char> text, [NotNullWhen(true)] out string? name, out ReadOnlySpan<char> rest)
    {
        var read = new StringBuilder();
        int at = 1;
        while (at < text.Length && text[at] != '"')
        {
            int length = text[at] == '\\' ? ReadEscape(text[at..], read) : 0;
            if (length == 0)
                read.Append(text[at]);
            at += Math.Max(length, 1);
        }

        bool isClosed = at < text.Length;
        name = isClosed ? read.ToString() : null;
        rest = isClosed ? text[(at + 1)..] : default;
        return isClosed;
    }

    private static bool IsBare(string name)
    {
        foreach (Rune rune in name.EnumerateRunes())
        {
            // What is no Unicode becomes U+FFFD here, which is no letter.
            if (!Rune.IsLetterOrDigit(rune) && rune.Value is not ('-' or '_' or '.'))
                return false;
        }

        return name.Length > 0;
    }

    // DisplayText.Quote takes UTF-8, which cannot say all that a string can.
    private static string Quote(string name) =>
        "\"" + DisplayText.Escape(name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)) + "\"";

    private static int ReadEscape(ReadOnlySpan<char> text, StringBuilder read)
    {
        if (text.Length < 2)
            return 0;
        switch (text[1])
        {
            case '"' or '\\':
                read.Append(text[1]);
                return 2;
            case 'n':
                read.Append('\n');
                return 2;
            case 'r':
                read.Append('\r');
                return 2;
            case 't':
                read.Append('\t');
                return 2;
            case 'u' when TryHex(text, 4, out uint unit):
                read.Append((char)unit);
                return 6;
            case 'U' when TryHex(text, 8, out uint value) && Rune.IsValid(value):
                read.Append(new Rune(value).ToString());
                return 10;
            default:
                return 0;
        }
    }

    private static bool TryHex(ReadOnlySpan<char> text, int digits, out uint value)
    {
        value = 0;
        return text.Length >= 2 + digits && uint.TryParse(text.Slice(2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }
}
