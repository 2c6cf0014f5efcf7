using System.Globalization;
using System.Text;
using KerberosGen.Codec;

namespace KerberosGen.Inspection.Rendering;

/// <summary>
/// Writes an SVG 1.1 drawing: light background, the system's own fonts, black and greys and two colours that say nothing that words do
/// not. What it shows is told to a screen reader by its title and description.
/// </summary>
/// <param name="width">Its width in pixels.</param>
/// <param name="height">Its height in pixels.</param>
internal sealed class SvgText(double width, double height)
{
    private readonly StringBuilder _body = new();

    public SvgText Line(double x1, double y1, double x2, double y2, string style)
    {
        _body.Append(CultureInfo.InvariantCulture, $"<line x1=\"{x1:0.##}\" y1=\"{y1:0.##}\" x2=\"{x2:0.##}\" y2=\"{y2:0.##}\" class=\"{style}\"/>\n");
        return this;
    }

    public SvgText Box(double x, double y, double w, double h, string style)
    {
        _body.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{w:0.##}\" height=\"{h:0.##}\" class=\"{style}\"/>\n");
        return this;
    }

    public SvgText Path(string data, string style)
    {
        _body.Append(CultureInfo.InvariantCulture, $"<path d=\"{data}\" class=\"{style}\"/>\n");
        return this;
    }

    /// <summary>A line of text; <paramref name="x"/> is where it begins, has its middle or ends, as its style says.</summary>
    public SvgText Text(double x, double y, string style, string text)
    {
        _body.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.##}\" y=\"{y:0.##}\" class=\"{style}\">{Escape(text)}</text>\n");
        return this;
    }

    /// <summary>The whole drawing.</summary>
    /// <param name="title">What it is.</param>
    /// <param name="description">What it shows, in a sentence.</param>
    /// <param name="styles">The rules of the classes that were used.</param>
    public string ToString(string title, string description, string styles) => string.Create(CultureInfo.InvariantCulture, $"""
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:0.##} {height:0.##}" width="{width:0.##}" height="{height:0.##}" role="img" aria-labelledby="title desc">
        <title id="title">{Escape(title)}</title>
        <desc id="desc">{Escape(description)}</desc>
        <style>
        text {"{"} font: 12px system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; fill: #1a1a1a; {"}"}
        .mid {"{"} text-anchor: middle; {"}"}
        .end {"{"} text-anchor: end; {"}"}
        {styles}
        </style>
        <rect width="100%" height="100%" fill="#ffffff"/>
        {_body}</svg>

        """);

    // What XML 1.0 cannot hold is a control character, which a terminal's rule takes out too.
    private static string Escape(string text) => DisplayText.Escape(text)
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal)
        .Replace("\uFFFE", "\uFFFD", StringComparison.Ordinal).Replace("\uFFFF", "\uFFFD", StringComparison.Ordinal);
}
