using System.Globalization;
using System.Text;

namespace KerberosGen.Load.Reporting;

/// <summary>A report as Markdown: its tables, and what was judged.</summary>
internal static class MarkdownReport
{
    /// <summary>The tables, a heading over each, and the goals.</summary>
    public static string Write(Report report)
    {
        var text = new StringBuilder();
        foreach (ReportTable table in ReportTables.Of(report))
        {
            text.Append(CultureInfo.InvariantCulture, $"### {table.Title}\n\n");
            AppendRow(text, table.Columns);
            text.Append("|---|").Insert(text.Length, "--:|", table.Columns.Count - 1).Append('\n');
            foreach (string[] row in table.Rows)
                AppendRow(text, row);
            text.Append('\n');
        }

        if (report.Goals.Count > 0)
            text.Append("### Goals\n\n");
        foreach ((bool isMet, string words) in report.Goals)
            text.Append(CultureInfo.InvariantCulture, $"- {(isMet ? "met" : "**missed**")}: {words}\n");
        return text.ToString().TrimEnd('\n') + "\n";
    }

    /// <summary>Puts a report into a Markdown file, between its marks, with the day and the machine's processors.</summary>
    /// <exception cref="InvalidOperationException">The file has not both marks.</exception>
    public static void WriteInto(FileInfo file, Report report)
    {
        string page = File.ReadAllText(file.FullName);
        string place = report.Verb == "check" ? "load" : report.Verb;
        string beginMark = $"<!-- {place}: begin -->", endMark = $"<!-- {place}: end -->";
        int begin = page.IndexOf(beginMark, StringComparison.Ordinal), end = page.IndexOf(endMark, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
            throw new InvalidOperationException($"{file}: there are no lines '{beginMark}' and '{endMark}' to write the report between.");
        string when = string.Create(CultureInfo.InvariantCulture, $"`{report.Verb}` on {DateTime.UtcNow:yyyy-MM-dd}, on {Environment.ProcessorCount} processors:");
        File.WriteAllText(file.FullName, $"{page[..begin]}{beginMark}\n{when}\n\n{Write(report)}{page[end..]}");
    }

    private static void AppendRow(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
