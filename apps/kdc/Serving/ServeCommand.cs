using System.CommandLine;
using KerberosGen.Cli;

namespace KerberosGen.Kdc;

/// <summary>The command <c>kdc</c> itself: it serves. Its subcommands are added by whoever has them.</summary>
internal static class ServeCommand
{
    private const string ConfigurationWords = """
        Every option may be set in three places; the first that sets it wins:
          1. the command line:   --ticket-lifetime 8h
          2. the environment:    KERBEROSGEN_TICKET_LIFETIME=8h   (KERBEROSGEN_ and the long name)
          3. a file, kdc.json in the --data directory, or the one that --config names:
             { "ticket-lifetime": "8h", "protocol": "both", "registration": "closed" }
        A file with a password in it must be readable by its owner only (chmod 600).
        OTEL_EXPORTER_OTLP_ENDPOINT, if set, is sent the metrics by OTLP.
        """;

    private const string ExitWords = """
        0    stopped as asked (SIGTERM, Ctrl-C), or done
        1    it did not work; standard error says why and what to do
        2    the command line or the configuration is wrong
        130  a command was interrupted before it was done
        A second signal ends the KDC at once, with what a shell makes of a signal (130, 143).
        """;

    private const string ExampleWords = """
        kdc                                                   the seed's KDC: files here, 127.0.0.1:8000, TCP
        kdc -ip 0.0.0.0 -pr both --data /var/lib/kerberosgen  for other hosts, by TCP and UDP
        kdc --monitoring 9464 --log-format json               to be watched
        kdc --show-config                                     what it would do, and why
        """;

    public static RootCommand Create(ServeOptions options, out AppConfiguration configuration) => new ConfiguredProgram
    {
        Description = "The key distribution center: authentication server and ticket-granting server in one.",
        Groups = options.Groups,
        Data = options.Store.Data,
        FileName = "kdc.json",
        Run = (parsed, cancellation) => ServeRun.RunAsync(options.SettingsOf(parsed), cancellation),
        Words = [("How options are set", ConfigurationWords), ("Exit codes", ExitWords), ("Examples", ExampleWords)],
    }.Create(out configuration);
}
