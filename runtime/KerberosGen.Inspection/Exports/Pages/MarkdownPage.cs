using System.Text;
using KerberosGen.Inspection.Specs;
using KerberosGen.Layout;
using KerberosGen.WireTables;

namespace KerberosGen.Inspection.Exports.Pages;

/// <summary>The written specification as Markdown (CommonMark with tables): a table and a text figure for each packet.</summary>
public static class MarkdownPage
{
    /// <summary>Writes the page; lines end in <c>\n</c>.</summary>
    public static string Write(ProtocolLayout protocol)
    {
        WireDocument document = LayoutTables.Of(protocol);
        var text = new StringBuilder();
        text.Append($"# {Escape(protocol.Name)}: the wire, packet by packet\n\n");
        foreach (string paragraph in SpecPages.HowToRead)
            text.Append(Escape(paragraph)).Append("\n\n");
        foreach ((string title, IReadOnlyList<PacketLayout> packets) in SpecPages.SectionsOf(protocol))
        {
            text.Append($"## {title}\n\n");
            foreach (PacketLayout packet in packets)
                AppendPacket(text, packet, protocol);
        }

        if (!document.Types.IsEmpty)
        {
            text.Append("## Types\n\n");
            AppendTable(text, ["type", "size", "holds"], document.Types.Select(t => new[] { t.Name, t.Size?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-", t.Holds }));
        }

        if (SpecPages.EncryptedOf(protocol).Any())
        {
            text.Append("## Encryption\n\nEach field is encrypted on its own with AES-256-CBC.\n\n");
            AppendTable(text, ["packet", "field", "key", "IV", "padding", "plaintext"], SpecPages.EncryptedOf(protocol).Select(e => e.Cells));
        }

        return text.ToString().TrimEnd() + "\n";
    }

    private static void AppendPacket(StringBuilder text, PacketLayout packet, ProtocolLayout protocol)
    {
        text.Append($"<a id=\"{Markup.Escape(SpecPages.AnchorOf(packet, protocol))}\"></a>\n\n### {Escape(SpecPages.TitleOf(packet))}\n\n");
        if (packet.Summary.Length > 0)
            text.Append(Escape(packet.Summary)).Append("\n\n");
        text.Append(Escape(SpecPages.SizeOf(packet, protocol))).Append(".\n\n");
        if (packet.Fields.IsEmpty)
            return;
        AppendTable(text, ["field", "type", "offset", "size", "use"], LayoutTables.Of(packet).Rows.Select(SpecPages.CellsOf));
        text.Append("```text\n").Append(PacketFigure.Draw(packet)).Append("```\n\n");
    }

    private static void AppendTable(StringBuilder text, string[] titles, IEnumerable<string[]> rows)
    {
        text.Append("| ").AppendJoin(" | ", titles).Append(" |\n|").AppendJoin('|', titles.Select(_ => "---")).Append("|\n");
        foreach (string[] row in rows)
            text.Append("| ").AppendJoin(" | ", row.Select(Escape)).Append(" |\n");
        text.Append('\n');
    }

    // What Markdown would take for itself; a backslash makes it text.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (char c in text)
        {
            if (c is '\\' or '|' or '*' or '_' or '`' or '[' or ']' or '<' or '>' or '#')
                escaped.Append('\\');
            escaped.Append(c is '\n' ? ' ' : c);
        }

        return escaped.ToString();
    }
}
