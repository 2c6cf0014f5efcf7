namespace KerberosGen.Load.Reporting;

/// <summary>Rows that belong together, under a heading.</summary>
internal sealed record RangeGroup(string Title, IReadOnlyList<RangeRow> Rows);
