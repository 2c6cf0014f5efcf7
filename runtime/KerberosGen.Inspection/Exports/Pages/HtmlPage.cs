using System.Globalization;
using System.Text;
using KerberosGen.Inspection.Specs;
using KerberosGen.Layout;
using KerberosGen.WireTables;

namespace KerberosGen.Inspection.Exports.Pages;

/// <summary>
/// The written specification as one HTML page that needs no other file: an index, and a table and a figure for each packet. It is
/// well-formed XML too, light or dark as the reader's screen is, and reads in print.
/// </summary>
public static class HtmlPage
{
    private const string Style = """
        :root{color-scheme:light dark;--text:#1c2024;--soft:#5b6570;--ground:#fdfdfc;--card:#fff;--line:#d9dee3;--accent:#0b5fae}
        @media (prefers-color-scheme:dark){:root{--text:#e4e7ea;--soft:#9aa4ae;--ground:#14171a;--card:#1b1f23;--line:#343b42;--accent:#7cb8f5}}
        *{box-sizing:border-box}
        body{margin:0;color:var(--text);background:var(--ground);font:16px/1.55 system-ui,sans-serif}
        a{color:var(--accent);text-decoration:none}a:hover{text-decoration:underline}
        .page{display:grid;grid-template-columns:17rem minmax(0,1fr);max-width:78rem;margin:0 auto}
        nav{position:sticky;top:0;height:100vh;overflow:auto;padding:2rem 1rem;font-size:.875rem;border-right:1px solid var(--line)}
        nav h2{font-size:.75rem;letter-spacing:.08em;text-transform:uppercase;color:var(--soft);margin:1.4rem 0 .3rem}
        nav ul{list-style:none;margin:0;padding:0}nav li{padding:.08rem 0;overflow-wrap:anywhere}
        main{padding:2rem;min-width:0}
        h1{font-size:1.8rem;line-height:1.2;margin:0 0 1rem}main h2{margin:3rem 0 1rem;border-bottom:1px solid var(--line);padding-bottom:.3rem}
        section.packet{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:1rem 1.25rem;margin:0 0 1.25rem}
        section.packet h3{margin:0;font-size:1.1rem}section.packet h3 a{color:inherit}
        .size{color:var(--soft);font-size:.875rem;margin:.1rem 0 .6rem}
        .wide{overflow-x:auto}
        table{border-collapse:collapse;width:100%;font-size:.875rem;margin:.6rem 0 1rem}
        th{text-align:left;color:var(--soft);font-weight:600}
        th,td{padding:.3rem .6rem;border-bottom:1px solid var(--line);vertical-align:top}
        td:first-child,td.type{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:.8125rem}
        td.number,th.number{text-align:right;white-space:nowrap}
        svg{max-width:100%;height:auto;display:block}
        @media (max-width:60rem){.page{display:block}nav{position:static;height:auto;border:0}main{padding:1rem}}
        @media print{nav{display:none}.page{display:block}section.packet{break-inside:avoid}}
        """;

    /// <summary>Writes the page; lines end in <c>\n</c>.</summary>
    public static string Write(ProtocolLayout protocol)
    {
        WireDocument document = LayoutTables.Of(protocol);
        string name = Markup.Escape(protocol.Name);
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
        page.Append($"<title>{name}: the wire, packet by packet</title>\n<style>\n{Style.ReplaceLineEndings("\n")}\n</style>\n</head>\n<body>\n<div class=\"page\">\n");
        AppendIndex(page, protocol, document);
        page.Append($"<main>\n<h1>{name}: the wire, packet by packet</h1>\n");
        foreach (string paragraph in SpecPages.HowToRead)
            page.Append($"<p>{Markup.Escape(paragraph)}</p>\n");
        foreach ((string title, IReadOnlyList<PacketLayout> packets) in SpecPages.SectionsOf(protocol))
        {
            page.Append($"<h2>{title}</h2>\n");
            foreach (PacketLayout packet in packets)
                AppendPacket(page, packet, protocol);
        }

        if (!document.Types.IsEmpty)
        {
            page.Append("<h2 id=\"types\">Types</h2>\n");
            AppendTable(page, ["type", "size", "holds"], document.Types.Select(t => new[] { t.Name, t.Size?.ToString(CultureInfo.InvariantCulture) ?? "-", t.Holds }));
        }

        if (SpecPages.EncryptedOf(protocol).Any())
        {
            page.Append("<h2 id=\"encryption\">Encryption</h2>\n<p>Each field is encrypted on its own with AES-256-CBC.</p>\n");
            AppendTable(page, ["packet", "field", "key", "IV", "padding", "plaintext"], SpecPages.EncryptedOf(protocol).Select(e => e.Cells));
        }

        return page.Append("</main>\n</div>\n</body>\n</html>\n").ToString();
    }

