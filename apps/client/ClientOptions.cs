using System.CommandLine;
using KerberosGen.Cli;
using KerberosGen.Clients;
using KerberosGen.Protocol;

namespace KerberosGen.Client;

/// <summary>The options and arguments that commands share, and what a command gets by them. Those of <see cref="Groups"/> may stand behind every command.</summary>
internal sealed class ClientOptions
{
    private readonly SeedOptions _seed = new();
    private readonly Option<ushort?> _port = SeedOptions.Port(allowZero: false, "that of srv.info, or 8000");
    private readonly Option<string> _userName = SeedOptions.Name("--user-name", ["-un", "--user_name"], "The name to register or to be known by. [default: that of me.info]", null);
    private readonly Option<bool> _passwordStdin = new("--password-stdin") { Description = "Read the password from the first line of standard input. (Or set KERBEROSGEN_PASSWORD.)" };
    private readonly Option<TimeZoneInfo> _timeZone = SeedOptions.TimeZone("--kdc-timezone", "The zone of time texts in the original layout: the KDC's.");
    private readonly Option<TimeSpan> _ticketLifetime = DurationText.Option(
        "--ticket-lifetime", "How long the KDC's tickets are good for; it tells the rooms alone.", ProtocolLimits.DefaultTicketLifetime, KdcOptions.MinTicketLifetime, KdcOptions.MaxTicketLifetime);

    private readonly Option<bool> _acceptUnauthenticated = new("--accept-unauthenticated-tickets")
    {
        Description = "Take, and use, tickets from a KDC of the original program, which does not authenticate them: whoever is on the way may forge them.",
    };

    public ClientOptions()
    {
        _timeZone.Aliases.Add("--time-zone");
        Data.Description = "The directory of srv.info, me.info and services_info.json, one for each identity; made if missing.";
        Complete(Room);
        foreach (Option option in Groups.SelectMany(static group => group.Options))
            option.Recursive = true;
    }

    /// <summary>The directory of the client's files.</summary>
    public Option<DirectoryInfo> Data { get; } = SeedOptions.Data();

    /// <summary>A command that has it answers for a program.</summary>
    public Option<bool> Json { get; } = new("--json") { Description = "JSON on standard output." };

    /// <summary>The room of a command that needs one.</summary>
    public Argument<string> Room { get; } = new("room") { Description = "A room's name, as 'services' lists it." };

    /// <summary>The room of a command that may do without one.</summary>
    public Argument<string?> OptionalRoom(string description)
    {
        var room = new Argument<string?>("room") { Description = description, Arity = ArgumentArity.ZeroOrOne };
        Complete(room);
        return room;
    }

    /// <summary>The options that every command has, as the help shows them.</summary>
    public IReadOnlyList<OptionGroup> Groups =>
    [
        new("Who you are", _userName, _passwordStdin, Data),
        new("The KDC", _seed.IpAddress, _port, _seed.Transport, _timeZone, _ticketLifetime, _acceptUnauthenticated),
        new("Logs", _seed.DebugMode),
    ];

    /// <summary>Has a command run on the account of the directory.</summary>
    public Command OnAccount(Command command, Func<CommandContext, CancellationToken, Task<int>> run)
    {
        command.SetAction((parsed, cancellation) => RunAsync(parsed, run, cancellation));
        return command;
    }

    /// <summary>Runs on the account of the directory.</summary>
    public async Task<int> RunAsync(ParseResult parsed, Func<CommandContext, CancellationToken, Task<int>> run, CancellationToken cancellation)
    {
        DebugScreen? screen = parsed.GetValue(_seed.DebugMode) ? new DebugScreen(Console.Error, isClient: true) : null;
        AccountOptions settings = AccountOf(parsed, screen);
        if (File.Exists(settings.Directory))
            throw new InvalidOperationException($"--data: {settings.Directory} is a file; a directory is needed.");
        using var account = ClientAccount.Open(settings);
        account.Notice = Console.Error.WriteLine;
        if (account.NotesProblem is { } problem)
            account.Notice(problem);
        var chat = new ChatClientOptions { KdcTimeZone = parsed.GetValue(_timeZone) ?? TimeZoneInfo.Local, Tap = screen };
        return await run(new CommandContext(parsed, account, new PasswordSource(parsed.GetValue(_passwordStdin)), chat), cancellation);
    }

    private void Complete(Argument room) =>
        room.CompletionSources.Add(context => context.ParseResult.GetResult(room) is { Tokens.Count: > 0 } ? [] : RoomNames.Of(Data, context.ParseResult));

    private AccountOptions AccountOf(ParseResult parsed, DebugScreen? screen) => new()
    {
        Directory = parsed.GetValue(Data)!.FullName,
        // Options win over srv.info only if they were given.
        KdcAddress = parsed.GetResult(_seed.IpAddress) is { Implicit: false } ? _seed.AddressOf(parsed) : null,
        KdcPort = parsed.GetValue(_port),
        OverUdp = parsed.GetValue(_seed.Transport) == "udp",
        UserName = parsed.GetValue(_userName),
        Tap = screen,
        Stored = screen is null ? null : screen.Stored,
        TicketLifetime = parsed.GetValue(_ticketLifetime),
        AcceptUnauthenticatedTickets = parsed.GetValue(_acceptUnauthenticated),
    };
}
