using System.Text.Json.Nodes;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Storage;

/// <summary>
/// services_pool.json: the rooms of a service manager (protocol, 'Files'). Use it from any number of threads; one process
/// alone writes it.
/// </summary>
public sealed class ServicesPoolFile
{
    /// <summary>The file's name.</summary>
    public const string FileName = "services_pool.json";

    private const string ProtocolField = "connection_protocol";
    private const string KdcAddressField = "ip_address";
    private const string KdcPortField = "kdc_port";
    private const string PortField = "port";
    private const string IdField = "server_id_hex";
    private const string NameField = "service_name";
    private const string TicketIvField = "ticket_iv";
    private const string KeyField = "service_aes_key_encoded";
    private const string RegisteredField = "is_registered";

    // Not the seed's: only there where a room serves at an address that somebody chose.
    private const string ListenAddressField = "listen_address";

    private readonly string _path;
    private readonly Lock _saving = new();
    private volatile Row[] _rows;

    private ServicesPoolFile(string path, Row[] rows)
    {
        _path = path;
        _rows = rows;
    }

    /// <summary>The rooms, in the order of the file. The list never changes: a new one takes its place.</summary>
    public IReadOnlyList<PooledRoom> Rooms => Array.ConvertAll(_rows, static row => row.Room);

    /// <summary>Keeps a directory's rooms to this process until it is disposed. The directory must be there.</summary>
    /// <exception cref="DirectoryInUseException">Another process has them.</exception>
    public static IDisposable Lock(string directory) => DirectoryLock.Take(Path.GetFullPath(directory), DirectoryLock.RoomFileName);

    /// <summary>Reads the file of a directory; no rooms if it is missing. On Unix, a mode wider than 0600 is narrowed.</summary>
    /// <exception cref="FileFormatException">An entry makes no sense, or repeats a name or an id.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ServicesPoolFile Open(string directory)
    {
        string path = Path.Combine(directory, FileName);
        PrivateMode.Narrow(path);
        var rows = new List<Row>();
        var names = new HashSet<PrincipalName>();
        var ids = new HashSet<PrincipalId>();
        foreach (JsonRow row in JsonRows.Read(path))
        {
            PooledRoom room = RoomOf(row);
            if (!names.Add(room.ServiceName))
                throw row.Error(NameField, "an earlier entry has this name");
            if (room.Id is { } id && !ids.Add(id))
                throw row.Error(IdField, "an earlier entry has this id");
            rows.Add(new Row(room, row.Fields));
        }

        return new ServicesPoolFile(path, [.. rows]);
    }

    /// <summary>Adds a room, or replaces the one of its name, and saves the file; fields that we do not know are kept.</summary>
    /// <exception cref="ArgumentException">The room breaks the protocol's rules, or has another's id: the file could not be read again.</exception>
    /// <exception cref="IOException">It could not be saved; the old file is whole, and the rooms are as before.</exception>
    public void Put(PooledRoom room) => Put([room]);

    /// <summary>Adds rooms, or replaces those of their names, and saves the file once.</summary>
    /// <exception cref="ArgumentException">A room breaks the protocol's rules, or has another's id: the file could not be read again.</exception>
    /// <exception cref="IOException">It could not be saved; the old file is whole, and the rooms are as before.</exception>
    public void Put(IReadOnlyCollection<PooledRoom> rooms)
    {
        lock (_saving)
        {
            List<Row> rows = [.. _rows];
            foreach (PooledRoom room in rooms)
                Put(rows, room);
            JsonRows.Write(_path, rows.Select(static row => row.Fields));
            _rows = [.. rows];
        }
    }

    private static void Put(List<Row> rows, PooledRoom room)
    {
        Check(room);
        if (room.Id is { } id && rows.Exists(row => row.Room.Id == id && row.Room.ServiceName != room.ServiceName))
            throw new ArgumentException($"The id {id} belongs to another room of the pool.", nameof(room));
        int at = rows.FindIndex(row => row.Room.ServiceName == room.ServiceName);
        if (at < 0)
            rows.Add(new Row(room, FieldsOf(room, earlier: null)));
        else
            rows[at] = new Row(room, FieldsOf(room, rows[at].Fields));
    }

    private static PooledRoom RoomOf(JsonRow row)
    {
        string protocol = row.Text(ProtocolField);
        if (!IsProtocol(protocol))
            throw row.Error(ProtocolField, "tcp or udp must stand here");
        return new PooledRoom
        {
            ServiceName = row.Name(NameField),
            ConnectionProtocol = protocol,
            KdcAddress = row.Address(KdcAddressField),
            KdcPort = row.Port(KdcPortField),
            Port = row.PortOrNull(PortField),
            ListenAddress = row.IsUnknown(ListenAddressField) ? null : row.Address(ListenAddressField),
            Id = row.IdOrNull(IdField),
            TicketIv = row.IvOrNull(TicketIvField),
            Key = row.KeyOrNull(KeyField),
            IsRegistered = row.Flag(RegisteredField),
        };
    }

    private static JsonObject FieldsOf(PooledRoom room, JsonObject? earlier)
    {
        JsonObject fields = JsonRows.Merge(
            earlier,
            (ProtocolField, room.ConnectionProtocol),
            (KdcAddressField, room.KdcAddress.ToString()),
            (KdcPortField, room.KdcPort),
            (PortField, room.Port),
            (IdField, room.Id?.ToString()),
            (NameField, room.ServiceName.ToString()),
            (TicketIvField, room.TicketIv?.ToString()),
            (KeyField, room.Key is { } key ? Convert.ToBase64String(key.Bytes) : null),
            (RegisteredField, room.IsRegistered));
        fields.Remove(ListenAddressField);
        if (room.ListenAddress is { } address)
            fields.Add(ListenAddressField, address.ToString());
        return fields;
    }

    private static bool IsProtocol(string text) => text is "tcp" or "udp";

    private static void Check(PooledRoom room)
    {
        PrincipalName name = room.ServiceName;
        if (!Validator.IsName(in name, out string? problem))
            throw new ArgumentException(problem, nameof(room));
        if (!IsProtocol(room.ConnectionProtocol))
            throw new ArgumentException("A room reaches its KDC by tcp or udp.", nameof(room));
        if (room.KdcPort == 0 || room.Port == 0)
            throw new ArgumentException("A port is a number from 1 to 65535.", nameof(room));
        if (room.Key is { } key && key.Bytes.Length != AesKey.Size)
            throw new ArgumentException($"A key has {AesKey.Size} bytes.", nameof(room));
    }

    private readonly record struct Row(PooledRoom Room, JsonObject Fields);
}
