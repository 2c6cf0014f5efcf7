using System.Globalization;
using System.Text;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Specs;

/// <summary>
/// A packet's figure as SVG: 32 bits to a row, the most significant bit of each byte to the left. A part of more than a row is
/// drawn in one tall row, with its sides broken; a part of variable size is torn. Black lines on white; within a page, lines
/// and text take the text's colour.
/// </summary>
public static class SvgFigure
{
    private const int BitWidth = 20;
    private const int RowHeight = 30;
    private const int TallHeight = 54;
    private const int ScaleHeight = 34;
    private const int LineHeight = 18;
    private const int Margin = 12;
    private const double CharacterWidth = 7.3;

    /// <summary>Draws a packet.</summary>
    /// <param name="packet">Its table.</param>
    /// <param name="isWithinPage">True for an element of an HTML page; false for a file of its own, with a white ground.</param>
    /// <returns>One <c>svg</c> element; lines end in <c>\n</c>.</returns>
    public static string Draw(PacketLayout packet, bool isWithinPage = false)
    {
        var drawing = new Drawing();
        if (packet.Fields.IsEmpty)
            drawing.Caption("no payload");
        else if (packet.Kind != PacketKind.Union)
            drawing.Boxes([.. FigureCells.Of(packet)]);
        else
        {
            foreach (FieldLayout field in packet.Fields)
            {
                drawing.Caption(PacketFigure.CaseOf(field) + ":");
                drawing.Boxes([FigureCells.Of(field)]);
            }
        }

        return drawing.ToSvg(packet.ToString(), isWithinPage);
    }

    private sealed class Drawing
    {
        private const int Width = FigureRow.Width * BitWidth;

        private readonly StringBuilder _lines = new();
        private readonly StringBuilder _texts = new();
        private readonly List<string> _legend = [];
        private int _y = Margin;
        private bool _hasScale;

        public void Caption(string text)
        {
            Text(Margin, _y + 13, text, "start");
            _y += LineHeight + 4;
        }

        public void Boxes(List<FigureCell> cells)
        {
            if (!_hasScale)
                Scale();
            _legend.Clear();
            List<FigureRow> rows = FigureRow.Of(cells);
            for (int i = 0; i < rows.Count; i++)
            {
                Border(i == 0 ? null : rows[i - 1], rows[i]);
                Row(rows[i]);
            }

            Border(rows[^1], null);
            _y += 8;
            foreach (string line in _legend)
            {
                Text(Margin, _y + 12, line, "start");
                _y += LineHeight;
            }
        }

        public string ToSvg(string title, bool isWithinPage)
        {
            int width = Width + (2 * Margin), height = _y + Margin;
            string ground = isWithinPage ? "" : Invariant($"<rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>\n");
            string color = isWithinPage ? "" : " color=\"#000\"";
            return Invariant($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\"{color}>\n")
                + $"<title>{Markup.Escape(title)}</title>\n{ground}"
                + $"<path d=\"{_lines.ToString().Trim()}\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.25\"/>\n"
                + $"<g font-family=\"ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace\" font-size=\"12\" fill=\"currentColor\">\n{_texts}</g>\n</svg>\n";
        }

        private void Scale()
        {
            _hasScale = true;
            for (int bit = 0; bit < FigureRow.Width; bit++)
            {
                int x = Margin + (bit * BitWidth) + (BitWidth / 2);
                if (bit % 10 == 0)
                    Text(x, _y + 10, (bit / 10).ToString(CultureInfo.InvariantCulture), "middle");
                Text(x, _y + 26, (bit % 10).ToString(CultureInfo.InvariantCulture), "middle");
            }

            _y += ScaleHeight;
        }

        private void Row(FigureRow row)
        {
            int height = row.IsTall ? TallHeight : RowHeight;
            int bit = 0;
            foreach (FigurePart part in row.Parts)
            {
                int left = X(bit), right = X(bit + part.Bits);
                Side(left, row);
                bool isTorn = row.IsTall && part.Cell.Bits is null;
                if (part.IsNamed)
                    Text((left + right) / 2, _y + (isTorn ? 22 : (height / 2) + 4), Fitting(part.Cell.Label, right - left), "middle");
                if (isTorn)
                {
                    Tear(left, right, _y + 34);
                    Tear(left, right, _y + 42);
                }

                bit += part.Bits;
            }

            Side(X(bit), row);
            _y += height;
        }

        private void Side(int x, FigureRow row)
        {
            if (!row.IsTall)
                _lines.Append(Invariant($"M{x} {_y}v{RowHeight} "));
            else if (row.Parts[0].Cell.Bits is null)
                _lines.Append(Invariant($"M{x} {_y}v34 M{x} {_y + 42}v{TallHeight - 42} "));
            else
                _lines.Append(Invariant($"M{x} {_y}v18 M{x} {_y + 22}v4 M{x} {_y + 29}v4 M{x} {_y + 36}v18 "));
        }

        private void Tear(int left, int right, int y)
        {
            _lines.Append(Invariant($"M{left} {y}"));
            for (int x = left; x < right; x += BitWidth)
                _lines.Append("q5 -5 10 0t10 0");
            _lines.Append(' ');
        }

        // Between two rows no line is drawn where one box goes on.
        private void Border(FigureRow? above, FigureRow? below)
        {
            int start = -1;
            for (int bit = 0; bit <= FigureRow.Width; bit++)
            {
                FigureCell? upper = bit < FigureRow.Width ? above?.CellAt(bit) : null, lower = bit < FigureRow.Width ? below?.CellAt(bit) : null;
                bool isDrawn = !ReferenceEquals(upper, lower);
                if (isDrawn && start < 0)
                    start = bit;
                if (isDrawn || start < 0)
                    continue;
                _lines.Append(Invariant($"M{X(start)} {_y}H{X(bit)} "));
                start = -1;
            }
        }

        private string Fitting(string label, int width)
        {
            if (label.Length * CharacterWidth <= width - 4)
                return label;
            string letter = ((char)('A' + (_legend.Count % 26))).ToString();
            _legend.Add($"{letter} = {label}");
            return letter;
        }

        private void Text(int x, int y, string text, string anchor) =>
            _texts.Append(Invariant($"<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{Markup.Escape(text)}</text>\n"));

        private static int X(int bit) => Margin + (bit * BitWidth);

        private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
    }
}
