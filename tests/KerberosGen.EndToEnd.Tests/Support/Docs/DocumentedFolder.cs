using System.Text.RegularExpressions;

namespace KerberosGen.EndToEnd.Tests;

/// <summary>The pages of a folder below <c>docs</c>.</summary>
/// <param name="name">The folder's name.</param>
internal sealed partial class DocumentedFolder(string name)
{
    /// <summary>True if the pages are to be written anew.</summary>
    public static bool IsUpdating => Environment.GetEnvironmentVariable("KERBEROSGEN_UPDATE_SNAPSHOTS") == "1";

    public string Folder { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../../docs", name));

    public IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.md").Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    public string PathOf(string page) => Path.Combine(Folder, page);

    public string Text(string page) => File.ReadAllText(PathOf(page));

    /// <summary>The cells of every row of a page's tables, without backticks; heads and their lines are no rows.</summary>
    /// <param name="page">The page.</param>
    /// <param name="head">The first cell of the head of the tables that are meant.</param>
    public IReadOnlyList<string[]> Rows(string page, string head)
    {
        var rows = new List<string[]>();
        bool isMeant = false, isHead = true;
        foreach (string line in File.ReadLines(PathOf(page)))
        {
            if (!line.StartsWith('|'))
            {
                isHead = true;
                continue;
            }

            string[] cells = [.. CellBorder().Split(line.Trim('|')).Select(static cell => cell.Trim().Replace("`", "", StringComparison.Ordinal))];
            if (isHead)
                isMeant = cells[0] == head;
            else if (isMeant && cells[0].Any(char.IsLetterOrDigit))
                rows.Add(cells);
            isHead = false;
        }

        return rows;
    }

    /// <summary>Links of a page that lead to a file, or a heading, that is not there.</summary>
    public IEnumerable<string> BrokenLinks(string page)
    {
        foreach (Match link in Link().Matches(Text(page)))
        {
            string path = link.Groups["path"].Value, place = link.Groups["place"].Value;
            string target = path.Length == 0 ? PathOf(page) : Path.Combine(Folder, path);
            if (!Path.Exists(target) || (place.Length > 0 && !PlacesOf(target).Contains(place)))
                yield return link.Value;
        }
    }

    private static IEnumerable<string> PlacesOf(string path) =>
        File.ReadLines(path).Where(static line => line.StartsWith('#')).Select(static line =>
            NotInPlace().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex CellBorder();

    // A file of this repository, or a heading.
    [GeneratedRegex(@"\]\((?<path>[^)#:\s]*)(?:#(?<place>[^)\s]*))?\)")]
    private static partial Regex Link();

    [GeneratedRegex("[^a-z0-9 _-]")]
    private static partial Regex NotInPlace();
}
