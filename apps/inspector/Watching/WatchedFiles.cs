namespace KerberosGen.Inspector.Watching;

/// <summary>
/// The files that decide about a project's packets: its C# source and its packets.spec. They are asked for their times again and
/// again, because an editor may save by renaming and a mounted folder may send no events.
/// </summary>
internal sealed class WatchedFiles
{
    private const string SpecName = "packets.spec";

    private readonly string _folder;
    private Dictionary<string, (DateTime Time, long Length)> _seen = [];

    /// <summary>Begins with nothing seen.</summary>
    /// <param name="folder">The project's folder.</param>
    /// <param name="sample">One more file to watch; null for none.</param>
    public WatchedFiles(string folder, string? sample)
    {
        _folder = Path.GetFullPath(folder);
        Sample = sample is null ? null : Path.GetFullPath(sample);
        Spec = FindSpec(new DirectoryInfo(_folder));
    }

    /// <summary>The project's packets.spec: beside it, or further up within its repository; null if there is none.</summary>
    public string? Spec { get; private set; }

    public string? Sample { get; }

    /// <summary>The files that were written, added or removed since the last call.</summary>
    public IReadOnlyList<string> FindChanges()
    {
        if (!File.Exists(Spec))
            Spec = FindSpec(new DirectoryInfo(_folder));
        Dictionary<string, (DateTime Time, long Length)> now = [];
        foreach (FileInfo file in Files())
            now[file.FullName] = (file.LastWriteTimeUtc, file.Length);
        List<string> changes = [.. now.Where(f => !_seen.TryGetValue(f.Key, out var before) || before != f.Value).Select(f => f.Key)];
        changes.AddRange(_seen.Keys.Where(path => !now.ContainsKey(path)));
        _seen = now;
        return changes;
    }

    /// <summary>Takes files as if they had not been seen, so that the next call finds them again.</summary>
    public void Forget(IEnumerable<string> paths)
    {
        foreach (string path in paths)
            _seen.Remove(path);
    }

    private static string? FindSpec(DirectoryInfo folder)
    {
        for (DirectoryInfo? at = folder; at is not null; at = at.Parent)
        {
            string path = Path.Combine(at.FullName, SpecName);
            if (File.Exists(path))
                return path;
            if (Directory.Exists(Path.Combine(at.FullName, ".git")) || at.EnumerateFiles("*.sln*").Any())
                return null;
        }

        return null;
    }

    private IEnumerable<FileInfo> Files()
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true };
        char separator = Path.DirectorySeparatorChar;
        foreach (FileInfo file in new DirectoryInfo(_folder).EnumerateFiles("*.cs", options))
        {
            string relative = Path.GetRelativePath(_folder, file.FullName);
            bool isBuilt = relative.StartsWith($"bin{separator}", StringComparison.Ordinal) || relative.StartsWith($"obj{separator}", StringComparison.Ordinal);
            if (!isBuilt)
                yield return file;
        }

        foreach (string path in new[] { Spec, Sample }.OfType<string>())
        {
            var file = new FileInfo(path);
            if (file.Exists)
                yield return file;
        }
    }
}
