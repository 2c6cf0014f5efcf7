using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Databases.Tests.Rooms;

/// <summary>SQLite is held to what every store is held to.</summary>
public sealed class SqliteRoomStoreContractTests : RoomStoreContract, IDisposable
{
    private readonly WorkDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    protected override IRoomStore Open(PrincipalId room) => SqliteRoomStore.Open(_directory.Path, room);
}
