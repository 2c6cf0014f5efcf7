using System.Globalization;
using KerberosGen.Cli;
using KerberosGen.Protocol;

namespace KerberosGen.Room;

/// <summary>Shows on the debug screen what a room's store keeps.</summary>
/// <param name="store">The store; disposed with this one.</param>
/// <param name="room">The room's name, safe to show.</param>
/// <param name="screen">Where it is shown.</param>
internal sealed class ScreenedRoomStore(IRoomStore store, string room, DebugScreen screen) : IRoomStore
{
    public RoomMemory Read() => store.Read();

    public void Commit(RoomChanges changes)
    {
        store.Commit(changes);
        (int Count, string What)[] kept =
        [
            (changes.Events.Count, "event"), (changes.Names.Count, "name"), (changes.Imposed.Count, "sanction"),
            (changes.Lifted.Count, "pardon"), (changes.Authenticators.Count, "authenticator"),
        ];
        IEnumerable<string> words = kept.Where(static k => k.Count > 0)
            .Select(static k => string.Create(CultureInfo.InvariantCulture, $"{k.Count} {k.What}{(k.Count == 1 ? "" : "s")}"));
        screen.Stored($"{room}: {string.Join(", ", words)} stored");
    }

    public void Dispose() => store.Dispose();
}
