namespace KerberosGen.Client.Tests.Docs;

/// <summary>The client's pages, and what this machine has for what they name.</summary>
internal static class ClientPages
{
    private const string Fence = "```", Script = Fence + "sh", NameHead = "# ";

    public static DocumentedFolder All { get; } = new("client");

    /// <summary>A reader whose servers have a terminal each, and who has saved the page's scripts under the names that they begin with.</summary>
    public static ReaderShell NewReader(string page, out StandIns standIns)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("kerberosgen-docs-");
        foreach ((string name, string text) in ScriptsOf(page))
            File.WriteAllText(Path.Combine(folder.FullName, name), text);
        standIns = new StandIns(folder.FullName, 8000, 8001);
        return new ReaderShell(folder, standIns, areTerminals: true);
    }

    /// <summary>The lines of every block of a page that is fenced with a word, one list for each.</summary>
    public static IEnumerable<string[]> BlocksOf(string page, string fence)
    {
        string[] lines = All.Text(page).Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i] != fence)
                continue;
            int end = Array.IndexOf(lines, Fence, i + 1);
            yield return lines[(i + 1)..end];
            i = end;
        }
    }

    // A script's first line is its name: # bot.sh
    private static IEnumerable<(string Name, string Text)> ScriptsOf(string page) =>
        from lines in BlocksOf(page, Script)
        where lines[0].StartsWith(NameHead, StringComparison.Ordinal) && lines[0].EndsWith(".sh", StringComparison.Ordinal)
        select (lines[0][NameHead.Length..], string.Concat(lines.Select(static line => line + "\n")));
}
