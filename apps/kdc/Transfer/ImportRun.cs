using System.Globalization;
using KerberosGen.Cli;
using KerberosGen.Storage;

namespace KerberosGen.Kdc;

/// <summary><c>kdc import</c>: reads all of the source and compares all of it with the store before anything is changed.</summary>
/// <param name="path">A dump, or a directory with the seed's files.</param>
/// <param name="mode">What becomes of principals that are there otherwise.</param>
/// <param name="zone">The zone of last-seen times in such a directory.</param>
internal sealed class ImportRun(string path, ImportMode mode, TimeZoneInfo zone)
{
    public async Task<int> RunAsync(StoreChoice choice, CancellationToken cancellation)
    {
        using IPrincipalSource source = Open(choice);
        long total = await ValidateAsync(source, cancellation);
        await using KdcAccess access = await KdcAccess.OpenAsync(choice, makesDirectory: true, Console.Error.WriteLine, cancellation);
        IPrincipalTransfer transfer = TransferCommands.Through(access);
        if (mode == ImportMode.Refuse)
        {
            using var checking = TransferProgress.Begin("compared", total);
            ImportReport check = await transfer.CheckAsync(checking.CountAsync(source.ReadAsync(cancellation), cancellation), mode, cancellation);
            if (check.ConflictCount > 0)
            {
                await ListAsync(source, check, cancellation);
                await Console.Error.WriteLineAsync("Nothing was imported. --update lets the file win, --skip-existing the store.");
                return ExitCodes.Failed;
            }
        }

        using var importing = TransferProgress.Begin("imported", total);
        ImportReport report = await transfer.ImportAsync(importing.CountAsync(source.ReadAsync(cancellation), cancellation), mode, cancellation);
        importing.Dispose();
        string where = access.Running is null ? "" : " through the running KDC";
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"Imported {path}{where}: {report.Added} added, {report.Updated} updated, {report.Skipped} skipped."));
        if (report.ConflictCount == 0)
            return ExitCodes.Ok;
        await ListAsync(source, report, cancellation);
        await Console.Error.WriteLineAsync("These were registered while the import ran, and were not imported.");
        return ExitCodes.Failed;
    }

    private static async Task<long> ValidateAsync(IPrincipalSource source, CancellationToken cancellation)
    {
        using var reading = TransferProgress.Begin("read", total: null);
        var repeated = new RepeatedPrincipals();
        long count = 0;
        await foreach (TransferredPrincipal principal in reading.CountAsync(source.ReadAsync(cancellation), cancellation))
        {
            repeated.Add(principal);
            count++;
        }

        await repeated.CheckAsync(source, cancellation);
        return count;
    }

    private static async Task ListAsync(IPrincipalSource source, ImportReport report, CancellationToken cancellation)
    {
        Dictionary<long, string> reasons = report.Conflicts.ToDictionary(static conflict => conflict.Index, static conflict => conflict.Reason);
        long index = 0;
        await foreach (TransferredPrincipal principal in source.ReadAsync(cancellation))
        {
            if (reasons.Remove(index++, out string? reason))
                await Console.Error.WriteLineAsync($"{principal.Position}: {reason}.");
            if (reasons.Count == 0)
                break;
        }

        if (report.ConflictCount > report.Conflicts.Count)
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"... and {report.ConflictCount - report.Conflicts.Count} more."));
    }

    private IPrincipalSource Open(StoreChoice choice)
    {
        if (!Directory.Exists(path))
            return DumpFile.Open(path);
        string directory = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        bool isOurs = directory == Path.TrimEndingDirectorySeparator(Path.GetFullPath(choice.Directory));
        if (isOurs && choice.Store == StoreChoice.Files)
            throw new UsageException($"{path} is the store itself: --data or --store names another to import into.");
        return SeedDirectory.Open(directory, zone, isOurs);
    }
}
