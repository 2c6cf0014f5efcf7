using System.Net;
using System.Net.Sockets;
using KerberosGen.Cli;
using KerberosGen.Codec;
using KerberosGen.Storage;

namespace KerberosGen.Room;

/// <summary>
/// Takes over what an administrator enrolled: a room that the KDC knows already, or a new key of one. It is in
/// services_pool.json then, as if it had registered, and so the next start serves it.
/// </summary>
internal static class RoomImport
{
    public static int Run(string file, string directory)
    {
        Enrolment enrolment = EnrolmentFile.Read(file);
        string name = DisplayText.Quote(enrolment.Name.Utf8);
        if (enrolment is not RoomEnrolment room)
            throw new InvalidOperationException($"{file}: it enrols the client {name}, not a room: 'client import' reads it.");
        Directory.CreateDirectory(directory);
        // A room that runs would write its old key back when it stops.
        using IDisposable own = ServicesPoolFile.Lock(directory);
        ServicesPoolFile pool = ServicesPoolFile.Open(directory);
        PooledRoom? known = FindKnown(pool, room, directory);
        bool isOurs = IsAddressOfThisMachine(room.EndPoint.Address);
        pool.Put((known ?? new PooledRoom { ServiceName = room.Name, KdcAddress = room.Kdc.Address, KdcPort = (ushort)room.Kdc.Port }) with
        {
            KdcAddress = room.Kdc.Address,
            KdcPort = (ushort)room.Kdc.Port,
            Port = (ushort)room.EndPoint.Port,
            ListenAddress = isOurs ? room.EndPoint.Address : null,
            Id = room.Id,
            TicketIv = known?.Key is { } key && key.Equals(room.Key) ? known.TicketIv : null,
            Key = room.Key,
            IsRegistered = true,
        });
        bool isDefault = PutDefault(directory, room);
        Console.WriteLine($"{name} is in {Path.Combine(directory, ServicesPoolFile.FileName)} as {room.Id}; {(isDefault ? "it is the default room, which 'room -nos 0' serves" : "the next start serves it")} at {room.EndPoint}");
        if (!isOurs)
            Console.Error.WriteLine($"{room.EndPoint.Address} is no address of this machine: the room will listen on port {room.EndPoint.Port} of the address that faces the KDC, and clients must be led there.");
        Console.Error.WriteLine($"The key is in {file} too: remove that file.");
        return ExitCodes.Ok;
    }

    private static PooledRoom? FindKnown(ServicesPoolFile pool, RoomEnrolment room, string directory)
    {
        string path = Path.Combine(directory, ServicesPoolFile.FileName);
        PooledRoom? known = pool.Rooms.FirstOrDefault(r => r.Id == room.Id);
        if (known is not null && known.ServiceName != room.Name)
            throw new InvalidOperationException($"{path}: {DisplayText.Quote(known.ServiceName.Utf8)} has the id {room.Id} there, and one id has one name. Remove its entry first if it is out of use.");
        known ??= pool.Rooms.FirstOrDefault(r => r.ServiceName == room.Name);
        if (known is { Id: { } id } && id != room.Id)
            throw new InvalidOperationException($"{path}: {DisplayText.Quote(room.Name.Utf8)} is there with another id, {id}. Remove its entry first if it is out of use.");
        return known;
    }

    /// <summary>The default room's id and key are in msg.info too, which wins over the pool.</summary>
    private static bool PutDefault(string directory, RoomEnrolment room)
    {
        if (!File.Exists(Path.Combine(directory, MsgInfoFile.FileName)))
            return room.Name.ToString() == MsgInfoFile.DefaultName;
        MsgInfo info = MsgInfoFile.ReadOrCreate(directory, room.Kdc);
        if (info.Name != room.Name)
            return false;
        MsgInfoFile.Write(directory, new MsgInfo(room.Kdc, room.Name, room.Id, room.Key));
        return true;
    }

    private static bool IsAddressOfThisMachine(IPAddress address)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
