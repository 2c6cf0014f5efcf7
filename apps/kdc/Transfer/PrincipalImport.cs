using KerberosGen.Codec;
using KerberosGen.Protocol;
using KerberosGen.Storage;

namespace KerberosGen.Kdc;

/// <summary>
/// Brings principals into a database, many at once so that they share its commits, and in their order. Each is there whole or
/// not at all: after an interruption, the same import goes on where it ended.
/// </summary>
/// <param name="database">Where to.</param>
/// <param name="mode">What becomes of those that are there otherwise.</param>
internal sealed class PrincipalImport(IPrincipalDatabase database, ImportMode mode)
{
    /// <summary>Principals that share a commit.</summary>
    private const int AtOnce = 1000;

    private readonly ClientTable _clients = new(database);
    private readonly ServiceTable _services = new(database);
    private readonly SemaphoreSlim _replacing = new(1);

    /// <summary>Says what an import would do, and changes nothing.</summary>
    public Task<ImportReport> CheckAsync(IAsyncEnumerable<TransferredPrincipal> principals, CancellationToken cancellation) =>
        RunAsync(principals, part => CheckAsync(_clients, part, cancellation), part => CheckAsync(_services, part, cancellation), cancellation);

    /// <summary>Imports. A conflict that is new since the check is reported, and all others are imported.</summary>
    public Task<ImportReport> ApplyAsync(IAsyncEnumerable<TransferredPrincipal> principals, CancellationToken cancellation) =>
        RunAsync(principals, part => ApplyAsync(_clients, part, cancellation), part => ApplyAsync(_services, part, cancellation), cancellation);

    private static async Task<ImportReport> RunAsync(
        IAsyncEnumerable<TransferredPrincipal> principals,
        Func<List<ClientPrincipal>, Task<Verdict[]>> forClients,
        Func<List<ServicePrincipal>, Task<Verdict[]>> forServices,
        CancellationToken cancellation)
    {
        var report = new ImportReport();
        long index = 0;
        var clients = new List<ClientPrincipal>(AtOnce);
        var services = new List<ServicePrincipal>(AtOnce);
        async Task FinishAsync()
        {
            // One of them is empty, so this is their order.
            foreach (Verdict verdict in (Verdict[])[.. await forServices(services), .. await forClients(clients)])
                report = report.With(verdict.Outcome, index++, verdict.Reason);
            clients.Clear();
            services.Clear();
        }

        await foreach (TransferredPrincipal principal in principals.WithCancellation(cancellation))
        {
            bool isClient = principal.Client is not null;
            if ((isClient ? services.Count : clients.Count) > 0 || clients.Count + services.Count == AtOnce)
                await FinishAsync();
            if (isClient)
                clients.Add(principal.Client!);
            else
                services.Add(principal.Service!);
        }

        await FinishAsync();
        return report;
    }

    private static string Describe<T>(IPrincipalTable<T> table, T principal)
        where T : class => $"the {table.Kind} {DisplayText.Quote(table.NameOf(principal).Utf8)}";

    private Task<Verdict[]> CheckAsync<T>(IPrincipalTable<T> table, List<T> part, CancellationToken cancellation)
        where T : class => Task.WhenAll(part.Select(wanted => DecideAsync(table, wanted, cancellation)));

    private async Task<Verdict[]> ApplyAsync<T>(IPrincipalTable<T> table, List<T> part, CancellationToken cancellation)
        where T : class
    {
        if (part.Count == 0)
            return [];
        cancellation.ThrowIfCancellationRequested();
        // What has begun is waited for: nobody closes the store meanwhile.
        bool[] areAdded = await table.TryAddAllAsync(part, CancellationToken.None);
        return await Task.WhenAll(part.Select((wanted, i) => areAdded[i] ? Task.FromResult(new Verdict(ImportOutcome.Added)) : ReconcileAsync(table, wanted)));
    }

    private async Task<Verdict> ReconcileAsync<T>(IPrincipalTable<T> table, T wanted)
        where T : class
    {
        Verdict verdict = await DecideAsync(table, wanted, CancellationToken.None);
        if (verdict.Outcome is ImportOutcome.Skipped or ImportOutcome.Conflict)
            return verdict;
        if (!verdict.IsInPlace)
            return await ReplaceAsync(table, wanted);
        await table.UpdateAsync(wanted, CancellationToken.None);
        return verdict;
    }

    // One at a time: two that take each other's names must not remove what the other has just added.
    private async Task<Verdict> ReplaceAsync<T>(IPrincipalTable<T> table, T wanted)
        where T : class
    {
        await _replacing.WaitAsync();
        try
        {
            foreach (T? inTheWay in (T?[])[await table.FindAsync(table.IdOf(wanted), CancellationToken.None), await table.FindAsync(table.NameOf(wanted), CancellationToken.None)])
            {
                if (inTheWay is not null)
                    await table.RemoveAsync(table.IdOf(inTheWay), CancellationToken.None);
            }

            return await table.TryAddAllAsync([wanted], CancellationToken.None) is [true]
                ? new Verdict(ImportOutcome.Updated)
                : new Verdict(ImportOutcome.Conflict, $"{Describe(table, wanted)} was registered meanwhile");
        }
        finally
        {
            _replacing.Release();
        }
    }

    private async Task<Verdict> DecideAsync<T>(IPrincipalTable<T> table, T wanted, CancellationToken cancellation)
        where T : class
    {
        T? byId = await table.FindAsync(table.IdOf(wanted), cancellation), byName = await table.FindAsync(table.NameOf(wanted), cancellation);
        if (byId is null && byName is null)
            return new Verdict(ImportOutcome.Added);
        bool isInPlace = byId is not null && byName is not null && table.IdOf(byId) == table.IdOf(byName);
        string? reason =
            byId is null ? $"{Describe(table, wanted)} is there with another id"
            : !isInPlace ? $"the id {table.IdOf(wanted)} is there with another name, as {Describe(table, byId)}"
            : table.DifferenceOf(byId, wanted, mode == ImportMode.Update) is { } difference ? $"{Describe(table, wanted)} is there with another {difference}"
            : null;
        ImportOutcome outcome = reason is null || mode == ImportMode.SkipExisting ? ImportOutcome.Skipped
            : mode == ImportMode.Update ? ImportOutcome.Updated
            : ImportOutcome.Conflict;
        return new Verdict(outcome, reason, isInPlace);
    }

    /// <summary>What becomes of a principal.</summary>
    /// <param name="Outcome">That.</param>
    /// <param name="Reason">How the store's differs; null if it does not, or there is none.</param>
    /// <param name="IsInPlace">True if its id and its name lead to one of the store.</param>
    private readonly record struct Verdict(ImportOutcome Outcome, string? Reason = null, bool IsInPlace = false);
}
