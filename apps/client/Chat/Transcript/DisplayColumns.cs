using System.Globalization;
using System.Text;
using Terminal.Gui.Text;

namespace KerberosGen.Client;

/// <summary>Columns that text takes in a terminal, as the window's library counts them: it draws by its own count.</summary>
internal static class DisplayColumns
{
    /// <summary>Columns of a text.</summary>
    public static int Of(string text)
    {
        if (Ascii.IsValid(text))
            return text.Length;
        int columns = 0;
        for (int at = 0; at < text.Length;)
        {
            int length = StringInfo.GetNextTextElementLength(text.AsSpan(at));
            columns += OfCluster(text.AsSpan(at, length));
            at += length;
        }

        return columns;
    }

    /// <summary>Columns of one grapheme cluster: 0, 1 or 2.</summary>
    public static int OfCluster(ReadOnlySpan<char> cluster) =>
        cluster.Length == 1 && cluster[0] is >= ' ' and < '\x7f' ? 1 : Math.Clamp(cluster.ToString().GetColumns(), 0, 2);
}
