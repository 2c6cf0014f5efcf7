using System.Diagnostics;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using Microsoft.Data.Sqlite;

namespace KerberosGen.Databases.Tests.Rooms;

public sealed class SqliteRoomStoreTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly WorkDirectory _directory = new();

    private string Database => SqliteRoomStore.PathOf(_directory.Path, RoomScript.Room);

    [Fact]
    public void A_room_has_one_file_named_after_its_id_and_every_file_is_its_owners_alone()
    {
        Assert.Equal("room-a1a2a3a4a5a6a7a8a9aaabacadaeafb0.db", Path.GetFileName(Database));
        using (SqliteRoomStore store = Open())
        {
            store.Commit(Commit(1));
            Assert.Equal([Path.GetFileName(Database), $"{Path.GetFileName(Database)}-wal"], Files);
            Assert.All(Files, file => Assert.Equal(OwnerOnly, _directory.ModeOf(file)));
        }

        Assert.Equal([Path.GetFileName(Database)], Files);
        Assert.Equal(OwnerOnly, _directory.ModeOf(Path.GetFileName(Database)));
    }

    [Fact]
    public void A_mode_wider_than_its_owners_is_narrowed()
    {
        using SqliteRoomStore crashed = Open();
        crashed.Commit(Commit(1));
        using WorkDirectory copy = Copy();
        foreach (string file in Files)
            copy.SetMode(file, OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        using SqliteRoomStore store = SqliteRoomStore.Open(copy.Path, RoomScript.Room);
        Assert.Equal(1ul, store.Read().LastSequence);
        Assert.All(Files, file => Assert.Equal(OwnerOnly, copy.ModeOf(file)));
    }

    [Fact]
    public void What_was_committed_is_on_the_disk_while_the_room_still_runs()
    {
        using SqliteRoomStore store = Open();
        store.Commit(Commit(1));

        // A copy is what a crash would leave.
        using WorkDirectory copy = Copy();
        using SqliteRoomStore survivor = SqliteRoomStore.Open(copy.Path, RoomScript.Room);
        Memories.AssertSame(store.Read(), survivor.Read());
    }

    [Fact]
    public void A_commit_waits_for_the_disk()
    {
        const long full = 2;
        Open().Dispose();
        var file = new SqliteFile(Database, "the room");
        using SqliteConnection connection = file.ConnectAlone();
        file.BeginLog(connection);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous";
        Assert.Equal(full, command.ExecuteScalar());
    }

    [Fact]
    public void A_committed_event_allocates_nothing()
    {
        using SqliteRoomStore store = Open();
        var changes = new RoomChanges();
        PrincipalId client = RoomScript.Room;
        byte[] content = new byte[100];
        ulong last = 0;
        AllocatedByCommits(20);
        Assert.Equal(0, AllocatedByCommits(20));

        long AllocatedByCommits(int count)
        {
            long allocated = 0;
            for (int i = 0; i < count; i++)
            {
                changes.Clear();
                for (int at = 0; at < 64; at++)
                    changes.Events.Add(new RoomEventRecord(++last, DateTimeOffset.UnixEpoch, EventKind.Message, client, content));
                changes.FirstHeld = last > 100 ? last - 99 : 1;
                changes.Authenticators.Add(new RememberedAuthenticator(last, DateTimeOffset.UnixEpoch));
                long before = GC.GetAllocatedBytesForCurrentThread();
                store.Commit(changes);
                allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            }

            return allocated;
        }
    }

    [Fact]
    public void A_file_does_not_grow_with_the_events_that_it_held()
    {
        using SqliteRoomStore store = Open();
        var changes = new RoomChanges();
        long sizeOfFirst = 0;
        for (ulong last = 0; last < 60_000;)
        {
            changes.Clear();
            for (int at = 0; at < 250; at++)
                changes.Events.Add(new RoomEventRecord(++last, DateTimeOffset.UnixEpoch, EventKind.Message, RoomScript.Room, new byte[100]));
            changes.FirstHeld = last > 1_000 ? last - 999 : 1;
            store.Commit(changes);
            if (last == 20_000)
                sizeOfFirst = SizeOfAll();
        }

        Assert.InRange(SizeOfAll(), 0, sizeOfFirst * 3 / 2);

        long SizeOfAll() => Files.Sum(file => new FileInfo(_directory[file]).Length);
    }

    [Fact]
    public void The_file_of_another_room_is_refused_and_left_as_it_is()
    {
        PrincipalId other = new(Guid.NewGuid().ToByteArray());
        Open().Dispose();
        File.Copy(Database, SqliteRoomStore.PathOf(_directory.Path, other));
        AssertRefusedAndUnchanged(other, $"this is the database of room {RoomScript.Room}, not of {other}.");
    }

    [Fact]
    public void A_file_of_a_newer_program_is_refused_and_left_as_it_is()
    {
        Open().Dispose();
        Change("PRAGMA user_version = 2");
        AssertRefusedAndUnchanged(RoomScript.Room, "a newer room made this database (schema 2; this program knows 1).");
    }

    [Fact]
    public void What_is_no_database_of_a_room_is_refused_and_left_as_it_is()
    {
        _directory.Write(Path.GetFileName(Database), "this is a file of text, which is longer than the header of a database would be; and so SQLite looks at it");
        AssertRefusedAndUnchanged(RoomScript.Room, "the database is damaged");
        _directory.Write(Path.GetFileName(Database), []);
        AssertRefusedAndUnchanged(RoomScript.Room, "the database is damaged (it is empty)");
        Change("CREATE TABLE addresses (name TEXT); PRAGMA user_version = 1");
        _directory.SetMode(Path.GetFileName(Database), OwnerOnly);
        AssertRefusedAndUnchanged(RoomScript.Room, "this is not a room's database.");
    }

    [Fact]
    public void A_file_that_lacks_a_table_is_refused_again_and_again_and_whoever_mends_it_can()
    {
        Open().Dispose();
        Change("DROP TABLE authenticators");
        for (int attempt = 0; attempt < 3; attempt++)
            Assert.Contains("no such table: authenticators", Assert.Throws<StoreFailedException>(Open).Message);
        Change("CREATE TABLE authenticators (until INTEGER NOT NULL, digest BLOB NOT NULL, PRIMARY KEY (until, digest)) STRICT, WITHOUT ROWID");
        Open().Dispose();
    }

    [Fact]
    public void A_log_whose_database_is_missing_is_refused_and_not_taken_for_a_new_room_s()
    {
        byte[] log;
        using (SqliteRoomStore store = Open())
        {
            store.Commit(Commit(1));
            log = _directory.ReadBytes($"{Path.GetFileName(Database)}-wal");
        }

        File.Delete(Database);
        _directory.Write($"{Path.GetFileName(Database)}-wal", log);
        var refusal = Assert.Throws<StoreFailedException>(Open);
        Assert.StartsWith($"{Database}: the file is missing, but its log {Database}-wal is there.", refusal.Message);
        Assert.Equal(log, _directory.ReadBytes($"{Path.GetFileName(Database)}-wal"));
        File.Delete($"{Database}-wal");
        Open().Dispose();
    }

    [Fact]
    public void What_a_crash_left_of_a_file_that_was_being_made_is_in_nobody_s_way()
    {
        _directory.Write($"{Path.GetFileName(Database)}.new", "half");
        using SqliteRoomStore store = Open();
        Memories.AssertSame(RoomMemory.None, store.Read());
        Assert.False(File.Exists($"{Database}.new"));
    }

    [Fact]
    public async Task A_second_process_is_refused_and_the_first_one_goes_on()
    {
        using Process holder = RoomProgram.Start("holds", _directory.Path);
        Assert.Equal(RoomProgram.Opening, await holder.StandardOutput.ReadLineAsync());
        Assert.Equal(RoomProgram.Opened, await holder.StandardOutput.ReadLineAsync());
        var refusal = Assert.Throws<StoreFailedException>(Open);
        Assert.StartsWith($"{Database}: another program has held the database", refusal.Message);
        Assert.Contains("the room needs the file to itself", refusal.Message);
        holder.StandardInput.Close();
        Assert.Equal("", await holder.StandardOutput.ReadToEndAsync());
        await holder.WaitForExitAsync();
        using SqliteRoomStore store = Open();
        Assert.Equal(1ul, store.Read().LastSequence);
    }

    [Fact]
    public void A_missing_directory_is_one_sentence()
    {
        string missing = _directory["missing"];
        var refusal = Assert.Throws<StoreFailedException>(() => SqliteRoomStore.Open(missing, RoomScript.Room));
        Assert.StartsWith($"{SqliteRoomStore.PathOf(missing, RoomScript.Room)}: the room must be able to write this file and the directory it is in, and cannot (", refusal.Message);
    }

    [Fact]
    public async Task A_directory_or_a_file_that_cannot_be_written_is_one_sentence_and_nothing_is_lost()
    {
        string name = Path.GetFileName(Database);
        await AssertNotWritableAsync(UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Assert.Empty(Files);
        using (SqliteRoomStore store = Open())
            store.Commit(Commit(1));
        byte[] before = _directory.ReadBytes(name);
        await AssertNotWritableAsync(UnixFileMode.UserRead | UnixFileMode.UserExecute);
        _directory.SetMode(name, UnixFileMode.UserRead);
        await AssertNotWritableAsync(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _directory.SetMode(name, OwnerOnly);
        Assert.Equal(before, _directory.ReadBytes(name));
        using SqliteRoomStore reopened = Open();
        Assert.Equal(1ul, reopened.Read().LastSequence);
    }

    public void Dispose() => _directory.Dispose();

    private string[] Files => [.. Directory.GetFiles(_directory.Path).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

    private static RoomChanges Commit(ulong sequence)
    {
        var changes = new RoomChanges { FirstHeld = 1 };
        changes.Events.Add(new RoomEventRecord(sequence, DateTimeOffset.UnixEpoch, EventKind.Message, RoomScript.Room, "Anne: hello"u8.ToArray()));
        return changes;
    }

    private async Task AssertNotWritableAsync(UnixFileMode ofDirectory)
    {
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException();
        File.SetUnixFileMode(_directory.Path, ofDirectory);
        try
        {
            // Modes do not stop root, unless it gives that right away.
            string[] wrapper = Environment.IsPrivilegedProcess ? ["setpriv", "--bounding-set", "-dac_override,-dac_read_search,-fowner"] : [];
            using Process process = RoomProgram.Start("opens", _directory.Path, 0, wrapper);
            string output = await process.StandardOutput.ReadToEndAsync(), errors = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.StartsWith($"{RoomProgram.Opening}\n{RoomProgram.Failed}{Database}: the room must be able to write this file and the directory it is in, and cannot (", output + errors);
            Assert.EndsWith("Give it the right to, and start again.\n", output);
        }
        finally
        {
            File.SetUnixFileMode(_directory.Path, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    private void AssertRefusedAndUnchanged(PrincipalId room, string reason)
    {
        string path = SqliteRoomStore.PathOf(_directory.Path, room);
        byte[] before = File.ReadAllBytes(path);
        var refusal = Assert.Throws<StoreFailedException>(() => SqliteRoomStore.Open(_directory.Path, room));
        Assert.StartsWith($"{path}: {reason}", refusal.Message);
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    private void Change(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private WorkDirectory Copy()
    {
        var copy = new WorkDirectory();
        foreach (string file in Files)
            copy.Write(file, _directory.ReadBytes(file));
        return copy;
    }

    private SqliteRoomStore Open() => SqliteRoomStore.Open(_directory.Path, RoomScript.Room);
}
