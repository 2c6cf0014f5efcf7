namespace KerberosGen.Storage;

/// <summary>
/// One writer at a time, in the order of arrival. Whoever becomes the writer commits everything that waits, so that requests
/// which arrive while the disk is busy share the next fsync.
/// </summary>
/// <param name="commit">Decides every proposal it is given; called by one thread at a time.</param>
internal sealed class GroupCommit<T>(Action<IReadOnlyList<Proposal<T>>> commit)
{
    private readonly SemaphoreSlim _writer = new(1, 1);
    private readonly Lock _arrival = new();
    private List<Proposal<T>> _waiting = [];
    private bool _isClosed;

    /// <summary>
    /// Has an item committed; false if it was refused. It cannot be cancelled once it waits: whether it is on disk would then
    /// be unknown.
    /// </summary>
    public async ValueTask<bool> AddAsync(T item, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var proposal = new Proposal<T>(item);
        lock (_arrival)
            _waiting.Add(proposal);

        // fsync blocks: it must not run on the thread that serves the sockets.
        await _writer.WaitAsync(CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            if (!proposal.IsDecided)
                CommitWaiting();
        }
        finally
        {
            _writer.Release();
        }

        return proposal.Result;
    }

    /// <summary>Does something while nothing is committed.</summary>
    /// <exception cref="ObjectDisposedException">It is closed.</exception>
    public async Task RunAloneAsync(Action action, CancellationToken cancellation)
    {
        await _writer.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            ThrowIfClosed();
            action();
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <summary>Does a last thing; what comes later fails.</summary>
    public Task CloseAsync(Action last) => RunAloneAsync(
        () =>
        {
            _isClosed = true;
            last();
        },
        CancellationToken.None);

    private void CommitWaiting()
    {
        List<Proposal<T>> batch;
        lock (_arrival)
        {
            batch = _waiting;
            _waiting = [];
        }

        try
        {
            ThrowIfClosed();
            commit(batch);
        }
        catch (Exception failure)
        {
            // Every one of them throws it to its own caller.
            foreach (Proposal<T> proposal in batch)
            {
                if (!proposal.IsDecided)
                    proposal.Fail(failure);
            }
        }
    }

    private void ThrowIfClosed()
    {
        if (_isClosed)
            throw new ObjectDisposedException(nameof(SeedFileStore));
    }
}
