using System.Globalization;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using KerberosGen.Storage;

namespace KerberosGen.Room;

/// <summary>Which rooms a start has.</summary>
internal static class RoomPlan
{
    /// <summary>Rooms that may be asked for.</summary>
    public const int MaxRooms = 1000;

    /// <summary>The pool's rooms, then as many new ones as are missing: <c>Printer 10</c>, <c>Printer 20</c>, ... None where only the default room is wanted.</summary>
    /// <param name="settings">What was asked for.</param>
    /// <param name="pool">The rooms of services_pool.json.</param>
    /// <param name="defaultName">The default room, which does not count.</param>
    /// <exception cref="InvalidOperationException">The prefix makes no name.</exception>
    public static List<PooledRoom> Of(RoomSettings settings, IReadOnlyList<PooledRoom> pool, PrincipalName defaultName)
    {
        if (settings.Count == 0)
            return [];
        var rooms = pool.Where(room => room.ServiceName != defaultName).ToList();
        for (int number = 1; rooms.Count < settings.Count; number++)
        {
            if (!Validator.TryName(string.Create(CultureInfo.InvariantCulture, $"{settings.Prefix} {number}0"), out PrincipalName name, out string? problem))
                throw new InvalidOperationException($"The prefix '{settings.Prefix}' makes no room's name: {problem}");
            if (name != defaultName && rooms.TrueForAll(room => room.ServiceName != name))
                rooms.Add(NewRoom(settings, name));
        }

        return rooms;
    }

    /// <summary>The default room as msg.info and the pool have it; a new one if they do not know more than its name.</summary>
    public static PooledRoom DefaultOf(RoomSettings settings, IReadOnlyList<PooledRoom> pool, MsgInfo info)
    {
        PooledRoom room = pool.FirstOrDefault(r => r.ServiceName == info.Name)
            ?? NewRoom(settings, info.Name) with { KdcAddress = info.Kdc.Address, KdcPort = (ushort)info.Kdc.Port };
        return info.Key is null ? room : room with { Key = info.Key, Id = info.Id };
    }

    /// <summary>True if the KDC knows a room and the room knows all that it needs.</summary>
    public static bool IsRegistered(PooledRoom room) => room is { IsRegistered: true, Id: not null, Port: not null, Key: not null };

    private static PooledRoom NewRoom(RoomSettings settings, PrincipalName name) => new()
    {
        ServiceName = name,
        ConnectionProtocol = settings.Transport,
        KdcAddress = settings.Kdc.Address,
        KdcPort = (ushort)settings.Kdc.Port,
        Key = KeyMaterial.NewWithoutZeros(AesKey.Size, SystemRandomSource.Instance),
    };
}
