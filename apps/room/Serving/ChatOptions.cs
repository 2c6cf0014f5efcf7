using System.Collections.Frozen;
using System.CommandLine;
using KerberosGen.Cli;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Room;

/// <summary>What members may say, what a room holds of it, and who keeps order.</summary>
internal sealed class ChatOptions
{
    /// <summary>What fits into a request beside its size, its IV and up to a block of padding.</summary>
    private const int LongestMessage = (int)ProtocolLimits.MaxRequestPayload - sizeof(uint) - 2 * Iv.Size;

    private static readonly RoomOptions Defaults = new();

    private readonly Option<int> _history = SeedOptions.Count(
        "--history", [], "Events that a room holds for latecomers.", Defaults.History, 0, 1_000_000);

    private readonly Option<TimeSpan> _historyAge = DurationText.Option(
        "--history-age", "How long it holds them.", Defaults.HistoryAge, TimeSpan.FromSeconds(1), TimeSpan.FromDays(3650));

    private readonly Option<int> _messageSize = SeedOptions.Count(
        "--message-size", [], "Bytes of a message, its sender's name included.", Defaults.MaxMessageSize, 1, LongestMessage);

    private readonly Option<Rate> _messageRate = RateText.Option(
        "--message-rate", "Messages a second of one member (5, or 5:10 with 10 at once; 0 for no limit).", Defaults.MessageRate);

    private readonly Option<int> _names = SeedOptions.Count(
        "--max-names", [], "Display names that may belong to one member.", Defaults.MaxNamesPerClient, 1, 1_000);

    private readonly Option<PrincipalId[]> _moderators = new("--moderator")
    {
        Description = "A client id, 32 hex digits as in the client's me.info, that may kick, ban and mute from chat; may be given several times. [default: nobody]",
        HelpName = "id",
        CustomParser = static result =>
        {
            var ids = new List<PrincipalId>();
            // A variable in the environment has one value: ids in it are parted by commas.
            foreach (string text in result.Tokens.SelectMany(static token => token.Value.Split(',', StringSplitOptions.TrimEntries)))
            {
                if (Validator.TryId(text, out PrincipalId id, out string? problem))
                    ids.Add(id);
                else
                    result.AddError($"--moderator: {problem}");
            }

            return [.. ids];
        },
    };

    private readonly Option<bool> _unauthenticatedTickets = new("--accept-unauthenticated-tickets")
    {
        Description = "Let in who has a ticket without a synthetic IV, unverified: for a KDC of the original program. Whoever has any ticket may then pass for anyone.",
    };

    private readonly Option<bool> _authenticatedClients = new("--require-authenticated-clients")
    {
        Description = "Let in nobody whose ticket or authenticator is not authenticated: when every client makes synthetic IVs, as those of this toolkit do.",
    };

    /// <summary>For the help.</summary>
    public OptionGroup Group => new("Chat", _history, _historyAge, _messageSize, _messageRate, _names, _moderators, _unauthenticatedTickets, _authenticatedClients);

    /// <summary>What they ask for, on top of the rest.</summary>
    public RoomOptions OptionsOf(ParseResult parsed, RoomOptions rest) => rest with
    {
        History = parsed.GetValue(_history),
        HistoryAge = parsed.GetValue(_historyAge),
        MaxMessageSize = parsed.GetValue(_messageSize),
        MessageRate = parsed.GetValue(_messageRate),
        MaxNamesPerClient = parsed.GetValue(_names),
        AcceptUnauthenticatedTickets = parsed.GetValue(_unauthenticatedTickets),
        RequireAuthenticatedClients = parsed.GetValue(_authenticatedClients),
        Moderators = (parsed.GetValue(_moderators) ?? []).ToFrozenSet(),
    };
}
