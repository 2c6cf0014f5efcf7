namespace KerberosGen.Protocol;

/// <summary>
/// What one room keeps across restarts: its order and history, who owns which display name, who is banned or muted, and the
/// authenticators it has accepted. One process has a room's store at a time, and calls come one after another.
/// </summary>
public interface IRoomStore : IDisposable
{
    /// <summary>Everything that is kept. Asked once, before the first change.</summary>
    /// <exception cref="StoreFailedException">It cannot be read, or makes no sense.</exception>
    RoomMemory Read();

    /// <summary>
    /// Keeps changes, all of them or none. When this returns they outlive the process, and the machine's power as far as its
    /// disk keeps its word: only then is anyone told of them.
    /// </summary>
    /// <exception cref="StoreFailedException">Nothing was kept.</exception>
    /// <exception cref="ArgumentException">The events do not go on where those that are kept end. Nothing was kept.</exception>
    void Commit(RoomChanges changes);
}
