namespace KerberosGen.Client;

/// <summary>One row of a window.</summary>
/// <param name="Pieces">From left to right.</param>
internal sealed record TranscriptRow(IReadOnlyList<StyledText> Pieces)
{
    /// <summary>Columns that it takes.</summary>
    public int Columns => Pieces.Sum(static piece => DisplayColumns.Of(piece.Text));

    /// <summary>The row without its styles.</summary>
    public override string ToString() => string.Concat(Pieces.Select(static piece => piece.Text));
}
