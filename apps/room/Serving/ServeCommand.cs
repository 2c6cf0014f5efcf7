using System.CommandLine;
using KerberosGen.Cli;

namespace KerberosGen.Room;

/// <summary>The command <c>room</c> itself: it serves. Its subcommands are added by whoever has them.</summary>
internal static class ServeCommand
{
    private const string RoomWords = """
        Rooms that are in services_pool.json come back under their ids, keys and ports; -nos only says how many there are to be
        at least. A registration that the KDC refuses is made up for by the default room of msg.info; the next start tries again.
        With --listen, new rooms take the first ports from the one given that no room of the pool has; 0 is any free port. A room
        that is registered keeps the port that the KDC tells clients, on the address of --listen. A port that another program has
        is waited for: no other is taken, so that what a firewall lets through stays right.
        """;

    private const string ConfigurationWords = """
        Every option may be set in three places; the first that sets it wins:
          1. the command line:   --history-age 8h
          2. the environment:    KERBEROSGEN_ROOM_HISTORY_AGE=8h   (KERBEROSGEN_ROOM_ and the long name)
          3. a file, room.json in the --data directory, or the one that --config names:
             { "history-age": "8h", "number-of-services": 2, "moderator": ["4e43ae190000000000000000000000ff"] }
        """;

    private const string ExitWords = """
        0    stopped as asked (SIGTERM, Ctrl-C), or done
        1    no room can run, or a command did not work; standard error says why and what to do
        2    the command line or the configuration is wrong
        130  a command was interrupted before it was done
        A second signal ends the rooms at once, with what a shell makes of a signal (130, 143).
        """;

    private const string ExampleWords = """
        room                                             the seed's room: 'Printer 10', of the KDC at 127.0.0.1:8000
        room -nos 3 -snp Lounge -ip 192.0.2.1            three rooms of a KDC elsewhere
        room -nos 3 --listen 192.0.2.7:9000              at ports 9000 to 9002, which a firewall lets through
        room --show-config                               what it would do, and why
        """;

    public static RootCommand Create(ServeOptions options, out AppConfiguration configuration) => new ConfiguredProgram
    {
        Description = "Chat rooms: registers them with the KDC and serves them.",
        Groups = options.Groups,
        Data = options.Data,
        FileName = "room.json",
        VariablePrefix = "KERBEROSGEN_ROOM_",
        Run = (parsed, cancellation) => ServeRun.RunAsync(options.SettingsOf(parsed), cancellation),
        Words = [("Which rooms, and where", RoomWords), ("How options are set", ConfigurationWords), ("Exit codes", ExitWords), ("Examples", ExampleWords)],
    }.Create(out configuration);
}
