using System.Diagnostics;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Databases.Tests.Rooms;

/// <summary>
/// What tests of a room's store start as a process of its own, on the store of <see cref="RoomScript.Room"/> in a directory.
/// <c>commits</c> makes changes, the same for the same seed, and prints a line for each commit that has returned; it ends when
/// commits fail. <c>holds</c> opens the store and keeps it until its input ends. <c>opens</c> says whether it can be opened.
/// </summary>
internal static class RoomProgram
{
    private const int MaxCommits = 5_000;
    private const int MaxFailures = 3;

    /// <summary>What it prints of a commit that failed, or where it cannot open the store, before the reason.</summary>
    public const string Failed = "failed: ";

    /// <summary>What it prints just before, and just after it opens the store.</summary>
    public const string Opening = "opening", Opened = "open";

    /// <summary>Starts it.</summary>
    /// <param name="what">What it is to do.</param>
    /// <param name="directory">Where.</param>
    /// <param name="seed">With which changes.</param>
    /// <param name="wrapper">A program and its arguments that run it, as it cannot be run otherwise.</param>
    public static Process Start(string what, string directory, int seed = 0, params string[] wrapper)
    {
        string[] command = [.. wrapper, Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", typeof(RoomProgram).Assembly.Location, what, directory, $"{seed}"];
        return Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
    }

    /// <summary>The program.</summary>
    public static int Run(string what, string directory, int seed)
    {
        Console.WriteLine(Opening);
        try
        {
            using SqliteRoomStore store = SqliteRoomStore.Open(directory, RoomScript.Room);
            Console.WriteLine(Opened);
            if (what == "commits")
                MakeCommits(store, new Random(seed));
            else if (what == "holds")
                HoldAndCommit(store);
        }
        catch (StoreFailedException failure)
        {
            Console.WriteLine(Failed + failure.Message);
        }

        return 0;
    }

    private static void MakeCommits(SqliteRoomStore store, Random random)
    {
        var script = new RoomScript(store.Read().LastSequence);
        int failures = 0;
        RoomChanges changes = script.NextBatch(random);
        for (int made = 0; made < MaxCommits && failures < MaxFailures;)
        {
            try
            {
                store.Commit(changes);
                Console.WriteLine(++made);
                changes = script.NextBatch(random);
            }
            catch (StoreFailedException failure)
            {
                failures++;
                Console.WriteLine(Failed + failure.Message);
            }
        }
    }

    private static void HoldAndCommit(SqliteRoomStore store)
    {
        store.Read();
        Console.In.ReadToEnd();
        var changes = new RoomChanges();
        changes.Events.Add(new RoomEventRecord(1, DateTimeOffset.UnixEpoch, EventKind.Notice, default, default));
        store.Commit(changes);
    }
}
