namespace KerberosGen.Room;

/// <summary>The rooms that serve in this process just now, for whoever works on them while they run: the operator's console. Use it from any number of threads.</summary>
internal sealed class RunningRooms
{
    private readonly Lock _gate = new();
    private volatile RunningRoom[] _rooms = [];

    /// <summary>They, in the order in which they have started. The list never changes: a new one takes its place.</summary>
    public IReadOnlyList<RunningRoom> All => _rooms;

    /// <summary>A room serves from now on; one of its id that did not end is replaced.</summary>
    public void Add(RunningRoom room)
    {
        lock (_gate)
            _rooms = [.. _rooms.Where(other => other.Identity.Id != room.Identity.Id), room];
    }

    /// <summary>A room does not serve any more. What is posted to it still is not carried out.</summary>
    public void Remove(RunningRoom room)
    {
        lock (_gate)
            _rooms = [.. _rooms.Where(other => other != room)];
    }
}
