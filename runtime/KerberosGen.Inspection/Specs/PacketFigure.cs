using System.Text;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Specs;

/// <summary>
/// A packet as the figures of RFCs draw one: 32 bits to a row, the most significant bit of each byte to the left. A part that
/// takes more than a row is drawn between tildes; behind one of variable size a new row begins.
/// </summary>
public static class PacketFigure
{
    private const int Width = FigureRow.Width;

    /// <summary>Draws a packet.</summary>
    /// <param name="packet">Its table.</param>
    /// <returns>Lines that end in <c>\n</c>; of a packet without fields, that it has none.</returns>
    public static string Draw(PacketLayout packet)
    {
        if (packet.Fields.IsEmpty)
            return "  (no payload)\n";
        if (packet.Kind == PacketKind.Union)
            return string.Join("\n", packet.Fields.Select(f => $"  {CaseOf(f)}:\n{Draw([FigureCells.Of(f)])}"));
        return Draw([.. FigureCells.Of(packet)]);
    }

    internal static string CaseOf(FieldLayout field) => field.IsOtherwise ? "otherwise" : "case " + string.Join(", ", field.Cases);

    private static string Draw(List<FigureCell> cells)
    {
        var legend = new List<string>();
        List<FigureRow> rows = FigureRow.Of(cells);
        var text = new StringBuilder();
        text.Append("   0                   1                   2                   3\n");
        text.Append("   ").AppendJoin(' ', Enumerable.Range(0, Width).Select(i => i % 10)).Append('\n');
        for (int i = 0; i <= rows.Count; i++)
        {
            AppendBorder(text, i == 0 ? null : rows[i - 1], i == rows.Count ? null : rows[i]);
            if (i < rows.Count)
                AppendRow(text, rows[i], legend);
        }

        foreach (string line in legend)
            text.Append("  ").Append(line).Append('\n');
        return text.ToString();
    }

    // A name that has no room is a letter, and the name stands below the figure.
    private static string Fitting(string label, int bits, List<string> legend)
    {
        if (label.Length <= (2 * bits) - 1)
            return label;
        string letter = ((char)('A' + (legend.Count % 26))).ToString();
        legend.Add($"{letter} = {label}");
        return letter;
    }

    private static void AppendRow(StringBuilder text, FigureRow row, List<string> legend)
    {
        char edge = row.IsTall ? '~' : '|';
        text.Append("  ").Append(edge);
        foreach (FigurePart part in row.Parts)
        {
            int width = (2 * part.Bits) - 1;
            string label = !part.IsNamed ? "" : Fitting(part.Cell.Label, part.Bits, legend);
            int before = (width - label.Length) / 2;
            text.Append(' ', before).Append(label).Append(' ', width - before - label.Length).Append(edge);
        }

        text.Append('\n');
    }

    private static void AppendBorder(StringBuilder text, FigureRow? above, FigureRow? below)
    {
        text.Append("  ");
        var line = new StringBuilder();
        for (int i = 0; i <= Width; i++)
        {
            bool isOpenLeft = i > 0 && IsOneCell(i - 1);
            bool isOpenRight = i < Width && IsOneCell(i);
            bool isEdge = i is 0 or Width;
            line.Append(isEdge || !isOpenLeft || !isOpenRight ? HasBorder(i) ? '+' : ' ' : ' ');
            if (i < Width)
                line.Append(HasBorder(i) && HasBorder(i + 1) && !isOpenRight && (IsDrawn(above, i) || IsDrawn(below, i)) ? '-' : ' ');
        }

        text.Append(line.ToString().TrimEnd()).Append('\n');

        bool IsOneCell(int bit) => above?.CellAt(bit) is { } cell && ReferenceEquals(cell, below?.CellAt(bit));

        bool HasBorder(int i) => (i > 0 && (IsDrawn(above, i - 1) || IsDrawn(below, i - 1))) || (i < Width && (IsDrawn(above, i) || IsDrawn(below, i)));

        static bool IsDrawn(FigureRow? row, int bit) => row?.CellAt(bit) is not null;
    }
}
