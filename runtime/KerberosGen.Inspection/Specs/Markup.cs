using System.Text;

namespace KerberosGen.Inspection.Specs;

/// <summary>Text within XML and HTML.</summary>
internal static class Markup
{
    /// <summary>The text with what is markup escaped, for an element or a quoted attribute; control characters, which XML has not, become U+FFFD.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            _ = c switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\t' or '\n' => escaped.Append(c),
                < ' ' or '\ufffe' or '\uffff' => escaped.Append('\ufffd'),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }
}
