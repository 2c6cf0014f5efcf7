using System.Globalization;
using System.Text;

namespace KerberosGen.Inspection.Rendering;

/// <summary>Writes who said what to whom as text: a lane for each participant, an arrow for each packet.</summary>
/// <param name="output">Where to; lines end in <c>\n</c>.</param>
/// <param name="participants">The lanes' names, from left to right.</param>
public sealed class SequenceDiagram(TextWriter output, IReadOnlyList<string> participants)
{
    private const int LaneWidth = 12;
    private const int TimeWidth = 9;

    /// <summary>Writes the lanes' names.</summary>
    public void WriteHead()
    {
        var line = new StringBuilder();
        line.Append(' ', TimeWidth);
        foreach (string participant in participants)
        {
            string name = participant.Length < LaneWidth ? participant : participant[..(LaneWidth - 1)];
            int left = (LaneWidth - name.Length) / 2;
            line.Append(' ', left).Append(name).Append(' ', LaneWidth - name.Length - left);
        }

        output.Write(line.ToString().TrimEnd() + "\n");
    }

    /// <summary>Writes one packet.</summary>
    /// <param name="milliseconds">Since the beginning.</param>
    /// <param name="from">Who sent it; a lane's name, or one that has no lane.</param>
    /// <param name="to">Who got it.</param>
    /// <param name="label">What it is.</param>
    public void WriteArrow(double milliseconds, string from, string to, string label)
    {
        int source = IndexOf(from), target = IndexOf(to);
        char[] lanes = new string(' ', participants.Count * LaneWidth).ToCharArray();
        for (int i = 0; i < participants.Count; i++)
            lanes[Middle(i)] = '│';
        if (source >= 0 && target >= 0 && source != target)
            Draw(lanes, source, target);
        else
            label = $"{label}  {from} -> {to}";
        string time = milliseconds.ToString("0.0", CultureInfo.InvariantCulture).PadLeft(TimeWidth - 1);
        output.Write($"{time} {new string(lanes).TrimEnd()} {label}\n");
    }

    private static void Draw(char[] lanes, int source, int target)
    {
        int left = Middle(Math.Min(source, target)), right = Middle(Math.Max(source, target));
        for (int i = left + 1; i < right; i++)
            lanes[i] = lanes[i] == '│' ? '┼' : '─';
        bool goesRight = source < target;
        lanes[left] = goesRight ? '├' : '│';
        lanes[right] = goesRight ? '│' : '┤';
        lanes[goesRight ? right - 1 : left + 1] = goesRight ? '▶' : '◀';
    }

    private static int Middle(int lane) => (lane * LaneWidth) + (LaneWidth / 2);

    private int IndexOf(string participant)
    {
        for (int i = 0; i < participants.Count; i++)
        {
            if (participants[i] == participant)
                return i;
        }

        return -1;
    }
}
