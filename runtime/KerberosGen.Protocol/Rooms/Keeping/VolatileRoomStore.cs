namespace KerberosGen.Protocol;

/// <summary>Keeps nothing: a room of a demonstration or a measurement, which begins anew at every start.</summary>
public sealed class VolatileRoomStore : IRoomStore
{
    /// <inheritdoc/>
    public RoomMemory Read() => RoomMemory.None;

    /// <inheritdoc/>
    public void Commit(RoomChanges changes)
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
