using System.Diagnostics;
using System.Globalization;
using KerberosGen.Protocol;
using KerberosGen.Protocol.Tests;
using Microsoft.Data.Sqlite;

namespace KerberosGen.Databases.Tests.Rooms;

/// <summary>Processes that end in the middle of commits, by SIGKILL or because the disk is full.</summary>
public sealed class InterruptedRoomTests : IDisposable
{
    private readonly WorkDirectory _directory = new();
    private readonly InMemoryRoomStore _model = new();

    /// <summary>Ten, or fifty if <c>KERBEROSGEN_LONG</c> is 1.</summary>
    private static int Rounds => Environment.GetEnvironmentVariable("KERBEROSGEN_LONG") == "1" ? 50 : 10;

    [Fact]
    public async Task A_kill_in_the_middle_of_commits_leaves_every_commit_that_had_returned_and_no_part_of_another()
    {
        int commits = 0;
        for (int round = 1; round <= Rounds; round++)
        {
            int seed = Random.Shared.Next();
            using Process process = RoomProgram.Start("commits", _directory.Path, seed);

            // Every other one dies where it makes or opens the file.
            int seen = round % 2 == 0 ? 0 : Random.Shared.Next(3, 40);
            string lastSeen = seen == 0 ? RoomProgram.Opening : $"{seen}";
            while (await process.StandardOutput.ReadLineAsync() is { } line && line != lastSeen)
                Assert.DoesNotContain(RoomProgram.Failed, line);
            await Task.Delay(Random.Shared.Next(60));
            process.Kill();
            int returned = seen + CountReturned(await process.StandardOutput.ReadToEndAsync());
            await process.WaitForExitAsync();
            commits += returned;
            AssertKept(seed, returned);
        }

        Assert.True(commits > Rounds, $"only {commits} commits");
        CheckIntegrity();
    }

    [Fact]
    public async Task A_commit_that_does_not_fit_on_the_disk_fails_and_none_that_had_returned_is_lost()
    {
        SqliteRoomStore.Open(_directory.Path, RoomScript.Room).Dispose();
        string[] lines = await FullDisk.RunAsync(_directory.Path, "commits", blocks: 800);
        Assert.Equal([RoomProgram.Opening, RoomProgram.Opened], lines[..2]);
        string path = SqliteRoomStore.PathOf(_directory.Path, RoomScript.Room);
        Assert.All(lines[^3..], line => Assert.StartsWith($"{RoomProgram.Failed}{path}: the disk failed, and nothing was written (", line));
        Assert.True(lines.Length > 10, $"only {lines.Length} lines");
        AssertKept(seed: 0, lines.Length - 5, isExact: true);
        CheckIntegrity();
    }

    public void Dispose() => _directory.Dispose();

    /// <summary>Commits that had returned, by what came behind the line that was seen last. A line that was cut short counts: it was printed after its commit.</summary>
    private static int CountReturned(string output)
    {
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.DoesNotContain(lines, static line => line.StartsWith(RoomProgram.Failed, StringComparison.Ordinal));
        return lines.Count(static line => char.IsAsciiDigit(line[0]));
    }

    /// <summary>Asserts that the store holds what it held before, and the first commits of a seed: so many, or one more that had not been told of.</summary>
    private void AssertKept(int seed, int returned, bool isExact = false)
    {
        ulong before = _model.Read().LastSequence;
        var script = new RoomScript(before);
        var random = new Random(seed);
        for (int i = 0; i < returned; i++)
            _model.Commit(script.NextBatch(random));
        using SqliteRoomStore store = SqliteRoomStore.Open(_directory.Path, RoomScript.Room);
        RoomMemory kept = store.Read();
        if (!isExact && !Memories.AreSame(_model.Kept, kept))
            _model.Commit(script.NextBatch(random));
        Memories.AssertSame(_model.Kept, kept);
    }

    private void CheckIntegrity()
    {
        using var connection = new SqliteConnection(string.Create(CultureInfo.InvariantCulture, $"Data Source={SqliteRoomStore.PathOf(_directory.Path, RoomScript.Room)};Pooling=False"));
        connection.Open();
        using SqliteCommand check = connection.CreateCommand();
        check.CommandText = "PRAGMA integrity_check";
        Assert.Equal("ok", check.ExecuteScalar());
    }
}
