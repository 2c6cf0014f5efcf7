using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Databases;

/// <summary>
/// When clients were last seen, until it is written. Noting a client that was noted since the last writing allocates nothing,
/// nor does any other once there is room: what is taken to be written comes back to be filled again.
/// </summary>
internal sealed class SeenTimes
{
    /// <summary>So many are written at once, rather than wait for the next flush: 24 bytes each, and their table.</summary>
    public const int Limit = 65_536;

    private readonly Lock _gate = new();
    private Dictionary<PrincipalId, long> _times = [];
    private Dictionary<PrincipalId, long>? _spare;

    /// <summary>Notes a time.</summary>
    /// <returns>True if there are now as many as should wait.</returns>
    public bool Note(PrincipalId id, DateTimeOffset now)
    {
        lock (_gate)
        {
            _times[id] = now.UtcTicks;
            return _times.Count == Limit;
        }
    }

    /// <summary>A client as the database has it, with the time that waits to be written.</summary>
    public ClientPrincipal WithLatest(ClientPrincipal client)
    {
        long ticks;
        lock (_gate)
        {
            if (!_times.TryGetValue(client.Id, out ticks))
                return client;
        }

        return ticks > client.LastSeen.UtcTicks ? client with { LastSeen = new DateTimeOffset(ticks, TimeSpan.Zero) } : client;
    }

    /// <summary>What waits is void: somebody has set the time, or there is no such client any more.</summary>
    public void Forget(PrincipalId id)
    {
        lock (_gate)
            _times.Remove(id);
    }

    /// <summary>Takes what waits, in ticks of UTC, to write it; give it back with <see cref="Done"/>. Null if nothing waits.</summary>
    public Dictionary<PrincipalId, long>? Take()
    {
        lock (_gate)
        {
            if (_times.Count == 0)
                return null;
            Dictionary<PrincipalId, long> taken = _times;
            _times = _spare ?? [];
            _spare = null;
            return taken;
        }
    }

    /// <summary>Gives back what was taken.</summary>
    /// <param name="taken">What <see cref="Take"/> gave.</param>
    /// <param name="isWritten">False if it waits again.</param>
    public void Done(Dictionary<PrincipalId, long> taken, bool isWritten)
    {
        lock (_gate)
        {
            if (!isWritten)
            {
                foreach ((PrincipalId id, long ticks) in taken)
                {
                    if (!_times.TryGetValue(id, out long later) || later < ticks)
                        _times[id] = ticks;
                }
            }

            taken.Clear();
            _spare = taken;
        }
    }
}
