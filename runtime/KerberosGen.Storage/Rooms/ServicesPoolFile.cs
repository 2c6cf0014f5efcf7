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

    /// <summary>Reads the file of a directory; no rooms if it is missing. On Unix, a mode wider than 0600 is narrowed.</summary>
    /// <exception cref="FileFormatException">An entry makes no sense, or repeats a name or an id.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ServicesPoolFile Open(string directory)
    {
        string path = Path.Combine(directory, FileName);
        PrivateMode.Narrow(path, notice: null);
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
    public void Put(PooledRoom room)
    {
        Check(room);
        lock (_saving)
        {
            int at = Array.FindIndex(_rows, row => row.Room.ServiceName == room.ServiceName);
            if (room.Id is { } id && _rows.Any(row => row.Room.Id == id && row.Room.ServiceName != room.ServiceName))
                throw new ArgumentException($"The id {id} belongs to another room of the pool.", nameof(room));
            Row[] rows = at >= 0 ? [.. _rows] : [.. _rows, default];
            at = at >= 0 ? at : rows.Length - 1;
            rows[at] = new Row(room, FieldsOf(room, rows[at].Fields));
            JsonRows.Write(_path, rows.Select(static row => row.Fields));
            _rows = rows;
        }
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
            Id = row.IdOrNull(IdField),
            TicketIv = row.IvOrNull(TicketIvField),
            Key = row.KeyOrNull(KeyField),
            IsRegistered = row.Flag(RegisteredField),
        };
    }

    private static JsonObject FieldsOf(PooledRoom room, JsonObject? earlier) => JsonRows.Merge(
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
