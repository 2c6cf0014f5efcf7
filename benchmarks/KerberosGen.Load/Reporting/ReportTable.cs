namespace KerberosGen.Load.Reporting;

/// <summary>A table: its first column holds words, the others figures.</summary>
internal sealed record ReportTable(string Title, IReadOnlyList<string> Columns, IReadOnlyList<string[]> Rows);
