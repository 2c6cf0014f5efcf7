namespace KerberosGen.Client;

/// <summary>
/// Which part of the window lies where: what is said above, who is here at its side where there is room, a row that says how
/// things stand, and what is typed at the bottom.
/// </summary>
/// <param name="Transcript">What is said.</param>
/// <param name="Members">Who is here; no columns wide where there is no room.</param>
/// <param name="Status">How things stand; no row high in a window of less than three rows.</param>
/// <param name="Input">What is typed.</param>
internal readonly record struct WindowLayout(Area Transcript, Area Members, Area Status, Area Input)
{
    private const int FromColumns = 100, MemberColumns = 22;

    /// <summary>Divides a window.</summary>
    /// <param name="columns">Its columns.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="inputRows">Rows that what is typed would take; it gets a third of the window at most.</param>
    public static WindowLayout Of(int columns, int rows, int inputRows)
    {
        int input = Math.Clamp(inputRows, 1, Math.Max(1, rows / 3));
        int status = rows - input >= 2 ? 1 : 0;
        int above = Math.Max(0, rows - input - status);
        int members = columns >= FromColumns ? MemberColumns : 0;
        return new WindowLayout(
            new Area(0, 0, columns - members, above),
            new Area(columns - members, 0, members, above),
            new Area(0, above, columns, status),
            new Area(0, above + status, columns, Math.Min(input, rows)));
    }
}
