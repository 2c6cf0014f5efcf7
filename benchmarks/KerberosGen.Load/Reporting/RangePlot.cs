using System.Globalization;
using KerberosGen.Inspection.Rendering;

namespace KerberosGen.Load.Reporting;

/// <summary>A plot of figures on a logarithmic scale, a row each: a dot at the median and a line over the middle half.</summary>
internal static class RangePlot
{
    private const int Left = 300;
    private const int PlotWidth = 520;
    private const int Right = 120;
    private const int Top = 74;
    private const int Row = 22;
    private const int Heading = 34;
    private const int Bottom = 40;

    private const string Styles = """
        .head { font-size: 16px; font-weight: 600; }
        .title { font-size: 13px; font-weight: 600; }
        .sub { fill: #595959; font-size: 11px; }
        .grid { stroke: #dddddd; stroke-width: 1; }
        .axis { stroke: #6b6b6b; stroke-width: 1; }
        .range { stroke: #1f3f66; stroke-width: 3; }
        .dot { fill: #1f3f66; stroke: #1f3f66; stroke-width: 1.4; }
        .hollow { fill: #ffffff; stroke: #1a1a1a; stroke-width: 1.4; }
        """;

    /// <summary>The drawing: a well-formed SVG document.</summary>
    /// <param name="title">What it is.</param>
    /// <param name="unit">What the scale says.</param>
    /// <param name="groups">The rows; there is one at least.</param>
    public static string Draw(string title, string unit, IReadOnlyList<RangeGroup> groups)
    {
        RangeRow[] rows = [.. groups.SelectMany(static group => group.Rows)];
        double least = Math.Floor(Math.Log10(rows.Min(static row => row.Figure.Lower)));
        double most = Math.Max(least + 1, Math.Ceiling(Math.Log10(rows.Max(static row => row.Figure.Upper))));
        double X(double figure) => Left + (PlotWidth * (Math.Log10(figure) - least) / (most - least));
        double height = (groups.Count * Heading) + (rows.Length * Row);
        var svg = new SvgText(Left + PlotWidth + Right, Top + height + Bottom);
        svg.Text(20, 28, "head", title).Text(20, 48, "sub", unit);
        for (double decade = least; decade <= most; decade++)
        {
            double x = X(Math.Pow(10, decade));
            svg.Line(x, Top, x, Top + height, decade == least ? "axis" : "grid").Text(x, Top + height + 18, "mid sub", Show(Math.Pow(10, decade)));
        }

        double y = Top;
        foreach (RangeGroup group in groups)
        {
            y += Heading;
            svg.Text(20, y - 10, "title", group.Title);
            foreach (RangeRow row in group.Rows)
            {
                Draw(svg, row, y, X);
                y += Row;
            }
        }

        return svg.ToString(title, Describe(unit, groups), Styles);
    }

    private static void Draw(SvgText svg, RangeRow row, double top, Func<double, double> place)
    {
        double middle = top + (Row / 2.0), x = place(row.Figure.Median);
        svg.Text(Left - 12, middle + 4, "end", row.Name)
            .Line(place(row.Figure.Lower), middle, place(row.Figure.Upper), middle, "range")
            .Path(FormattableString.Invariant($"M{x - 4:0.##} {middle:0.##}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z"), row.IsHollow ? "hollow" : "dot")
            .Text(Left + PlotWidth + 14, middle + 4, "sub", Show(row.Figure.Median));
    }

    private static string Describe(string unit, IReadOnlyList<RangeGroup> groups) => unit + ". " + string.Concat(groups.SelectMany(
        static group => group.Rows.Select(row => $"{group.Title}: {row.Name} {Show(row.Figure.Median)}. ")));

    private static string Show(double figure) => figure.ToString(figure >= 100 ? "N0" : "G3", CultureInfo.InvariantCulture);
}
