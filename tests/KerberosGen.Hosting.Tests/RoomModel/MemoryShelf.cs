using KerberosGen.Packets;
using KerberosGen.Protocol;
using KerberosGen.Protocol.Tests;

namespace KerberosGen.Hosting.Tests.RoomModel;

/// <summary>A room's store in memory.</summary>
internal sealed class MemoryShelf : IRoomShelf
{
    private readonly InMemoryRoomStore _store = new();

    public IRoomStore Open(PrincipalId room) => _store;

    public void Crash()
    {
        // It holds what was committed, and nothing else.
    }

    public void Dispose() => _store.Dispose();
}
