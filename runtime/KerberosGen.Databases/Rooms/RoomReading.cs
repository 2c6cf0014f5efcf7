using System.Buffers.Binary;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using Microsoft.Data.Sqlite;

namespace KerberosGen.Databases;

/// <summary>
/// Reads everything that a room's database holds, and believes nothing: what could not have been written is damage, whoever
/// did it.
/// </summary>
/// <param name="connection">The connection.</param>
/// <param name="file">The database.</param>
internal sealed class RoomReading(SqliteConnection connection, SqliteFile file)
{
    /// <summary>Everything.</summary>
    /// <exception cref="SqliteException">SQLite cannot read it.</exception>
    /// <exception cref="StoreFailedException">It makes no sense.</exception>
    public RoomMemory Read()
    {
        ulong last = LastSequence();
        return new RoomMemory(last, Events(last), Names(), Sanctions(), Authenticators(), Present());
    }

    /// <summary>The last sequence number that was given.</summary>
    public ulong LastSequence()
    {
        long? last = null;
        Each("SELECT last_sequence FROM room;", row => last = row.Integer(0));
        return last >= 0 ? (ulong)last : throw file.Damaged("it does not say which event was the last");
    }

    private List<RoomEventRecord> Events(ulong last)
    {
        var events = new List<RoomEventRecord>();
        Each("SELECT sequence, time, kind, client, content FROM events ORDER BY sequence;", row =>
        {
            ulong sequence = (ulong)row.Integer(0);
            long kind = row.Integer(2);
            if (events.Count > 0 && sequence != events[^1].Sequence + 1)
                throw file.Damaged($"event {events[^1].Sequence + 1} is missing");
            if (kind is < (long)EventKind.Message or > (long)EventKind.Notice)
                throw file.Damaged($"event {sequence} is of no kind");
            events.Add(new RoomEventRecord(sequence, Time(row, 1), (EventKind)kind, Id(row, 3), row.Blob(4).ToArray()));
        });
        return events.Count == 0 || events[^1].Sequence == last ? events : throw file.Damaged($"its last event is {events[^1].Sequence}, not {last}");
    }

    private List<NameClaim> Names()
    {
        var names = new List<NameClaim>();
        Each("SELECT name, client FROM names;", row => names.Add(new NameClaim(Name(row, 0), Id(row, 1))));
        return names;
    }

    private List<Sanction> Sanctions()
    {
        var sanctions = new List<Sanction>();
        Each("SELECT client, kind, until, imposed_by FROM sanctions;", row =>
        {
            long kind = row.Integer(1);
            if (kind is < (long)SanctionKind.Ban or > (long)SanctionKind.Mute)
                throw file.Damaged("a ban or a mute is neither");
            sanctions.Add(new Sanction(Id(row, 0), (SanctionKind)kind, row.IsNull(2) ? null : Time(row, 2), row.Text(3)));
        });
        return sanctions;
    }

    private List<RememberedAuthenticator> Authenticators()
    {
        var authenticators = new List<RememberedAuthenticator>();
        Each("SELECT until, digest FROM authenticators ORDER BY until;", row =>
        {
            if (row.Blob(1) is not { Length: RoomSchema.DigestSize } digest)
                throw file.Damaged("an authenticator's digest is not one");
            authenticators.Add(new RememberedAuthenticator(BinaryPrimitives.ReadUInt128BigEndian(digest), Time(row, 0)));
        });
        return authenticators;
    }

    private List<NameClaim> Present()
    {
        var present = new List<NameClaim>();
        Each("SELECT client, name, subscriptions FROM present;", row =>
        {
            long subscriptions = row.Integer(2);
            if (subscriptions is < 1 or > int.MaxValue)
                throw file.Damaged("a member has no number of subscriptions");
            present.AddRange(Enumerable.Repeat(new NameClaim(Name(row, 1), Id(row, 0)), (int)subscriptions));
        });
        return present;
    }

    private PrincipalId Id(PreparedStatement row, int column) =>
        row.Blob(column) is { Length: PrincipalId.Size } id ? new PrincipalId(id) : throw file.Damaged("a client's id is not one");

    private PrincipalName Name(PreparedStatement row, int column) =>
        PrincipalName.TryCreate(row.Blob(column), out PrincipalName name) ? name : throw file.Damaged("a display name is not one");

    private DateTimeOffset Time(PreparedStatement row, int column) =>
        RoomTime.FromNumber(row.Integer(column)) ?? throw file.Damaged("a time is not one");

    private void Each(string sql, Action<PreparedStatement> take)
    {
        using var statement = new PreparedStatement(connection, sql);
        while (statement.Step())
            take(statement);
    }
}
