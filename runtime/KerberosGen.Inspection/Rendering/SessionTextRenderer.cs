using System.Globalization;
using System.Text;
using KerberosGen.Codec;
using KerberosGen.Inspection.Sessions;

namespace KerberosGen.Inspection.Rendering;

/// <summary>
/// Writes a session for a person: a lane for each participant, a row for each step with its time, its arrow and what it is. No row is
/// wider than was asked for, unless a word is. A solid arrow is a packet, a dashed one is sent again, and ✗ marks what went wrong.
/// </summary>
/// <param name="output">Where to; lines end in <c>\n</c>.</param>
/// <param name="options">How.</param>
/// <param name="width">Characters of a row: 80 at least.</param>
public sealed class SessionTextRenderer(TextWriter output, RenderOptions options, int width = 80)
{
    private const int LeastLabel = 36;
    private const int LeastLane = 8;
    private const int MostLane = 16;
    private const int MostLanes = 24;
    private const string Unbroken = "\u00a0";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly int _width = Math.Max(80, width);
    private int _timeWidth;
    private int _laneWidth;
    private SessionLanes _lanes = null!;

    /// <summary>Writes a session: who is who, the diagram, and what went wrong in numbers.</summary>
    public void Write(Session session)
    {
        string format = session.Duration < TimeSpan.FromSeconds(100) ? "0.000000" : "0.000";
        _timeWidth = session.Duration.TotalSeconds.ToString(format, CultureInfo.InvariantCulture).Length;
        int room = _width - _timeWidth - LeastLabel - 2;
        _lanes = SessionLanes.Of(session, Math.Min(MostLanes, room / LeastLane));
        _laneWidth = Math.Clamp(room / _lanes.All.Count, LeastLane, MostLane);
        WriteHead(session);
        DateTimeOffset? before = null;
        foreach (SessionStep step in session.Steps)
        {
            if (before is { } last && step.Time - last >= Pause)
                WriteRow("", Lines('┊'), Paint($"{DurationText.Of(step.Time - last)} later", Ansi.Dim));
            before = step.Time;
            WriteStep(step, (step.Time - session.Start).TotalSeconds.ToString(format, CultureInfo.InvariantCulture));
        }

        WriteSum(session);
    }

    private void WriteHead(Session session)
    {
        foreach (SessionLane lane in _lanes.All)
            output.Write($"{lane.Name.PadRight(10)} {lane.Title}{(lane.IsServer ? "  (server)" : "")}\n");
        if (session.Steps.Count > 0)
            output.Write($"{"0 seconds",-10} {session.Start.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture)}\n");
        output.Write('\n');
        var names = new StringBuilder();
        foreach (SessionLane lane in _lanes.All)
        {
            string name = lane.Name.Length < _laneWidth ? lane.Name : lane.Name.Replace(" ", "", StringComparison.Ordinal);
            name = name.Length < _laneWidth ? name : name[..(_laneWidth - 1)];
            int left = (_laneWidth - name.Length + 1) / 2;
            names.Append(' ', left).Append(name).Append(' ', _laneWidth - name.Length - left);
        }

        output.Write($"{"s".PadLeft(_timeWidth)} {names.ToString().TrimEnd()}\n");
    }

    private void WriteStep(SessionStep step, string time)
    {
        List<string> trouble = [.. StepText.TroubleOf(step).Select(static t => "✗ " + t)];
        string mark = step.IsTrouble && trouble.Count == 0 ? "✗ " : "";
        string color = step.IsTrouble ? (step.Kind is StepKind.Retransmission or StepKind.ConnectedAgain ? Ansi.Yellow : Ansi.Red) : "";
        string shared = step.Stream is { } stream && (IsShared(step.From) || IsShared(step.To)) ? FormattableString.Invariant($" [{stream}]") : "";
        IEnumerable<(string Text, string Color)> texts =
            trouble.Select(t => (t, color)).Concat(step.Notes.Select(static n => (DisplayText.Escape(n), ""))).Prepend((mark + StepText.TitleOf(step) + shared, mark.Length > 0 ? color : ""));
        string arrow = Arrow(step);
        foreach ((string text, string paint) in texts)
        {
            string indent = arrow.Length > 0 ? "" : "  ";
            foreach (string line in Wrap(text, LabelWidth - indent.Length))
            {
                WriteRow(time, arrow.Length > 0 ? arrow : Lines('│'), indent + (paint.Length > 0 ? Paint(line, paint) : line));
                time = arrow = "";
                indent = "  ";
            }
        }
    }

