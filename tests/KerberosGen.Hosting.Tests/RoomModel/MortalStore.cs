using KerberosGen.Protocol;

namespace KerberosGen.Hosting.Tests.RoomModel;

/// <summary>
/// A room's store that dies with its room, as a process does: from that moment on nothing is kept. It may die between two
/// commits, instead of one, or right after one that nobody has heard of yet.
/// </summary>
internal sealed class MortalStore(IRoomStore inner) : IRoomStore
{
    private readonly Lock _gate = new();
    private Death _next = Death.None;

    public RoomMemory Read() => inner.Read();

    public void Commit(RoomChanges changes)
    {
        lock (_gate)
        {
            if (_next == Death.AfterCommit)
                inner.Commit(changes);
            if (_next != Death.None)
            {
                _next = Death.BeforeCommit;
                throw new StoreFailedException("The test's store has died.");
            }

            inner.Commit(changes);
        }
    }

    /// <summary>Nothing is kept from now on, or, after <see cref="Death.AfterCommit"/>, from after the next commit on.</summary>
    public void Die(Death death)
    {
        lock (_gate)
            _next = death;
    }

    /// <summary>The room lets go of it; a dead one lets go of nothing any more.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_next == Death.None)
                inner.Dispose();
        }
    }
}
