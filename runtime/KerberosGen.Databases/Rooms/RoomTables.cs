using System.Buffers.Binary;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using Microsoft.Data.Sqlite;

namespace KerberosGen.Databases;

/// <summary>What is written to the tables of a room, each statement compiled once. Writing an event allocates nothing.</summary>
internal sealed class RoomTables : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly List<PreparedStatement> _statements = [];
    private readonly PreparedStatement _begin, _commit, _rollback;
    private readonly PreparedStatement _addEvent, _dropEvents, _setLastSequence;
    private readonly PreparedStatement _joined, _leftForGood, _left;
    private readonly PreparedStatement _claim, _impose, _lift, _accept, _dropAuthenticators;

    /// <summary>Takes over a connection, which is disposed with this.</summary>
    /// <exception cref="SqliteException">The tables are not what they should be. The connection is still the caller's.</exception>
    public RoomTables(SqliteConnection connection)
    {
        _connection = connection;
        try
        {
            _begin = Prepare("BEGIN IMMEDIATE;");
            _commit = Prepare("COMMIT;");
            _rollback = Prepare("ROLLBACK;");
            _addEvent = Prepare("INSERT INTO events (sequence, time, kind, client, content) VALUES (?1, ?2, ?3, ?4, ?5);");
            _dropEvents = Prepare("DELETE FROM events WHERE sequence < ?1;");
            _setLastSequence = Prepare("UPDATE room SET last_sequence = ?1;");
            _joined = Prepare("INSERT INTO present (client, name, subscriptions) VALUES (?1, ?2, 1) ON CONFLICT DO UPDATE SET subscriptions = subscriptions + 1;");
            _leftForGood = Prepare("DELETE FROM present WHERE client = ?1 AND name = ?2 AND subscriptions = 1;");
            _left = Prepare("UPDATE present SET subscriptions = subscriptions - 1 WHERE client = ?1 AND name = ?2;");
            _claim = Prepare("INSERT OR REPLACE INTO names (name, client) VALUES (?1, ?2);");
            _impose = Prepare("INSERT OR REPLACE INTO sanctions (client, kind, until, imposed_by) VALUES (?1, ?2, ?3, ?4);");
            _lift = Prepare("DELETE FROM sanctions WHERE client = ?1 AND kind = ?2;");
            _accept = Prepare("INSERT OR IGNORE INTO authenticators (until, digest) VALUES (?1, ?2);");
            _dropAuthenticators = Prepare("DELETE FROM authenticators WHERE until < ?1;");
        }
        catch
        {
            // One that is left would keep the connection, and so its lock, alive.
            DisposeStatements();
            throw;
        }
    }

    /// <summary>Begins a transaction.</summary>
    public void Begin() => _begin.Run();

    /// <summary>Ends it. When this returns, what it wrote is on the disk.</summary>
    public void Commit() => _commit.Run();

    /// <summary>Undoes it, if the failure has not done so already.</summary>
    public void Rollback()
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0)
            _rollback.Run();
    }

    /// <summary>Adds an event behind the last one.</summary>
    public void Add(RoomEventRecord happened)
    {
        PrincipalId client = happened.ClientId;
        _addEvent.Bind(1, (long)happened.Sequence).Bind(2, RoomTime.ToNumber(happened.Time)).Bind(3, (long)happened.Kind)
            .Bind(4, client.Bytes).Bind(5, happened.Content.Span).Run();
    }

    /// <summary>Removes the events before one.</summary>
    public void DropEventsBefore(ulong sequence) => _dropEvents.Bind(1, (long)sequence).Run();

    /// <summary>Writes the last sequence number that was given.</summary>
    public void SetLastSequence(ulong sequence) => _setLastSequence.Bind(1, (long)sequence).Run();

    /// <summary>Adds a subscription to those who are present.</summary>
    public void AddPresent(PrincipalId client, ReadOnlySpan<byte> name) => _joined.Bind(1, client.Bytes).Bind(2, name).Run();

    /// <summary>Takes a subscription from them, if there is one.</summary>
    public void RemovePresent(PrincipalId client, ReadOnlySpan<byte> name)
    {
        if (_leftForGood.Bind(1, client.Bytes).Bind(2, name).Run() == 0)
            _left.Bind(1, client.Bytes).Bind(2, name).Run();
    }

    /// <summary>Gives a name to a client.</summary>
    public void Claim(NameClaim claim)
    {
        PrincipalName name = claim.Name;
        PrincipalId client = claim.Client;
        _claim.Bind(1, name.Utf8).Bind(2, client.Bytes).Run();
    }

    /// <summary>Bans or mutes a client.</summary>
    public void Impose(Sanction sanction)
    {
        PrincipalId client = sanction.Client;
        _impose.Bind(1, client.Bytes).Bind(2, (long)sanction.Kind).Bind(4, sanction.By);
        (sanction.Until is { } until ? _impose.Bind(3, RoomTime.ToNumber(until)) : _impose.BindNull(3)).Run();
    }

    /// <summary>Ends a client's ban or mute.</summary>
    public void Lift(PrincipalId client, SanctionKind kind) => _lift.Bind(1, client.Bytes).Bind(2, (long)kind).Run();

    /// <summary>Remembers an authenticator.</summary>
    public void Accept(RememberedAuthenticator authenticator)
    {
        Span<byte> digest = stackalloc byte[RoomSchema.DigestSize];
        BinaryPrimitives.WriteUInt128BigEndian(digest, authenticator.Digest);
        _accept.Bind(1, RoomTime.ToNumber(authenticator.Until)).Bind(2, digest).Run();
    }

    /// <summary>Forgets the authenticators that ended before a time.</summary>
    public void DropAuthenticatorsBefore(DateTimeOffset now) => _dropAuthenticators.Bind(1, RoomTime.ToNumber(now)).Run();

    /// <inheritdoc/>
    public void Dispose()
    {
        DisposeStatements();
        _connection.Dispose();
    }

    private PreparedStatement Prepare(string sql)
    {
        var statement = new PreparedStatement(_connection, sql);
        _statements.Add(statement);
        return statement;
    }

    private void DisposeStatements()
    {
        foreach (PreparedStatement statement in _statements)
            statement.Dispose();
    }
}
