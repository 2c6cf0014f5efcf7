namespace KerberosGen.Inspection.Specs;

/// <summary>A row of a packet's figure.</summary>
/// <param name="IsTall">True for the middle of a part that takes more than a row: it is not drawn to scale.</param>
internal sealed record FigureRow(bool IsTall)
{
    /// <summary>Bits of a row.</summary>
    public const int Width = 32;

    public List<FigurePart> Parts { get; } = [];

    public int Used => Parts.Sum(p => p.Bits);

    public FigureCell? CellAt(int bit)
    {
        foreach (FigurePart part in Parts)
        {
            if (bit < part.Bits)
                return part.Cell;
            bit -= part.Bits;
        }

        return null;
    }

    /// <summary>Lays boxes out. One that takes more than a row has a tall row; behind one of variable size a new row begins.</summary>
    public static List<FigureRow> Of(IEnumerable<FigureCell> cells)
    {
        var rows = new List<FigureRow>();
        FigureRow? open = null;
        foreach (FigureCell cell in cells)
        {
            int room = open is null ? Width : Width - open.Used;
            if (cell.Bits is { } bits && bits <= room)
            {
                open ??= Add(new FigureRow(IsTall: false));
                open.Parts.Add(new FigurePart(cell, (int)bits, IsNamed: true));
            }
            else
            {
                long left = cell.Bits is { } size ? size - (open is null ? 0 : room) : Width;
                bool isTall = left > Width || cell.Bits is null;
                long rest = isTall && cell.Bits is not null ? left % Width : cell.Bits is null ? 0 : left;
                // A part that begins on one row and ends on the next has its name where there is more room.
                bool isNamedAbove = !isTall && room > rest;
                open?.Parts.Add(new FigurePart(cell, room, isNamedAbove));
                if (isTall)
                    Add(new FigureRow(IsTall: true)).Parts.Add(new FigurePart(cell, Width, IsNamed: true));
                open = rest > 0 ? Add(new FigureRow(IsTall: false)) : null;
                open?.Parts.Add(new FigurePart(cell, (int)rest, !isTall && !isNamedAbove));
            }

            if (open?.Used == Width)
                open = null;
        }

        return rows;

        FigureRow Add(FigureRow row)
        {
            rows.Add(row);
            return row;
        }
    }
}
