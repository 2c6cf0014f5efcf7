using FsCheck;
using FsCheck.Xunit;
using KerberosGen.Protocol;

namespace KerberosGen.Databases.Tests.Rooms;

/// <summary>Files that somebody or something has damaged.</summary>
public sealed class DamagedRoomTests
{
    private static readonly Lazy<byte[]> Whole = new(Make);

    private static string Name => Path.GetFileName(SqliteRoomStore.PathOf("", RoomScript.Room));

    [Property(MaxTest = 100)]
    public void A_file_that_is_cut_anywhere_is_refused_and_left_as_it_is(NonNegativeInt place)
    {
        using var directory = new WorkDirectory();
        byte[] cut = Whole.Value[..(place.Get * 7919 % Whole.Value.Length)];
        directory.Write(Name, cut);
        AssertFails(directory);
        Assert.Equal(cut, directory.ReadBytes(Name));
    }

    [Property(MaxTest = 300)]
    public void A_file_with_other_bytes_in_it_is_read_or_refused_and_nothing_else(NonNegativeInt[] places, byte[] bytes)
    {
        using var directory = new WorkDirectory();
        byte[] damaged = [.. Whole.Value];
        for (int i = 0; i < Math.Min(places.Length, bytes.Length); i++)
            damaged[places[i].Get * 7919 % damaged.Length] = bytes[i];
        directory.Write(Name, damaged);
        AssertReadOrFails(directory);
    }

    /// <summary>Pages that a disk has lost, or has put where others belong.</summary>
    [Property(MaxTest = 100)]
    public void A_file_with_pages_in_wrong_places_is_read_or_refused_and_nothing_else(NonNegativeInt from, NonNegativeInt to, bool isLost)
    {
        const int page = 4096;
        using var directory = new WorkDirectory();
        byte[] damaged = [.. Whole.Value];
        int pages = damaged.Length / page;
        Span<byte> target = damaged.AsSpan(to.Get % pages * page, page);
        if (isLost)
            target.Clear();
        else
            Whole.Value.AsSpan(from.Get % pages * page, page).CopyTo(target);
        directory.Write(Name, damaged);
        AssertReadOrFails(directory);
    }

    /// <summary>What a power failure leaves: the file, and some first part of its log.</summary>
    [Property(MaxTest = 60)]
    public void Of_a_log_that_is_cut_anywhere_whole_commits_are_read_and_no_part_of_one(int seed, NonNegativeInt place)
    {
        using var directory = new WorkDirectory();
        using var copy = new WorkDirectory();
        var random = new Random(seed);
        var script = new RoomScript(0);
        var states = new List<RoomMemory> { RoomMemory.None };
        using SqliteRoomStore store = SqliteRoomStore.Open(directory.Path, RoomScript.Room);
        for (int i = 0; i < 10; i++)
        {
            store.Commit(script.NextBatch(random));
            states.Add(store.Read());
        }

        byte[] log = directory.ReadBytes($"{Name}-wal");
        copy.Write(Name, directory.ReadBytes(Name));
        copy.Write($"{Name}-wal", log[..(place.Get * 7919 % (log.Length + 1))]);
        using SqliteRoomStore survivor = SqliteRoomStore.Open(copy.Path, RoomScript.Room);
        RoomMemory kept = survivor.Read();
        Assert.Contains(states, state => Memories.AreSame(state, kept));
    }

    private static void AssertReadOrFails(WorkDirectory directory)
    {
        try
        {
            using SqliteRoomStore store = SqliteRoomStore.Open(directory.Path, RoomScript.Room);
            RoomMemory memory = store.Read();
            store.Commit(new RoomScript(memory.LastSequence).NextBatch(new Random(1)));
            store.Read();
        }
        catch (StoreFailedException failure)
        {
            AssertSentence(directory, failure);
        }
    }

    private static void AssertFails(WorkDirectory directory) => AssertSentence(directory, Assert.Throws<StoreFailedException>(() =>
    {
        using SqliteRoomStore store = SqliteRoomStore.Open(directory.Path, RoomScript.Room);
        store.Read();
    }));

    private static void AssertSentence(WorkDirectory directory, StoreFailedException failure)
    {
        Assert.StartsWith($"{directory[Name]}: ", failure.Message);
        Assert.EndsWith(".", failure.Message);
        Assert.DoesNotContain('\n', failure.Message);
    }

    private static byte[] Make()
    {
        using var directory = new WorkDirectory();
        using (SqliteRoomStore store = SqliteRoomStore.Open(directory.Path, RoomScript.Room))
        {
            var script = new RoomScript(0);
            var random = new Random(1);
            for (int i = 0; i < 100; i++)
                store.Commit(script.NextBatch(random));
        }

        return directory.ReadBytes(Name);
    }
}