    private static void AppendIndex(StringBuilder page, ProtocolLayout protocol, WireDocument document)
    {
        page.Append("<nav>\n");
        foreach ((string title, IReadOnlyList<PacketLayout> packets) in SpecPages.SectionsOf(protocol))
        {
            page.Append($"<h2>{title}</h2>\n<ul>\n");
            foreach (PacketLayout packet in packets)
                page.Append($"<li><a href=\"#{Markup.Escape(SpecPages.AnchorOf(packet, protocol))}\">{Markup.Escape(SpecPages.TitleOf(packet))}</a></li>\n");
            page.Append("</ul>\n");
        }

        bool isEncrypted = SpecPages.EncryptedOf(protocol).Any();
        if (isEncrypted || !document.Types.IsEmpty)
        {
            page.Append("<h2>More</h2>\n<ul>\n");
            if (!document.Types.IsEmpty)
                page.Append("<li><a href=\"#types\">Types</a></li>\n");
            if (isEncrypted)
                page.Append("<li><a href=\"#encryption\">Encryption</a></li>\n");
            page.Append("</ul>\n");
        }

        page.Append("</nav>\n");
    }

    private static void AppendPacket(StringBuilder page, PacketLayout packet, ProtocolLayout protocol)
    {
        string anchor = Markup.Escape(SpecPages.AnchorOf(packet, protocol));
        page.Append($"<section class=\"packet\" id=\"{anchor}\">\n<h3><a href=\"#{anchor}\">{Markup.Escape(SpecPages.TitleOf(packet))}</a></h3>\n");
        page.Append($"<p class=\"size\">{Markup.Escape(SpecPages.SizeOf(packet, protocol))}</p>\n");
        if (packet.Summary.Length > 0)
            page.Append($"<p>{Markup.Escape(packet.Summary)}</p>\n");
        if (!packet.Fields.IsEmpty)
        {
            AppendTable(page, ["field", "type", "offset", "size", "use"], LayoutTables.Of(packet).Rows.Select(SpecPages.CellsOf));
            page.Append(SvgFigure.Draw(packet, isWithinPage: true));
        }

        page.Append("</section>\n");
    }

    private static void AppendTable(StringBuilder page, string[] titles, IEnumerable<string[]> rows)
    {
        page.Append("<div class=\"wide\"><table>\n<thead><tr>");
        foreach (string title in titles)
            page.Append($"<th{ClassOf(title)}>{Markup.Escape(title)}</th>");
        page.Append("</tr></thead>\n<tbody>\n");
        foreach (string[] row in rows)
        {
            page.Append("<tr>");
            for (int i = 0; i < row.Length; i++)
                page.Append($"<td{ClassOf(titles[i])}>{Markup.Escape(row[i])}</td>");
            page.Append("</tr>\n");
        }

        page.Append("</tbody>\n</table></div>\n");
    }

    private static string ClassOf(string title) => title switch
    {
        "offset" or "size" => " class=\"number\"",
        "type" => " class=\"type\"",
        _ => "",
    };
}
