using System.Globalization;
using System.Text;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Exports.Wireshark;

/// <summary>What a dissector is called, so that it stands beside Wireshark's own of the same name.</summary>
internal static class DissectorNames
{
    private const string Prefix = "kg";

    /// <summary>The protocol's name in filters: <c>kg</c> and the namespace's last word, or the packet's name where packets stand alone.</summary>
    public static string AbbreviationOf(ProtocolLayout protocol, PacketLayout? alone)
    {
        string name = alone?.Name ?? protocol.Name[(protocol.Name.LastIndexOf('.') + 1)..];
        return Prefix + string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
    }

    /// <summary>A declared name as filters have it: <c>TextPlain</c> is <c>text_plain</c>.</summary>
    public static string Snake(string name)
    {
        var snake = new StringBuilder();
        for (int i = 0; i < name.Length; i++)
        {
            bool isWordStart = i > 0 && char.IsUpper(name[i]) && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            snake.Append(isWordStart && snake[^1] != '_' ? "_" : "").Append(char.ToLower(name[i], CultureInfo.InvariantCulture));
        }

        return string.Concat(snake.ToString().Where(c => char.IsAsciiLetterOrDigit(c) || c == '_'));
    }
}
