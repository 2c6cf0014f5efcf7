using System.Globalization;
using System.Text;
using KerberosGen.Inspection.Statistics;

namespace KerberosGen.Inspection.Rendering;

/// <summary>
/// Draws statistics as SVG: how long answers took, a row for each request code with its distribution on a logarithmic scale and its
/// percentiles; and how many packets went when.
/// </summary>
public static class StatisticsSvgRenderer
{
    private const int Left = 250;
    private const int PlotWidth = 600;
    private const int Width = Left + PlotWidth + 130;
    private const int Top = 104;
    private const int Row = 54;
    private const int TimelineHeight = 140;
    private const int BinsOfADecade = 16;

    private const string Styles = """
        .head { font-size: 16px; font-weight: 600; }
        .title { font-size: 13px; font-weight: 600; }
        .sub { fill: #595959; font-size: 11px; }
        .grid { stroke: #dddddd; stroke-width: 1; }
        .axis { stroke: #6b6b6b; stroke-width: 1; }
        .area { fill: #b9c8d9; stroke: #1f3f66; stroke-width: 1; }
        .bar { fill: #1f3f66; }
        .median { stroke: #1a1a1a; stroke-width: 2.6; }
        .high { stroke: #1a1a1a; stroke-width: 1.4; stroke-dasharray: 4 2; }
        .most { fill: #ffffff; stroke: #1a1a1a; stroke-width: 1.4; }
        """;

    /// <summary>The drawing: a well-formed SVG document.</summary>
    /// <param name="statistics">What was counted.</param>
    /// <param name="source">The capture's name.</param>
    public static string Draw(TrafficStatistics statistics, string source)
    {
        List<CodeStatistics> rows = [.. statistics.Codes.Where(static c => c.Times.Count > 0 && c.Direction != PacketDirection.Response)];
        double timesHeight = Math.Max(1, rows.Count) * Row;
        double timelineTop = Top + timesHeight + 96;
        var svg = new SvgText(Width, timelineTop + TimelineHeight + 60);
        string sum = FormattableString.Invariant($"{statistics.Packets} packets, {statistics.Bytes} bytes in {DurationText.Of(statistics.Duration)}, {statistics.Errors} with errors");
        svg.Text(20, 28, "head", source).Text(20, 46, "sub", sum);
        svg.Text(Left, Top - 28, "title", "Response time by request");
        svg.Text(Left, Top - 12, "sub", "shape: how many took how long; line: median; dashed: p90, p99; dot: longest");
        if (rows.Count == 0)
            svg.Text(Left, Top + 30, "sub", "no request was answered");
        else
            DrawTimes(svg, rows, timesHeight);
        DrawTimeline(svg, statistics, timelineTop);
        return svg.ToString($"Statistics of {source}", Describe(sum, rows), Styles);
    }

    private static string Describe(string sum, List<CodeStatistics> rows) => sum + ". " + string.Concat(rows.Select(static r =>
        FormattableString.Invariant($"{r.Name}: {r.Times.Count} answers, median {DurationText.Of(r.Times.Percentile(0.5))}, 99 % within {DurationText.Of(r.Times.Percentile(0.99))}. ")));

    private static void DrawTimes(SvgText svg, List<CodeStatistics> rows, double height)
    {
        int first = (int)Math.Floor(Math.Log10(Math.Max(1, rows.Min(static r => r.Times.Smallest.Ticks))));
        int last = (int)Math.Ceiling(Math.Log10(1 + rows.Max(static r => r.Times.Largest.Ticks)));
        last = Math.Max(first + 1, last);
        double X(double ticks) => Left + (PlotWidth * Math.Clamp((Math.Log10(Math.Max(1, ticks)) - first) / (last - first), 0, 1));
        for (int decade = first; decade <= last; decade++)
        {
            double x = X(Math.Pow(10, decade));
            svg.Line(x, Top, x, Top + height, decade == first ? "axis" : "grid")
                .Text(x, Top + height + 18, "mid sub", DurationText.Of(TimeSpan.FromTicks((long)Math.Pow(10, decade))));
        }

        svg.Line(Left, Top + height, Left + PlotWidth, Top + height, "axis")
            .Text(Left + (PlotWidth / 2), Top + height + 36, "mid sub", "response time (logarithmic)");
        for (int i = 0; i < rows.Count; i++)
            DrawRow(svg, rows[i], Top + (i * Row), first, last, X);
    }

