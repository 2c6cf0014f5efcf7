namespace KerberosGen.Kdc;

/// <summary>What an import did, or would do.</summary>
internal sealed record ImportReport
{
    /// <summary>Conflicts that are listed; others are counted.</summary>
    public const int MaxListed = 10;

    public long Added { get; init; }

    public long Updated { get; init; }

    public long Skipped { get; init; }

    public long ConflictCount { get; init; }

    /// <summary>The first conflicts.</summary>
    public IReadOnlyList<ImportConflict> Conflicts { get; init; } = [];

    /// <summary>With one more principal.</summary>
    public ImportReport With(ImportOutcome outcome, long index, string? reason) => outcome switch
    {
        ImportOutcome.Added => this with { Added = Added + 1 },
        ImportOutcome.Updated => this with { Updated = Updated + 1 },
        ImportOutcome.Skipped => this with { Skipped = Skipped + 1 },
        _ => this with { ConflictCount = ConflictCount + 1, Conflicts = Conflicts.Count < MaxListed ? [.. Conflicts, new ImportConflict(index, reason!)] : Conflicts },
    };
}
