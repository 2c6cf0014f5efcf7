using BitFaster.Caching.Lru;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Databases;

/// <summary>
/// The clients of recent requests, as the database has them. Every change passes through the process that keeps them, so they are
/// right by construction; one that was read before a change, and comes in after it, is not kept. Finding one takes no lock and
/// does not allocate.
/// </summary>
internal sealed class RecentClients
{
    /// <summary>How many are kept.</summary>
    public const int Capacity = 10_000;

    private readonly FastConcurrentLru<PrincipalId, ClientPrincipal> _clients = new(Capacity);
    private readonly Lock _gate = new();
    private long _changes;

    /// <summary>Take this before reading from the database what is then given to <see cref="Loaded"/>.</summary>
    public long Changes => Volatile.Read(ref _changes);

    /// <summary>The client with this id, if it is among them.</summary>
    public ClientPrincipal? Find(PrincipalId id) => _clients.TryGet(id, out ClientPrincipal? client) ? client : null;

    /// <summary>Keeps a client that was read.</summary>
    /// <param name="client">The client.</param>
    /// <param name="changes">What <see cref="Changes"/> was before it was read.</param>
    public void Loaded(ClientPrincipal client, long changes)
    {
        lock (_gate)
        {
            if (changes == _changes)
                _clients.AddOrUpdate(client.Id, client);
        }
    }

    /// <summary>A client has been added.</summary>
    public void Added(ClientPrincipal client)
    {
        lock (_gate)
            _clients.AddOrUpdate(client.Id, client);
    }

    /// <summary>A client has been changed.</summary>
    public void Changed(ClientPrincipal client)
    {
        lock (_gate)
        {
            _changes++;
            _clients.AddOrUpdate(client.Id, client);
        }
    }

    /// <summary>A client has been removed.</summary>
    public void Removed(PrincipalId id)
    {
        lock (_gate)
        {
            _changes++;
            _clients.TryRemove(id);
        }
    }

    /// <summary>It has been written when these were last seen, in ticks of UTC.</summary>
    public void Seen(Dictionary<PrincipalId, long> times)
    {
        lock (_gate)
        {
            _changes++;
            foreach ((PrincipalId id, long ticks) in times)
            {
                if (_clients.TryGet(id, out ClientPrincipal? client) && client.LastSeen.UtcTicks < ticks)
                    _clients.AddOrUpdate(id, client with { LastSeen = new DateTimeOffset(ticks, TimeSpan.Zero) });
            }
        }
    }
}