    private static void DrawRow(SvgText svg, CodeStatistics row, double top, int first, int last, Func<double, double> place)
    {
        double bottom = top + Row - 6;
        string code = row.Code is { } number ? number.ToString(CultureInfo.InvariantCulture) + " " : "";
        svg.Text(Left - 12, bottom - 18, "end", code + row.Name)
            .Text(Left - 12, bottom - 3, "end sub", FormattableString.Invariant($"{row.Times.Count} answered, {row.Refused} refused, {row.Unanswered} lost"));
        svg.Path(Shape(row.Times, first, last, bottom, place), "area");
        double median = place(row.Times.Percentile(0.5).Ticks);
        svg.Line(median, bottom - 36, median, bottom, "median");
        foreach (double share in (ReadOnlySpan<double>)[0.9, 0.99])
        {
            double x = place(row.Times.Percentile(share).Ticks);
            svg.Line(x, bottom - 26, x, bottom, "high");
        }

        double most = place(row.Times.Largest.Ticks);
        svg.Path(FormattableString.Invariant($"M{most - 4:0.##} {bottom:0.##}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z"), "most")
            .Text(Left + PlotWidth + 14, bottom - 18, "sub", "p50 " + DurationText.Of(row.Times.Percentile(0.5)))
            .Text(Left + PlotWidth + 14, bottom - 3, "sub", "p99 " + DurationText.Of(row.Times.Percentile(0.99)));
    }

    // Bins of equal width on the logarithmic scale, as high as they hold durations.
    private static string Shape(LatencyHistogram times, int first, int last, double bottom, Func<double, double> place)
    {
        double[] bins = new double[(last - first) * BinsOfADecade];
        foreach ((long from, long to, long count) in times.Buckets())
        {
            double middle = Math.Log10(Math.Max(1, (from + to) / 2.0)) - first;
            bins[Math.Clamp((int)(middle * BinsOfADecade), 0, bins.Length - 1)] += count;
        }

        double highest = bins.Max();
        var path = new StringBuilder();
        path.Append(CultureInfo.InvariantCulture, $"M{Left} {bottom:0.##}");
        for (int i = 0; i < bins.Length; i++)
        {
            double y = bottom - (36 * bins[i] / highest);
            double x = place(Math.Pow(10, first + ((double)i / BinsOfADecade)));
            double next = place(Math.Pow(10, first + ((i + 1.0) / BinsOfADecade)));
            path.Append(CultureInfo.InvariantCulture, $"L{x:0.##} {y:0.##}L{next:0.##} {y:0.##}");
        }

        return path.Append(CultureInfo.InvariantCulture, $"L{Left + PlotWidth} {bottom:0.##}z").ToString();
    }

    private static void DrawTimeline(SvgText svg, TrafficStatistics statistics, double top)
    {
        ReadOnlySpan<long> counts = statistics.Timeline.Counts;
        double bottom = top + TimelineHeight;
        svg.Text(Left, top - 28, "title", "Packets over time")
            .Text(Left, top - 12, "sub", $"packets in each {DurationText.Of(statistics.Timeline.Width)}");
        if (counts.IsEmpty)
            return;
        long highest = NiceCeiling(Largest(counts));
        for (int i = 0; i <= 4; i++)
        {
            double y = bottom - (TimelineHeight * i / 4.0);
            svg.Line(Left, y, Left + PlotWidth, y, i == 0 ? "axis" : "grid")
                .Text(Left - 8, y + 4, "end sub", ByteCount.Of(highest * i / 4.0));
        }

        double width = (double)PlotWidth / counts.Length;
        for (int i = 0; i < counts.Length; i++)
        {
            double height = (double)TimelineHeight * counts[i] / highest;
            if (counts[i] > 0)
                svg.Box(Left + (i * width), bottom - Math.Max(1, height), Math.Max(1, width - (width > 4 ? 1 : 0)), Math.Max(1, height), "bar");
        }

        TimeSpan whole = statistics.Timeline.Width * counts.Length;
        for (int i = 0; i <= 5; i++)
            svg.Text(Left + (PlotWidth * i / 5.0), bottom + 18, "mid sub", i == 0 ? "0" : DurationText.Of(whole * (i / 5.0)));
        svg.Text(Left + (PlotWidth / 2), bottom + 36, "mid sub", "time since the first packet")
            .Text(Left - 60, bottom - (TimelineHeight / 2), "end sub", "packets");
    }

    private static long Largest(ReadOnlySpan<long> counts)
    {
        long largest = 1;
        foreach (long count in counts)
            largest = Math.Max(largest, count);
        return largest;
    }

    // 4, 8, 20, 40, 80, 200, ...: so that a quarter is a round number.
    private static long NiceCeiling(long value)
    {
        for (long power = 1; ; power *= 10)
        {
            foreach (long step in (ReadOnlySpan<long>)[4, 8, 20])
            {
                if (step * power >= value)
                    return step * power;
            }
        }
    }
}
