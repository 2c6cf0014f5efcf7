using System.Net;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using Npgsql;
using NpgsqlTypes;

namespace KerberosGen.Databases;

/// <summary>
/// The statements for services. Each that changes one counts <c>services_version</c> up with it, so that a list that was read with
/// a version is right as long as the database has that version.
/// </summary>
/// <param name="sealer">The sealer of their keys.</param>
/// <param name="database">What to call the database.</param>
internal sealed class PostgresServices(KeySealer sealer, string database) : PostgresStatements<ServicePrincipal>("kdc_services", Columns)
{
    private const string Columns = "number, id, name, sealed_key, address, port, is_disabled";
    private const string CountUp = "UPDATE kdc_state SET services_version = services_version + 1 WHERE EXISTS (SELECT FROM changed)";

    private readonly OpenedKeys _keys = new(sealer, SealedKind.Service, database);

    /// <inheritdoc/>
    public override ServicePrincipal Read(NpgsqlDataReader reader)
    {
        PrincipalId id = IdOf(reader);
        var endPoint = new IPEndPoint(reader.GetFieldValue<IPAddress>(4), reader.GetInt32(5));
        return new ServicePrincipal(id, new PrincipalName(reader.GetString(2)), _keys.Open(id, reader.GetFieldValue<byte[]>(3)), endPoint, reader.GetBoolean(6));
    }

    /// <inheritdoc/>
    public override NpgsqlCommand Insert(ServicePrincipal principal) => Command(
        $"""
        WITH changed AS (
            INSERT INTO kdc_services (id, name, sealed_key, address, port, is_disabled) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT DO NOTHING RETURNING id)
        {CountUp}
        """,
        Id(principal.Id), Name(principal.Name), Sealed(principal), Address(principal.EndPoint), Port(principal.EndPoint), Flag(principal.IsDisabled));

    /// <inheritdoc/>
    public override NpgsqlCommand Update(ServicePrincipal principal) => Command(
        $"""
        WITH changed AS (UPDATE kdc_services SET sealed_key = $2, address = $3, port = $4, is_disabled = $5 WHERE id = $1 RETURNING id)
        {CountUp}
        """,
        Id(principal.Id), Sealed(principal), Address(principal.EndPoint), Port(principal.EndPoint), Flag(principal.IsDisabled));

    /// <inheritdoc/>
    public override NpgsqlCommand Delete(PrincipalId id) => Command($"WITH changed AS (DELETE FROM kdc_services WHERE id = $1 RETURNING id) {CountUp}", Id(id));

    /// <inheritdoc/>
    public override bool AreOne(ServicePrincipal there, ServicePrincipal added) => there.Name == added.Name && there.Key.Equals(added.Key);

    /// <summary>Reads the version.</summary>
    public static NpgsqlCommand Version() => Command("SELECT services_version FROM kdc_state");

    /// <summary>
    /// Reads every service in the order of registration, and in the column behind those that <see cref="Read"/> takes the version
    /// that this is. One statement sees one state of the database. Without services it is one row, of which the first column is null.
    /// </summary>
    public static NpgsqlCommand All() => Command($"SELECT {Columns}, services_version FROM kdc_state LEFT JOIN kdc_services ON true ORDER BY number");

    private static NpgsqlParameter<IPAddress> Address(IPEndPoint endPoint) => new() { TypedValue = endPoint.Address, NpgsqlDbType = NpgsqlDbType.Inet };

    private static NpgsqlParameter<int> Port(IPEndPoint endPoint) => new() { TypedValue = endPoint.Port, NpgsqlDbType = NpgsqlDbType.Integer };

    private NpgsqlParameter Sealed(ServicePrincipal service) => Blob(sealer.Seal(SealedKind.Service, service.Id, service.Key.Bytes));
}
