namespace KerberosGen.Protocol;

/// <summary>
/// The authenticators that a room has accepted, for as long as their times would let them in again: what was accepted within
/// two clock skews and no more. Not for use by two threads at once.
/// </summary>
public sealed class ReplayCache
{
    private readonly HashSet<UInt128> _seen = [];
    private readonly PriorityQueue<UInt128, DateTimeOffset> _byEnd = new();

    /// <summary>Authenticators remembered.</summary>
    public int Count => _seen.Count;

    /// <summary>Remembers an authenticator; false if it is remembered already.</summary>
    public bool TryAdd(RememberedAuthenticator authenticator, DateTimeOffset now)
    {
        Forget(now);
        if (!_seen.Add(authenticator.Digest))
            return false;
        _byEnd.Enqueue(authenticator.Digest, authenticator.Until);
        return true;
    }

    /// <summary>Forgets what its own time keeps out.</summary>
    public void Forget(DateTimeOffset now)
    {
        while (_byEnd.TryPeek(out UInt128 oldest, out DateTimeOffset end) && end < now)
        {
            _byEnd.Dequeue();
            _seen.Remove(oldest);
        }
    }
}
