using KerberosGen.Packets;
using KerberosGen.Protocol;
using KerberosGen.Storage;
using Microsoft.Data.Sqlite;

namespace KerberosGen.Databases;

/// <summary>
/// What one room keeps, in a SQLite file of its own, 0600, that this process has to itself while it is open. Nothing in it is
/// encrypted: the plaintext of the messages that are held stands in it, and that of messages no longer held may stand in its
/// unused pages, and in the log beside it, until they are used again. Who may read the file may read the chat. It holds no key.
/// </summary>
public sealed class SqliteRoomStore : IRoomStore
{
    private readonly SqliteFile _file;
    private readonly SqliteConnection _connection;
    private readonly RoomTables _tables;
    private ulong _lastSequence;
    private ulong _firstHeld;
    private bool _isDisposed;

    private SqliteRoomStore(SqliteFile file, SqliteConnection connection)
    {
        _file = file;
        _connection = connection;
        _lastSequence = new RoomReading(connection, file).LastSequence();
        _tables = new RoomTables(connection);
    }

    /// <summary>Where a room's store is: <c>room-</c>, the id's 32 hex digits, <c>.db</c>. While it is open, and after a crash, a log (<c>-wal</c>) belongs to it.</summary>
    public static string PathOf(string directory, PrincipalId room) => Path.Combine(directory, $"room-{room}.db");

    /// <summary>Opens a room's store, which is made if it is missing. A mode wider than 0600 is narrowed, its log's too.</summary>
    /// <param name="directory">The directory; it must be there.</param>
    /// <param name="room">The room's id.</param>
    /// <exception cref="StoreFailedException">The file is damaged, or another room's, or a newer program's, or open elsewhere, or cannot be written: the sentence says which. Nothing was lost.</exception>
    public static SqliteRoomStore Open(string directory, PrincipalId room)
    {
        var file = new SqliteFile(Path.GetFullPath(PathOf(directory, room)), "the room");
        try
        {
            PrivateMode.Narrow(file.Path);
            PrivateMode.Narrow($"{file.Path}-wal");
            if (!File.Exists(file.Path))
                RoomSchema.Make(file, room);
            return Open(file, room);
        }
        catch (SqliteException failure)
        {
            throw file.Failure(failure);
        }
        catch (Exception failure) when (failure is (IOException and not StoreFailedException) or UnauthorizedAccessException)
        {
            throw file.NotWritable(failure.Message.TrimEnd('.'), failure);
        }
    }

    /// <inheritdoc/>
    public RoomMemory Read()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        try
        {
            return new RoomReading(_connection, _file).Read();
        }
        catch (SqliteException failure)
        {
            throw _file.Failure(failure);
        }
    }

    /// <inheritdoc/>
    public void Commit(RoomChanges changes)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        ulong last = LastAfter(changes);
        try
        {
            _tables.Begin();
            try
            {
                Write(changes, last);
                _tables.Commit();
            }
            catch
            {
                _tables.Rollback();
                throw;
            }
        }
        catch (SqliteException failure)
        {
            throw _file.Failure(failure);
        }

        _lastSequence = last;
        _firstHeld = Math.Max(_firstHeld, changes.FirstHeld);
    }

    /// <summary>Lets go of the file, and brings the log into it.</summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        _tables.Dispose();
    }

    private static SqliteRoomStore Open(SqliteFile file, PrincipalId room)
    {
        SqliteConnection connection = file.ConnectAlone();
        try
        {
            RoomSchema.Check(connection, file, room);
            file.BeginLog(connection);
            return new SqliteRoomStore(file, connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private ulong LastAfter(RoomChanges changes)
    {
        ulong last = _lastSequence;
        foreach (RoomEventRecord happened in changes.Events)
        {
            if (happened.Sequence != ++last)
                throw new ArgumentException($"Event {last} must come now, not {happened.Sequence}.", nameof(changes));
        }

        return last;
    }

    private void Write(RoomChanges changes, ulong last)
    {
        foreach (RoomEventRecord happened in changes.Events)
            Write(happened, isHeld: happened.Sequence >= changes.FirstHeld);
        if (last != _lastSequence)
            _tables.SetLastSequence(last);
        if (changes.FirstHeld > _firstHeld)
            _tables.DropEventsBefore(changes.FirstHeld);
        foreach (NameClaim claim in changes.Names)
            _tables.Claim(claim);
        foreach (Sanction sanction in changes.Imposed)
            _tables.Impose(sanction);
        foreach ((PrincipalId client, SanctionKind kind) in changes.Lifted)
            _tables.Lift(client, kind);
        foreach (RememberedAuthenticator authenticator in changes.Authenticators)
            _tables.Accept(authenticator);
        _tables.DropAuthenticatorsBefore(changes.Now);
    }

    private void Write(RoomEventRecord happened, bool isHeld)
    {
        if (isHeld)
            _tables.Add(happened);
        if (happened.Kind == EventKind.Joined)
            _tables.AddPresent(happened.ClientId, happened.Content.Span);
        else if (happened.Kind == EventKind.Left)
            _tables.RemovePresent(happened.ClientId, happened.Content.Span);
    }
}
