namespace KerberosGen.Inspection.Rendering;

/// <summary>Rows of words in columns: the first ones to the left, the others to the right.</summary>
/// <param name="leftColumns">How many columns begin at the left.</param>
/// <param name="widest">The most characters of a column at the left; longer words end in <c>..</c>.</param>
/// <param name="heads">The columns' names.</param>
internal sealed class TextTable(int leftColumns, int widest, params string[] heads)
{
    private readonly List<string[]> _rows = [heads];

    public void Add(params string[] cells) => _rows.Add(cells);

    public void Write(TextWriter output, bool color)
    {
        string[][] cut = [.. _rows.Select(Cut)];
        int[] widths = [.. heads.Select((_, column) => cut.Max(row => row[column].Length))];
        for (int i = 0; i < cut.Length; i++)
        {
            string line = string.Join("  ", cut[i].Select((cell, column) => column < leftColumns ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd();
            output.Write((i == 0 ? Ansi.Paint(line, Ansi.Bold, color) : line) + "\n");
        }
    }

    private string[] Cut(string[] row) =>
        [.. row.Select((cell, column) => column < leftColumns && cell.Length > widest ? cell[..(widest - 2)] + ".." : cell)];
}
