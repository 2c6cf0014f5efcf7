using System.CommandLine;
using KerberosGen.Cli;

namespace KerberosGen.Client;

/// <summary>The command <c>client</c> itself: the seed's menu. Its subcommands are added by whoever has them.</summary>
internal static class MenuCommand
{
    private const string FileWords = """
        srv.info            the KDC, ip:port; several KDCs, one a line, are tried in their order; -ip and -p win over it
        me.info             who you are: the name and the id that the KDC gave it
        services_info.json  the rooms, session keys and tickets, readable by you alone
        """;

    private const string ConfigurationWords = """
        Each option above may be set in three places; the first that sets it wins:
          1. the command line:   --data ~/.kerberosgen
          2. the environment:    KERBEROSGEN_CLIENT_DATA=~/.kerberosgen   (KERBEROSGEN_CLIENT_ and the long name)
          3. a file, client.json in the --data directory, or the one that --config names:
             { "ip-address": "192.0.2.1", "protocol": "udp" }
        The password is asked for, or is the first line of standard input (--password-stdin), or KERBEROSGEN_PASSWORD.
        """;

    private const string ExitWords = """
        0    done
        1    it did not work; standard error says why and what to do
        2    the command line or the configuration is wrong
        130  interrupted before it was done
        """;

    private const string ExampleWords = """
        client register -un alice                       take the name alice; the password is asked for twice
        client services                                 which rooms there are
        client chat 'Printer 10'                        a chat window
        client who 'Printer 10' --json                  who is there, for a program
        printf 'hi\n' | client chat 'Printer 10'        say a line and leave
        client -un alice                                the menu
        source <(client completions bash)               the tab key knows commands, options and rooms
        """;

    public static RootCommand Create(ClientOptions options, out AppConfiguration configuration) => new ConfiguredProgram
    {
        Description = "The chat client. Without a command it shows a menu.",
        Groups = options.Groups,
        Data = options.Data,
        FileName = "client.json",
        VariablePrefix = "KERBEROSGEN_CLIENT_",
        Run = (parsed, cancellation) => options.RunAsync(parsed, static (context, cancellation) => new Menu(context).RunAsync(cancellation), cancellation),
        Words = [("Files in the --data directory", FileWords), ("How options are set", ConfigurationWords), ("Exit codes", ExitWords), ("Examples", ExampleWords)],
        Examples = CommandExamples.All,
    }.Create(out configuration);
}
