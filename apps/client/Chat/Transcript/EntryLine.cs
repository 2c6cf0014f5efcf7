namespace KerberosGen.Client;

/// <summary>What an entry shows, before it is broken into rows.</summary>
/// <param name="Pieces">From left to right.</param>
/// <param name="Indent">Columns by which the rows behind the first are set in, where there is room.</param>
internal sealed record EntryLine(IReadOnlyList<StyledText> Pieces, int Indent);
