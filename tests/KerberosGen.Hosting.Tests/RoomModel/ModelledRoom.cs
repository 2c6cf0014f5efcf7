using System.Net;
using FsCheck;
using FsCheck.Fluent;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using Microsoft.Extensions.Logging.Abstractions;

namespace KerberosGen.Hosting.Tests.RoomModel;

/// <summary>
/// A real room on a socket, with a store that outlives it, the seats that come and go, and a witness who is always there and
/// reads. What breaks a law ends the run.
/// </summary>
internal sealed class ModelledRoom : IAsyncDisposable
{
    // Less than a subscriber's part of what a flood brings.
    private const int MaxBytesBehind = 64 * 1024;

    private static readonly ServerLimits Limits = new() { DrainTimeout = TimeSpan.FromMilliseconds(300) };

    private readonly RoomIdentity _identity = Passes.NewRoom();
    private readonly PrincipalId[] _clients = [.. RoomState.Names.Select(static _ => Passes.NewId())];
    private readonly RoomOptions _options;
    private readonly IRoomShelf _shelf;
    private readonly TimeSpan _patience;
    private readonly Seat _auditor;
    private MortalStore _store = null!;
    private RoomWriter _writer = null!;
    private RoomServer? _server;
    private bool _hasFailed;

    private ModelledRoom(int history, IRoomShelf shelf, TimeSpan patience)
    {
        _shelf = shelf;
        _patience = patience;
        _options = new RoomOptions
        {
            KdcTimeZone = TimeZoneInfo.Utc,
            History = history,
            MessageRate = Rate.Unlimited,
            MaxBytesBehind = MaxBytesBehind,
            Moderators = [.. new[] { _clients[RoomState.Moderator] }],
        };
        SessionTicket[] tickets = Array.ConvertAll(_clients, client => Passes.TicketOf(client, _identity));
        Seats = [.. RoomState.All.Select(seat => NewSeat(RoomState.SeatLabel(seat), _clients[RoomState.ClientOf(seat)], RoomState.Names[RoomState.ClientOf(seat)], tickets[RoomState.ClientOf(seat)]))];
        Witness = NewSeat("witness");
        _auditor = NewSeat("auditor");
    }

    /// <summary>True once an operation has failed.</summary>
    public bool HasFailed => _hasFailed;

    public OrderBook Book { get; } = new();

    public IReadOnlyList<Seat> Seats { get; }

    /// <summary>Is always there, and reads.</summary>
    public Seat Witness { get; }

    public IPEndPoint EndPoint => _server!.EndPoint;

    /// <summary>Bytes of the longest message.</summary>
    public int MaxMessageSize => _options.MaxMessageSize;

    public static async Task<ModelledRoom> StartAsync(int history, IRoomShelf shelf, TimeSpan patience)
    {
        var room = new ModelledRoom(history, shelf, patience);
        await room.OpenAsync();
        return room;
    }

    public PrincipalId ClientOf(int client) => _clients[client];

    /// <summary>Runs an operation, unless one has failed before.</summary>
    public Property Try(RoomOperation operation, Func<Task> runAsync)
    {
        if (_hasFailed)
            return true.ToProperty();
        try
        {
            Task.Run(runAsync).GetAwaiter().GetResult();
            Book.ThrowIfBroken();
            return true.ToProperty();
        }
        catch (Exception e)
        {
            _hasFailed = true;
            string law = Book.IsBroken && e is not LawBrokenException ? Assert.Throws<LawBrokenException>(Book.ThrowIfBroken).Message : e.Message;
            return false.Label($"at '{operation}': {law}");
        }
    }

    /// <summary>Waits until something is so; in vain only if a law is broken.</summary>
    public async Task UntilAsync(Func<bool> isSo, string what)
    {
        using var end = new CancellationTokenSource(_patience);
        while (!isSo())
        {
            Book.ThrowIfBroken();
            if (end.IsCancellationRequested)
                throw new LawBrokenException($"waited in vain for {what}");
            await Task.Delay(1, CancellationToken.None);
        }
    }

    /// <summary>The operator moderates, by the room's console.</summary>
    public async Task<ModerationResult> ModerateAsync(ModerationVerb verb, string target)
    {
        _writer.Post(RoomCommand.Moderate(new ModerationAct(verb, target, null, "console"), out Task<ModerationResult> answer));
        return await answer.WaitAsync(Patience.Limit);
    }

    /// <summary>The next commit is the room's last, or not even that; then every connection ends.</summary>
    public void Die(Death death)
    {
        MayEndAll();
        _store.Die(death);
    }

    /// <summary>Ends the room, as far as it has not ended, and brings it back on what was kept.</summary>
    public async Task RestartAsync(Death death)
    {
        MayEndAll();
        if (death != Death.None)
        {
            // A dead store is noticed by the first who says something.
            Task<ushort> unheard = Witness.Say(1)[0];
            await Assert.ThrowsAsync<StoreFailedException>(() => _server!.Completion.WaitAsync(Patience.Limit));
            await CloseAsync();
            await unheard;
            _shelf.Crash();
        }
        else
        {
            await CloseAsync();
        }

        await OpenAsync();
    }

    /// <summary>
    /// Waits until everyone who is awake has seen everything that was said so far, and the room has noticed who is gone; then
    /// checks every law.
    /// </summary>
    public async Task SettleAsync(RoomState state)
    {
        ulong last = await WitnessAllAsync();
        foreach (int number in RoomState.All.Where(seat => state.Seats[seat] == Standing.Subscribed))
        {
            Seat seat = Seats[number];
            await UntilAsync(() => seat.Log.Last >= last, $"event {last} at {seat}, who has seen {seat.Log.Last}");
            seat.Log.CheckBegin();
        }

        for (int client = 0; client < RoomState.ClientCount; client++)
            await BalanceAsync(state, client);
        Book.CheckStatements();
        await CheckMembersAsync(state);
    }

