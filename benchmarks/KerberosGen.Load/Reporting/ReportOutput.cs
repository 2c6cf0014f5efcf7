using Spectre.Console;

namespace KerberosGen.Load.Reporting;

/// <summary>
/// Where a report goes: tables (Markdown where nobody looks) or JSON to standard output, plots into a directory, Markdown into a
/// page that has a place for it. What is being done is said on standard error.
/// </summary>
/// <param name="isJson">True for JSON.</param>
/// <param name="plots">Where plots go, or null.</param>
/// <param name="page">The Markdown page, or null.</param>
internal sealed class ReportOutput(bool isJson, DirectoryInfo? plots, FileInfo? page)
{
    /// <summary>Says what is being done.</summary>
    public static void Tell(string what) => Console.Error.WriteLine(what);

    public void Write(Report report)
    {
        if (isJson)
            Console.WriteLine(ReportJson.Write(report));
        else if (Console.IsOutputRedirected)
            Console.Write(MarkdownReport.Write(report));
        else
            Show(report);
        if (plots is not null)
            ReportPlots.Write(report, plots);
        if (page is not null)
            MarkdownReport.WriteInto(page, report);
    }

    private static void Show(Report report)
    {
        foreach (ReportTable rows in ReportTables.Of(report))
        {
            var table = new Table { Border = TableBorder.Simple };
            for (int i = 0; i < rows.Columns.Count; i++)
            {
                var column = new TableColumn(Markup.Escape(rows.Columns[i]));
                table.AddColumn(i == 0 ? column : column.RightAligned());
            }

            foreach (string[] row in rows.Rows)
                table.AddRow([.. row.Select(static cell => Markup.Escape(cell))]);
            AnsiConsole.WriteLine();
            AnsiConsole.WriteLine(rows.Title);
            AnsiConsole.Write(table);
        }
    }
}
