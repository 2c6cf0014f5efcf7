using KerberosGen.Clients;
using KerberosGen.Codec;
using KerberosGen.Packets;

namespace KerberosGen.Client;

/// <summary>What happens in a room and what a person does there, without a terminal: events come in, what is entered goes out. For the window's thread.</summary>
internal sealed class Conversation
{
    private const int EventsAtOnce = 256;

    private readonly ChatClient _chat;
    private readonly TimeProvider _clock;
    private readonly string _room;
    private readonly string _ownName;
    private readonly PrincipalId _ownId;
    private bool _isListing;
    private bool _isListKnown;

    /// <param name="chat">The place in the room.</param>
    /// <param name="clock">The time.</param>
    /// <param name="lastRead">The last event that was read in an earlier window; null in a room that is new here.</param>
    public Conversation(ChatClient chat, TimeProvider clock, ulong? lastRead)
    {
        _chat = chat;
        _clock = clock;
        _room = DisplayText.Escape(chat.Ticket.Room.Name.ToString());
        _ownName = chat.Ticket.ClientName.ToString();
        _ownId = chat.Ticket.ClientId;
        Transcript = new Transcript(new TranscriptOptions { OwnId = _ownId, OwnName = _ownName, IsSubscribed = chat.IsSubscribed, LastRead = lastRead });
        Members = new MemberList(_ownId);
        Outbox = new Outbox(chat, Transcript, clock);
    }

    /// <summary>A person wants to leave.</summary>
    public event Action? QuitAsked;

    /// <summary>What is shown.</summary>
    public Transcript Transcript { get; }

    /// <summary>Who is here.</summary>
    public MemberList Members { get; }

    /// <summary>What is on its way.</summary>
    public Outbox Outbox { get; }

    /// <summary>False while the connection is made again.</summary>
    public bool IsConnected { get; private set; } = true;

    /// <summary>How things stand, in a row; safe to show.</summary>
    public string Status
    {
        get
        {
            string here = _isListKnown ? FormattableString.Invariant($", {Members.Names.Count} here") : "";
            string waiting = Outbox.Count > 0 ? FormattableString.Invariant($", {Outbox.Count} waiting") : "";
            return $"{_room}  {DisplayText.Escape(_ownName)}  {(IsConnected ? "connected" : "reconnecting")}{(IsConnected ? here : waiting)}";
        }
    }

    /// <summary>Takes what happens until the place in the room is given up; throws if the room puts this client out.</summary>
    public async Task FollowAsync()
    {
        int taken = 0;
        await foreach (ChatEvent happened in _chat.Events)
        {
            Take(happened);
            // A long history must not keep what is typed waiting.
            if (++taken % EventsAtOnce == 0)
                await Task.Yield();
        }
    }

    /// <summary>Does what a line asks for.</summary>
    public void Enter(string line)
    {
        var typed = TypedLine.Parse(line, _ownName);
        switch (typed.Kind)
        {
            case TypedKind.Message or TypedKind.Moderation:
                Outbox.Send([typed.Text]);
                break;
            case TypedKind.Who:
                _ = SayWhoIsHereAsync();
                break;
            case TypedKind.Help:
                Say(TypedHelp.Lines);
                break;
            case TypedKind.Quit:
                QuitAsked?.Invoke();
                break;
            case TypedKind.Refused:
                Say([typed.Text]);
                break;
        }
    }

    /// <summary>Says something of the program's own; it must be safe to show.</summary>
    public void Say(IEnumerable<string> lines) => Transcript.Say(lines, _clock.GetLocalNow());

    private void Take(ChatEvent happened)
    {
        Transcript.Add(happened);
        Members.Add(happened);
        switch (happened)
        {
            case ConnectionLost:
                IsConnected = false;
                break;
            case ConnectionRestored:
                IsConnected = true;
                break;
        }

        // Once we are told that we have come, all that was replayed lies behind.
        if (Members.NeedsRefresh && !_isListing && (_isListKnown || happened is MemberJoined { ClientId: var id } && id == _ownId))
            _ = RefreshAsync();
    }

    /// <summary>Asks who is here until nobody came or went meanwhile; the more there are the less often, for the list of a large room is long.</summary>
    private async Task RefreshAsync()
    {
        _isListing = true;
        try
        {
            while (Members.NeedsRefresh && await TryListAsync())
                await Task.Delay(TimeSpan.FromMilliseconds(500 + (20 * Members.Names.Count)), _clock);
        }
        finally
        {
            _isListing = false;
        }
    }

    private async Task SayWhoIsHereAsync() =>
        Say(await TryListAsync() ? Members.Describe(TimeZoneInfo.Local) : ["The room does not say who is here."]);

    private async Task<bool> TryListAsync()
    {
        long askedAt = Members.Version;
        try
        {
            Members.Refresh(await _chat.ListMembersAsync(CancellationToken.None), askedAt);
            return _isListKnown = true;
        }
        catch (Exception e) when (e is RequestRefusedException or IOException or InvalidOperationException)
        {
            // It is an ornament; what ended the stay is said elsewhere.
            return false;
        }
    }
}