    /// <summary>Everyone leaves; the room is stopped and brought back; what it holds then is all that was kept.</summary>
    public async Task AuditAsync()
    {
        await WitnessAllAsync();
        foreach (Seat seat in Seats)
            await seat.CloseAsync();
        for (int client = 0; client < RoomState.ClientCount; client++)
            await BalanceAsync(RoomState.Empty, client);
        await RestartAsync(Death.None);
        ulong last = await WitnessAllAsync();
        await ComeInAsync(_auditor, 0);
        await UntilAsync(() => _auditor.Log.Last > last, "what the room holds");
        _auditor.Log.CheckBegin();
        Book.CheckStatements();
    }

    public async ValueTask DisposeAsync()
    {
        await _auditor.CloseAsync();
        await CloseAsync();
        _shelf.Dispose();
    }

    /// <summary>A subscriber comes in.</summary>
    public async Task ComeInAsync(Seat seat, ulong since)
    {
        Expect(SymmetricKeyAck.Code, await seat.ConnectAsync(EndPoint), $"{seat}'s ticket");
        Expect(SymmetricKeyAck.Code, await seat.SubscribeAsync(since, seat.Name), $"{seat}'s subscription");
    }

    /// <summary>Fails unless an answer has the code that it must have.</summary>
    public static void Expect(ushort expected, ushort answered, string what)
    {
        if (answered != expected)
            throw new LawBrokenException($"{what} was answered with {answered}, not {expected}");
    }

    /// <summary>The witness says something and sees it: it has seen all before.</summary>
    /// <returns>Its place.</returns>
    public async Task<ulong> WitnessAllAsync()
    {
        byte[] request = Witness.Message(0, out Statement statement);
        Expect(MessageAck.Code, await Witness.FollowAsync(Witness.Peer.Ask(request)[0], statement), "the witness's message");
        await UntilAsync(() => Book.Find(statement) is > 0 and ulong place && Witness.Log.Last >= place, "the witness's own message");
        Witness.Log.CheckBegin();
        return Book.Find(statement);
    }

    private Seat NewSeat(string label)
    {
        PrincipalId client = Passes.NewId();
        return NewSeat(label, client, label, Passes.TicketOf(client, _identity));
    }

    private Seat NewSeat(string label, PrincipalId client, string name, SessionTicket ticket) => new(label, client, name, ticket, _options.History, Book);

    private async Task OpenAsync()
    {
        _store = new MortalStore(_shelf.Open(_identity.Id));
        var screen = new ScreenLog(Book);
        _writer = new RoomWriter(new ChatRoom(_options, _store, screen, TimeProvider.System), TimeProvider.System);
        _server = RoomServer.Start(
            new RoomDoor(_identity, _options, TimeProvider.System), _writer, new IPEndPoint(IPAddress.Loopback, 0), screen, Limits, null, NullLoggerFactory.Instance);
        await ComeInAsync(Witness, Witness.Log.Last);
    }

    private async Task CloseAsync()
    {
        MayEndAll();
        if (_server is { } server)
            await server.DisposeAsync();
        foreach (Seat seat in Seats.Append(Witness))
            await seat.CloseAsync();
        _store.Dispose();
        _server = null;
    }

    private void MayEndAll()
    {
        foreach (Seat seat in Seats.Append(Witness))
            seat.Connected?.MayEnd(true);
    }

    /// <summary>Waits until a client's joined and left events leave as many as are there; one who sleeps may be there or not.</summary>
    private Task BalanceAsync(RoomState state, int client)
    {
        int awake = RoomState.SeatsOf(client).Count(seat => state.Seats[seat] == Standing.Subscribed);
        int asleep = RoomState.SeatsOf(client).Count(seat => state.Seats[seat] == Standing.Asleep);
        return UntilAsync(
            () => Book.Balance(_clients[client]) is int balance && balance >= awake && balance <= awake + asleep,
            $"{RoomState.Names[client]}'s joined and left events to leave {awake}{(asleep > 0 ? $" to {awake + asleep}" : "")}, not {Book.Balance(_clients[client])}");
    }

    private async Task CheckMembersAsync(RoomState state)
    {
        PeerAnswer answer = await Witness.Peer.Ask(Witness.Peer.Write(static (session, output) => session.WriteMembersRequest(output)))[0].WaitAsync(Patience.Limit);
        Expect(MembersResponse.Code, answer.Code, "the question who is here");
        PrincipalId[] listed = [.. answer.Members!.Select(static member => member.ClientId)];
        if (listed.Distinct().Count() != listed.Length)
            throw new LawBrokenException("a client is listed twice");
        for (int client = 0; client < RoomState.ClientCount; client++)
        {
            bool isListed = listed.Contains(_clients[client]);
            if (isListed && !RoomState.SeatsOf(client).Any(seat => state.Seats[seat] is Standing.Subscribed or Standing.Asleep))
                throw new LawBrokenException($"{RoomState.Names[client]} is listed and has gone");
            if (!isListed && RoomState.SeatsOf(client).Any(seat => state.Seats[seat] == Standing.Subscribed))
                throw new LawBrokenException($"{RoomState.Names[client]} is here and not listed");
        }
    }
}
