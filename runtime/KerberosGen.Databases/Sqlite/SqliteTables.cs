using System.Globalization;
using System.Net;
using System.Text;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using Microsoft.Data.Sqlite;

namespace KerberosGen.Databases;

/// <summary>The statements on the tables of one connection, each prepared once. One thread uses them at a time.</summary>
/// <param name="connection">The connection; it is disposed with this.</param>
/// <param name="path">What to call the database.</param>
/// <param name="sealer">The sealer of its keys.</param>
internal sealed class SqliteTables(SqliteConnection connection, string path, KeySealer sealer) : IDisposable
{
    private const string ClientColumns = "SELECT number, id, name, sealed_key, last_seen, is_disabled FROM clients ";
    private const string ServiceColumns = "SELECT number, id, name, sealed_key, address, port, is_disabled FROM services ";

    private readonly Dictionary<string, SqliteCommand> _prepared = [];

    /// <summary>Begins a transaction that writes.</summary>
    public void Begin() => Execute("BEGIN IMMEDIATE;");

    /// <summary>Ends it. When this returns, what it wrote is on the disk.</summary>
    public void Commit() => Execute("COMMIT;");

    /// <summary>Undoes it, if the failure has not done so already.</summary>
    public void Rollback()
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0)
            Execute("ROLLBACK;");
    }

    /// <summary>The client with this id, or null.</summary>
    public ClientPrincipal? FindClient(PrincipalId id) => One(ReadClient, ClientColumns + "WHERE id = ?1;", Blob(id));

    /// <summary>The client of this name, or null.</summary>
    public ClientPrincipal? FindClient(PrincipalName name) => One(ReadClient, ClientColumns + "WHERE name = ?1;", Text(name));

    /// <summary>The service with this id, or null.</summary>
    public ServicePrincipal? FindService(PrincipalId id) => One(ReadService, ServiceColumns + "WHERE id = ?1;", Blob(id));

    /// <summary>Clients in the order of registration, from behind a row on.</summary>
    /// <param name="last">The number of the row before; that of the last row read, afterwards.</param>
    /// <param name="count">At most so many.</param>
    public List<ClientPrincipal> ReadClients(ref long last, int count)
    {
        var clients = new List<ClientPrincipal>(count);
        using SqliteDataReader reader = Query(ClientColumns + "WHERE number > ?1 ORDER BY number LIMIT ?2;", last, count);
        while (reader.Read())
        {
            last = reader.GetInt64(0);
            clients.Add(ReadClient(reader));
        }

        return clients;
    }

    /// <summary>Every service in the order of registration.</summary>
    public List<ServicePrincipal> ReadServices()
    {
        var services = new List<ServicePrincipal>();
        using SqliteDataReader reader = Query(ServiceColumns + "ORDER BY number;");
        while (reader.Read())
            services.Add(ReadService(reader));
        return services;
    }

    /// <summary>Adds a client; false if its name or its id is taken.</summary>
    public bool TryAdd(ClientPrincipal client) => Execute(
        "INSERT INTO clients (id, name, sealed_key, last_seen, is_disabled) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING;",
        Blob(client.Id), Text(client.Name), Sealed(SealedKind.Client, client.Id, client.Key), Microseconds(client.LastSeen.UtcTicks), client.IsDisabled) > 0;

    /// <summary>Adds a service; false if its name or its id is taken.</summary>
    public bool TryAdd(ServicePrincipal service) => Execute(
        "INSERT INTO services (id, name, sealed_key, address, port, is_disabled) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING;",
        Blob(service.Id), Text(service.Name), Sealed(SealedKind.Service, service.Id, service.Key),
        service.EndPoint.Address.ToString(), service.EndPoint.Port, service.IsDisabled) > 0;

    /// <summary>Writes what a client was changed to.</summary>
    public void Replace(ClientPrincipal client) => Execute(
        "UPDATE clients SET sealed_key = ?1, last_seen = ?2, is_disabled = ?3 WHERE id = ?4;",
        Sealed(SealedKind.Client, client.Id, client.Key), Microseconds(client.LastSeen.UtcTicks), client.IsDisabled, Blob(client.Id));

    /// <summary>Writes what a service was changed to.</summary>
    public void Replace(ServicePrincipal service) => Execute(
        "UPDATE services SET sealed_key = ?1, address = ?2, port = ?3, is_disabled = ?4 WHERE id = ?5;",
        Sealed(SealedKind.Service, service.Id, service.Key), service.EndPoint.Address.ToString(), service.EndPoint.Port, service.IsDisabled, Blob(service.Id));

    /// <summary>Removes a client; false if there is none with the id.</summary>
    public bool RemoveClient(PrincipalId id) => Execute("DELETE FROM clients WHERE id = ?1;", Blob(id)) > 0;

    /// <summary>Removes a service; false if there is none with the id.</summary>
    public bool RemoveService(PrincipalId id) => Execute("DELETE FROM services WHERE id = ?1;", Blob(id)) > 0;

    /// <summary>Writes when a client was last seen, in ticks of UTC.</summary>
    public void WriteSeen(PrincipalId id, long ticks) =>
        Execute("UPDATE clients SET last_seen = max(last_seen, ?1) WHERE id = ?2;", Microseconds(ticks), Blob(id));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SqliteCommand command in _prepared.Values)
            command.Dispose();
        connection.Dispose();
    }

    private static byte[] Blob(PrincipalId id) => id.Bytes.ToArray();

    private static string Text(PrincipalName name) => Encoding.UTF8.GetString(name.Utf8);

    private static long Microseconds(long ticks) => (ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    private byte[] Sealed(SealedKind kind, PrincipalId id, KeyMaterial key) => sealer.Seal(kind, id, key.Bytes);

    private KeyMaterial Opened(SealedKind kind, PrincipalId id, SqliteDataReader reader) =>
        sealer.Open(kind, id, reader.GetFieldValue<byte[]>(3)) ?? throw SealedRows.NotOpened(path, kind, id);

    private ClientPrincipal ReadClient(SqliteDataReader reader)
    {
        var id = new PrincipalId(reader.GetFieldValue<byte[]>(1));
        long ticks = DateTime.UnixEpoch.Ticks + (reader.GetInt64(4) * TimeSpan.TicksPerMicrosecond);
        return new ClientPrincipal(
            id, new PrincipalName(reader.GetString(2)), Opened(SealedKind.Client, id, reader), new DateTimeOffset(ticks, TimeSpan.Zero), reader.GetBoolean(5));
    }

    private ServicePrincipal ReadService(SqliteDataReader reader)
    {
        var id = new PrincipalId(reader.GetFieldValue<byte[]>(1));
        var endPoint = new IPEndPoint(IPAddress.Parse(reader.GetString(4)), reader.GetInt32(5));
        return new ServicePrincipal(id, new PrincipalName(reader.GetString(2)), Opened(SealedKind.Service, id, reader), endPoint, reader.GetBoolean(6));
    }

    private T? One<T>(Func<SqliteDataReader, T> read, string sql, object value)
        where T : class
    {
        using SqliteDataReader reader = Query(sql, value);
        return reader.Read() ? read(reader) : null;
    }

    private SqliteDataReader Query(string sql, params ReadOnlySpan<object> values) => Prepared(sql, values).ExecuteReader();

    private int Execute(string sql, params ReadOnlySpan<object> values) => Prepared(sql, values).ExecuteNonQuery();

    private SqliteCommand Prepared(string sql, ReadOnlySpan<object> values)
    {
        if (!_prepared.TryGetValue(sql, out SqliteCommand? command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            for (int i = 1; i <= values.Length; i++)
                command.Parameters.Add(new SqliteParameter { ParameterName = Numbered(i) });
            _prepared.Add(sql, command);
        }

        for (int i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];
        return command;
    }

    private static string Numbered(int parameter) => string.Create(CultureInfo.InvariantCulture, $"?{parameter}");
}