    private void WriteSum(Session session)
    {
        int packets = session.Steps.Count(static s => s.IsPacket);
        List<string> counts = [FormattableString.Invariant($"{packets} packets in {DurationText.Of(session.Duration)}")];
        Count("refused", static s => s.Failure is not null);
        Count("without an answer", static s => s.IsUnanswered);
        Count("with errors", static s => s.Error is not null);
        Count("no packets", static s => s.Kind == StepKind.Garbage);
        Count("gaps", static s => s.Kind == StepKind.Gap);
        Count("sent again", static s => s.Kind == StepKind.Retransmission || s.Repeats is not null);
        Count("connections refused", static s => s.Kind == StepKind.ConnectionRefused);
        Count("resets", static s => s.Kind == StepKind.Reset);
        if (session.Connections is { Admitted: > 0 } connections)
            counts.Add(connections.ToString());
        output.Write($"\n{string.Join(", ", counts)}\n");

        void Count(string what, Func<SessionStep, bool> isIt)
        {
            int count = session.Steps.Count(isIt);
            if (count > 0)
                counts.Add(FormattableString.Invariant($"{count} {what}"));
        }
    }

    private int LabelWidth => _width - _timeWidth - 1 - LanesWidth - 2;

    // Nothing is drawn to the right of the last lane's line.
    private int LanesWidth => (_laneWidth * _lanes.All.Count) - _laneWidth + (_laneWidth / 2) + 1;

    private bool IsShared(System.Net.IPEndPoint endPoint) => _lanes.All[_lanes.IndexOf(endPoint)].IsShared;

    private void WriteRow(string time, string lanes, string label) => output.Write($"{Paint(time.PadLeft(_timeWidth), Ansi.Dim)} {lanes[..LanesWidth]}  {label}\n");

    private string Lines(char line) => string.Concat(_lanes.All.Select(_ => new string(' ', _laneWidth / 2) + line + new string(' ', _laneWidth - (_laneWidth / 2) - 1)));

    private string Arrow(SessionStep step)
    {
        char[] row = Lines('│').ToCharArray();
        int source = _lanes.IndexOf(step.From), target = _lanes.IndexOf(step.To);
        int from = Middle(source), to = Middle(target);
        if (source == target)
        {
            row[from] = '○';
            return new string(row);
        }

        bool goesRight = from < to;
        int left = Math.Min(from, to), right = Math.Max(from, to);
        bool isDashed = step.Kind is StepKind.Retransmission or StepKind.ConnectedAgain || step.Repeats is not null;
        for (int i = left + 1; i < right; i++)
            row[i] = row[i] == '│' ? '┼' : isDashed ? '╌' : '─';
        row[left] = goesRight ? '├' : '│';
        row[right] = goesRight ? '│' : '┤';
        row[goesRight ? right - 1 : left + 1] = goesRight ? '▶' : '◀';
        if (step.IsTrouble && !isDashed)
            row[(left + right) / 2] = '✗';
        return new string(row);
    }

    private int Middle(int lane) => (lane * _laneWidth) + (_laneWidth / 2);

    private string Paint(string text, string color) => Ansi.Paint(text, color, options.Color);

    private static IEnumerable<string> Wrap(string text, int width)
    {
        // A number stays with its unit.
        foreach (string unit in (ReadOnlySpan<string>)["B", "µs", "ms", "s"])
        {
            for (int at = text.IndexOf(' ' + unit, StringComparison.Ordinal); at > 0; at = text.IndexOf(' ' + unit, at + 1, StringComparison.Ordinal))
            {
                int behind = at + 1 + unit.Length;
                if (char.IsAsciiDigit(text[at - 1]) && (behind == text.Length || text[behind] is ' ' or ','))
                    text = text[..at] + Unbroken + text[(at + 1)..];
            }
        }

        while (text.Length > width)
        {
            int space = text.LastIndexOf(' ', width);
            if (space <= 0)
                space = text.IndexOf(' ', width);
            if (space <= 0)
                break;
            yield return text[..space].Replace(Unbroken, " ", StringComparison.Ordinal);
            text = text[(space + 1)..];
            width = Math.Max(8, width);
        }

        yield return text.Replace(Unbroken, " ", StringComparison.Ordinal);
    }
}
