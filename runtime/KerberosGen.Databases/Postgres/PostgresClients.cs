using KerberosGen.Packets;
using KerberosGen.Protocol;
using Npgsql;
using NpgsqlTypes;

namespace KerberosGen.Databases;

/// <summary>The statements for clients.</summary>
/// <param name="sealer">The sealer of their keys.</param>
/// <param name="database">What to call the database.</param>
internal sealed class PostgresClients(KeySealer sealer, string database)
    : PostgresStatements<ClientPrincipal>("kdc_clients", "number, id, name, sealed_key, last_seen, is_disabled")
{
    private readonly OpenedKeys _keys = new(sealer, SealedKind.Client, database);

    /// <inheritdoc/>
    public override ClientPrincipal Read(NpgsqlDataReader reader)
    {
        PrincipalId id = IdOf(reader);
        return new ClientPrincipal(
            id, new PrincipalName(reader.GetString(2)), _keys.Open(id, reader.GetFieldValue<byte[]>(3)), new DateTimeOffset(reader.GetDateTime(4)), reader.GetBoolean(5));
    }

    /// <inheritdoc/>
    public override NpgsqlCommand Insert(ClientPrincipal principal) => Command(
        "INSERT INTO kdc_clients (id, name, sealed_key, last_seen, is_disabled) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
        Id(principal.Id), Name(principal.Name), Sealed(principal), Time(principal.LastSeen), Flag(principal.IsDisabled));

    /// <inheritdoc/>
    public override NpgsqlCommand Update(ClientPrincipal principal) => Command(
        "UPDATE kdc_clients SET sealed_key = $2, last_seen = $3, is_disabled = $4 WHERE id = $1",
        Id(principal.Id), Sealed(principal), Time(principal.LastSeen), Flag(principal.IsDisabled));

    /// <inheritdoc/>
    public override NpgsqlCommand Delete(PrincipalId id) => Command("DELETE FROM kdc_clients WHERE id = $1", Id(id));

    /// <inheritdoc/>
    public override bool AreOne(ClientPrincipal there, ClientPrincipal added) => there.Name == added.Name && there.Key.Equals(added.Key);

    /// <summary>
    /// Writes when clients were last seen, in ticks of UTC; a later time stays. The rows are locked in the order of their ids, so
    /// that two KDCs that write at once do not wait for each other for ever.
    /// </summary>
    public static NpgsqlCommand UpdateSeen(KeyValuePair<PrincipalId, long>[] times) => Command(
        """
        WITH noted AS (SELECT * FROM unnest($1, $2) AS n (id, seen)),
        locked AS (SELECT c.id FROM kdc_clients c JOIN noted n ON n.id = c.id WHERE c.last_seen < n.seen ORDER BY c.id FOR UPDATE OF c)
        UPDATE kdc_clients c SET last_seen = greatest(c.last_seen, n.seen) FROM noted n JOIN locked l ON l.id = n.id WHERE c.id = n.id
        """,
        new NpgsqlParameter<Guid[]> { TypedValue = Array.ConvertAll(times, static one => GuidOf(one.Key)), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid },
        new NpgsqlParameter<DateTime[]>
        {
            TypedValue = Array.ConvertAll(times, static one => new DateTime(one.Value, DateTimeKind.Utc)),
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz,
        });

    private static NpgsqlParameter<DateTime> Time(DateTimeOffset time) => new() { TypedValue = time.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz };

    private NpgsqlParameter Sealed(ClientPrincipal client) => Blob(sealer.Seal(SealedKind.Client, client.Id, client.Key.Bytes));
}
