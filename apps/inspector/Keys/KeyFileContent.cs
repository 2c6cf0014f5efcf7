namespace KerberosGen.Inspector;

/// <summary>What a file with keys says, and what is wrong with it.</summary>
/// <param name="format">What kind of file it is, in words.</param>
internal sealed class KeyFileContent(string format) : IDisposable
{
    private readonly List<KeyEntry> _entries = [];
    private readonly List<(int Line, string Expected)> _problems = [];

    public string Format { get; } = format;

    public IReadOnlyList<KeyEntry> Entries => _entries;

    /// <summary>Lines that say nothing that is known, and what is expected there. What stands there is never quoted.</summary>
    public IReadOnlyList<(int Line, string Expected)> Problems => _problems;

    /// <summary>True for a file that lists every client of a KDC.</summary>
    public bool ListsClients { get; init; }

    /// <summary>True for a file that lists every service of a KDC.</summary>
    public bool ListsServices { get; init; }

    /// <summary>True if not one line says anything that is known.</summary>
    public bool MayBePasswords => _entries.Count == 0 && _problems.Count > 0 && TakesPasswords;

    /// <summary>True for lines of which none names a role, of a protocol whose clients have passwords.</summary>
    public bool TakesPasswords { get; init; }

    public void Add(KeyEntry entry) => _entries.Add(entry);

    public void AddProblem(int line, string expected) => _problems.Add((line, expected));

    public void Dispose() => _entries.ForEach(e => e.Dispose());
}
