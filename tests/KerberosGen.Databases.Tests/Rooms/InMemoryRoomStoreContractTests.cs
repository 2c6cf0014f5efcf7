using KerberosGen.Packets;
using KerberosGen.Protocol;
using KerberosGen.Protocol.Tests;

namespace KerberosGen.Databases.Tests.Rooms;

/// <summary>What the role's own tests take for a store behaves as one.</summary>
public sealed class InMemoryRoomStoreContractTests : RoomStoreContract
{
    private readonly Dictionary<PrincipalId, InMemoryRoomStore> _stores = [];

    protected override IRoomStore Open(PrincipalId room)
    {
        if (!_stores.TryGetValue(room, out InMemoryRoomStore? store))
            _stores.Add(room, store = new InMemoryRoomStore());
        return store;
    }
}
