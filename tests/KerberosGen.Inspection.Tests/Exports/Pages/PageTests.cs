using System.Xml.Linq;
using KerberosGen.Inspection.Exports.Pages;
using KerberosGen.Inspection.Specs;
using KerberosGen.Layout;
using Xunit;

namespace KerberosGen.Inspection.Tests.Exports.Pages;

public sealed class PageTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string> Protocols => ["chat", "words"];

    [Theory]
    [MemberData(nameof(Protocols))]
    public void The_page_is_well_formed_and_every_packet_has_its_place_in_the_index_a_row_for_each_field_and_a_figure(string name)
    {
        ProtocolLayout protocol = Named(name);

        XElement page = XDocument.Parse(HtmlPage.Write(protocol)).Root!;

        HashSet<string> ids = [.. page.Descendants().Attributes("id").Select(a => a.Value)];
        Assert.Equal(page.Descendants().Attributes("id").Count(), ids.Count);
        Assert.All(page.Descendants().Attributes("href"), a => Assert.Contains(a.Value[1..], ids));
        Assert.All(page.Descendants().Attributes().Where(a => a.Name.LocalName is "src"), a => Assert.Fail($"{a} is another file"));
        foreach (PacketLayout packet in protocol.Packets)
        {
            XElement section = page.Descendants("section").Single(s => s.Element("h3")!.Value == SpecPages.TitleOf(packet));
            Assert.Equal(packet.Fields.Select(f => f.Name), section.Descendants("tbody").Elements("tr").Select(r => r.Element("td")!.Value));
            Assert.Equal(packet.Fields.IsEmpty ? 0 : 1, section.Elements(Svg + "svg").Count());
        }

        Assert.All(protocol.Packets.Where(p => p.Code is not null), p => Assert.Contains(p.Code.ToString()!, ids));
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void The_markdown_has_a_title_a_row_for_each_field_and_a_figure_for_each_packet(string name)
    {
        ProtocolLayout protocol = Named(name);

        string page = MarkdownPage.Write(protocol);

        foreach (PacketLayout packet in protocol.Packets)
        {
            int start = page.IndexOf($"### {SpecPages.TitleOf(packet)}\n", StringComparison.Ordinal);
            Assert.True(start >= 0, packet.Name);
            int end = page.IndexOf("\n### ", start, StringComparison.Ordinal);
            string section = end < 0 ? page[start..] : page[start..end];
            Assert.All(packet.Fields, f => Assert.Contains($"\n| {f.Name.Replace("_", "\\_", StringComparison.Ordinal)} | ", section, StringComparison.Ordinal));
            if (!packet.Fields.IsEmpty)
                Assert.Contains($"```text\n{PacketFigure.Draw(packet)}```\n", section, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("\r", page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void A_figure_is_well_formed_and_names_every_field(string name)
    {
        foreach (PacketLayout packet in Named(name).Packets)
        {
            XElement figure = XDocument.Parse(SvgFigure.Draw(packet)).Root!;

            Assert.Equal(packet.ToString(), figure.Element(Svg + "title")!.Value);
            string texts = string.Join('\n', figure.Descendants(Svg + "text").Select(t => t.Value));
            Assert.All(packet.Fields, f => Assert.Contains(f.Name, texts, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void What_is_markup_is_text_in_every_page()
    {
        var packet = new PacketLayout
        {
            Name = "A<b>&\"",
            Summary = "<script>alert('x')</script> & [more] | less",
            Kind = PacketKind.Structure,
            MinSize = 1,
            Size = 1,
            Fields = [new FieldLayout { Name = "<i>&", Offset = 0, Summary = "</svg>", Type = new FieldType { Kind = FieldKind.Unsigned, Name = "byte", Size = 1 } }],
        };
        var protocol = new ProtocolLayout("N<&>", [packet]);

        Assert.DoesNotContain("<script", HtmlPage.Write(protocol), StringComparison.Ordinal);
        Assert.Equal("N<&>: the wire, packet by packet", XDocument.Parse(HtmlPage.Write(protocol)).Root!.Descendants("h1").Single().Value);
        Assert.Equal("A<b>&\"", XDocument.Parse(SvgFigure.Draw(packet)).Root!.Element(Svg + "title")!.Value);
        Assert.DoesNotContain(" <script", MarkdownPage.Write(protocol), StringComparison.Ordinal);
    }

    private static ProtocolLayout Named(string name) => name == "chat" ? Vector.Protocol : Words.PacketCatalog.Layout;
}
