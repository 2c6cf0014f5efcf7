using System.Globalization;
using KerberosGen.Inspection.Sessions;

namespace KerberosGen.Inspection.Rendering;

/// <summary>
/// Draws a session as SVG: a lane for each participant, an arrow for each step, its time to the left and what it is above it. A solid
/// arrow is a packet, a dashed one is sent again; what went wrong has a cross on its arrow, a bold line and words.
/// </summary>
public static class SessionSvgRenderer
{
    private const int MostLanes = 6;
    private const int Left = 110;
    private const int Top = 84;
    private const int Row = 34;
    private const int NoteRow = 15;
    private const int PauseRow = 26;
    private const double LetterWidth = 6.6;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private const string Styles = """
        .head { font-size: 16px; font-weight: 600; }
        .sub, .time, .note { fill: #595959; font-size: 11px; }
        .name { font-weight: 600; }
        .lane { stroke: #9a9a9a; stroke-width: 1; }
        .who { fill: #f3f3f3; stroke: #6b6b6b; stroke-width: 1; }
        .server { fill: #e3e8ee; }
        .arrow { stroke: #1f3f66; stroke-width: 1.4; }
        .tip { fill: #1f3f66; }
        .again { stroke: #595959; stroke-width: 1.4; stroke-dasharray: 5 4; }
        .againtip { fill: #595959; }
        .bad { stroke: #a11212; stroke-width: 2.2; }
        .badtip { fill: #a11212; }
        .badtext { fill: #a11212; font-weight: 600; }
        .pause { stroke: #9a9a9a; stroke-width: 1; stroke-dasharray: 2 4; }
        .paper { fill: #ffffff; }
        """;

    /// <summary>The drawing: a well-formed SVG document.</summary>
    /// <param name="session">What happened.</param>
    /// <param name="source">The capture's name.</param>
    public static string Draw(Session session, string source)
    {
        SessionLanes lanes = SessionLanes.Of(session, MostLanes);
        double laneWidth = Math.Clamp(1.05 * LongestLabel(session, lanes), 190, 420);
        double width = Left + (laneWidth * Math.Max(1, lanes.All.Count - 1)) + 140;
        double height = Top + 30 + HeightOf(session);
        var svg = new SvgText(width, height);
        string sum = FormattableString.Invariant($"{session.Steps.Count(static s => s.IsPacket)} packets in {DurationText.Of(session.Duration)}, {session.Steps.Count(static s => s.IsTrouble)} times trouble");
        svg.Text(20, 28, "head", source).Text(20, 46, "sub", $"{sum}; 0 s is {session.Start.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)} UTC");
        DrawLanes(svg, lanes, laneWidth, height - 20);
        double y = Top + 30;
        DateTimeOffset? before = null;
        foreach (SessionStep step in session.Steps)
        {
            if (before is { } last && step.Time - last >= Pause)
            {
                svg.Line(Left - 20, y + 10, X(lanes.All.Count - 1) + 20, y + 10, "pause")
                    .Text(Left - 26, y + 14, "time end", DurationText.Of(step.Time - last) + " later");
                y += PauseRow;
            }

            before = step.Time;
            y = DrawStep(svg, step, session.Start, lanes, X, y);
        }

        return svg.ToString($"Sequence diagram of {source}", $"{sum}, between {string.Join(", ", lanes.All.Select(static l => l.Title))}.", Styles);

        double X(int lane) => Left + 60 + (lane * laneWidth);
    }

    private static double LongestLabel(Session session, SessionLanes lanes) => LetterWidth * session.Steps
        .Select(s => (double)TitleOf(s, lanes).Length / Math.Max(1, Math.Abs(lanes.IndexOf(s.From) - lanes.IndexOf(s.To))))
        .DefaultIfEmpty(0).Max();

    private static string TitleOf(SessionStep step, SessionLanes lanes) =>
        StepText.TitleOf(step) + (step.Stream is { } stream && (lanes.All[lanes.IndexOf(step.From)].IsShared || lanes.All[lanes.IndexOf(step.To)].IsShared)
            ? FormattableString.Invariant($" [{stream}]")
            : "");

    private static double HeightOf(Session session)
    {
        double height = 30;
        DateTimeOffset? before = null;
        foreach (SessionStep step in session.Steps)
        {
            if (before is { } last && step.Time - last >= Pause)
                height += PauseRow;
            before = step.Time;
            height += Row + (NoteRow * (StepText.TroubleOf(step).Count() + step.Notes.Count));
        }

        return height;
    }

    private static void DrawLanes(SvgText svg, SessionLanes lanes, double laneWidth, double bottom)
    {
        for (int i = 0; i < lanes.All.Count; i++)
        {
            SessionLane lane = lanes.All[i];
            double x = Left + 60 + (i * laneWidth);
            svg.Line(x, Top + 4, x, bottom, "lane")
                .Box(x - 76, Top - 26, 152, 32, lane.IsServer ? "who server" : "who")
                .Text(x, Top - 12, "mid name", lane.IsServer ? "server" : lane.Name)
                .Text(x, Top + 1, "mid sub", lane.Title);
        }
    }

    private static double DrawStep(SvgText svg, SessionStep step, DateTimeOffset start, SessionLanes lanes, Func<int, double> place, double y)
    {
        double from = place(lanes.IndexOf(step.From)), to = place(lanes.IndexOf(step.To));
        bool isAgain = step.Kind is StepKind.Retransmission or StepKind.ConnectedAgain || step.Repeats is not null;
        bool isBad = step.IsTrouble && !isAgain;
        string kind = isAgain ? "again" : isBad ? "bad" : "arrow";
        string tip = isAgain ? "againtip" : isBad ? "badtip" : "tip";
        double middle = (from + to) / 2;
        double line = y + 20;
        svg.Text(Left - 26, line + 4, "time end", (step.Time - start).TotalSeconds.ToString("0.000000", CultureInfo.InvariantCulture) + " s");
        Label(svg, middle, line - 6, isBad ? "mid badtext" : "mid", (isBad ? "✗ " : "") + TitleOf(step, lanes));
        if (from == to)
        {
            svg.Path(FormattableString.Invariant($"M{from - 5:0.##} {line:0.##}l5 -5l5 5l-5 5z"), tip);
        }
        else
        {
            double back = from < to ? -9 : 9;
            svg.Line(from, line, to + back, line, kind)
                .Path(FormattableString.Invariant($"M{to:0.##} {line:0.##}l{back:0.##} -4.5v9z"), tip);
            if (isBad)
                svg.Path(FormattableString.Invariant($"M{middle - 5:0.##} {line - 5:0.##}l10 10m0 -10l-10 10"), "bad");
        }

        double note = line + 3;
        foreach (string text in StepText.TroubleOf(step))
            Label(svg, middle, note += NoteRow, isAgain ? "mid note" : "mid badtext", text);
        foreach (string text in step.Notes)
            Label(svg, middle, note += NoteRow, "mid note", text);
        return y + Row + (note - line - 3);
    }

    // Lanes pass behind words.
    private static void Label(SvgText svg, double middle, double baseline, string style, string text)
    {
        double width = text.Length * LetterWidth;
        svg.Box(middle - (width / 2), baseline - 11, width, 14, "paper").Text(middle, baseline, style, text);
    }
}
