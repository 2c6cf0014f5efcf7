namespace KerberosGen.Hosting;

/// <summary>The bytes of lists of members that are under way in one room: a list may be thousands of times longer than its request.</summary>
/// <param name="limit">Bytes for all members together; a single list may have more.</param>
internal sealed class ListBudget(long limit)
{
    private long _taken;

    /// <summary>Takes bytes, to be given back with <see cref="Release"/>.</summary>
    public bool TryReserve(long bytes)
    {
        long taken = Interlocked.Add(ref _taken, bytes);
        if (taken <= limit || taken == bytes)
            return true;
        Release(bytes);
        return false;
    }

    /// <summary>Gives bytes back.</summary>
    public void Release(long bytes) => Interlocked.Add(ref _taken, -bytes);
}
