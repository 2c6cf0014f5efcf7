using System.Text;
using KerberosGen.Protocol;

namespace KerberosGen.Client;

/// <summary>What may be sent of what was typed or pasted.</summary>
internal static class SendableText
{
    private const string Tab = "    ";

    /// <summary>One line as it is sent: valid Unicode, a tab as four blanks, and nothing that could drive another's terminal.</summary>
    public static string Of(string typed)
    {
        var text = new StringBuilder(typed.Length);
        foreach (Rune rune in typed.EnumerateRunes())
        {
            if (rune.Value == '\t')
                text.Append(Tab);
            else if (!Rune.IsControl(rune))
                text.Append(rune);
        }

        return text.ToString();
    }

    /// <summary>A text to be said, whatever it begins with: what the room would carry out gets a second slash.</summary>
    public static string ToSay(string text) => ModerationCommand.IsMeant(text) ? "/" + text.TrimStart() : text;

    /// <summary>Bytes by which a message is longer than can be sent, with <c>name: </c> in front of it; 0 or less if it can be.</summary>
    public static int Excess(string text, string ownName) =>
        Encoding.UTF8.GetByteCount(ownName) + ": "u8.Length + Encoding.UTF8.GetByteCount(text) - ClientSession.MaxMessageSize;
}
