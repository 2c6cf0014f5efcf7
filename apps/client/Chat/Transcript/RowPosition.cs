namespace KerberosGen.Client;

/// <summary>A row of a transcript.</summary>
/// <param name="Entry">The entry's number.</param>
/// <param name="Row">The row in it, counted from 0.</param>
internal readonly record struct RowPosition(long Entry, int Row);
