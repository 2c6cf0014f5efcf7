using System.Net;
using System.Net.Sockets;
using KerberosGen.Clients;
using KerberosGen.Hosting.Tests.RoomModel;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Room.Tests.Crash;

/// <summary>A member who talks until the room is gone, comes back with the same ticket, and has one log of it all.</summary>
/// <param name="identity">Who it is.</param>
/// <param name="history">Events that the room holds.</param>
/// <param name="book">What all see together.</param>
internal sealed class CrashMember(ClientIdentity identity, int history, OrderBook book)
{
    private readonly List<byte[]> _ticketRequests = [];
    private ChatConnection? _chat;
    private Task _reading = Task.CompletedTask;
    private int _said;

    public string Name { get; } = identity.Name.ToString();

    public ClientIdentity Identity => identity;

    public PrincipalId Id => identity.Id;

    public SeatLog Log { get; } = new(identity.Name.ToString(), identity.Id, history, book);

    /// <summary>Its ticket, once it has one.</summary>
    public SessionTicket? Ticket { get; set; }

    /// <summary>Every 1028 that was accepted so far.</summary>
    public IReadOnlyList<byte[]> TicketRequests => _ticketRequests;

    private ChatConnection Chat => _chat ?? throw new InvalidOperationException($"{Name} is not in the room.");

    /// <summary>Comes in with a new authenticator and subscribes from the last event that it has seen.</summary>
    public async Task ComeInAsync(IPEndPoint room)
    {
        await EnterAsync(room);
        ulong since = Log.Last;
        Log.Begin(since);
        await Chat.SubscribeAsync(since, identity.Name, CancellationToken.None).WaitAsync(Apps.Patience);
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>Comes in without a subscription.</summary>
    /// <exception cref="RequestRefusedException">The room refuses the ticket.</exception>
    public async Task EnterAsync(IPEndPoint room)
    {
        var first = new FirstRequest();
        Log.Connect();
        _chat = await ChatConnection.ConnectAsync(
            room, Id, Ticket!, TimeProvider.System, TimeZoneInfo.Utc, CancellationToken.None, first).WaitAsync(Apps.Patience);
        _ticketRequests.Add(first.Bytes!);
    }

    /// <summary>Asks for a display name.</summary>
    /// <exception cref="RequestRefusedException">It is another's.</exception>
    public Task AskForNameAsync(PrincipalName name) => Chat.SubscribeAsync(ulong.MaxValue, name, CancellationToken.None).WaitAsync(Apps.Patience);

    /// <summary>Says something, and waits until the room has it.</summary>
    public async Task<Statement> SayAsync()
    {
        Statement statement = book.Say($"{Name}: {Interlocked.Increment(ref _said)}", Id);
        await Chat.SendAsync(statement.Text, CancellationToken.None).WaitAsync(Apps.Patience);
        statement.AckedAt = book.Now();
        return statement;
    }

    /// <summary>Gives the room a moderator's command, and waits until it is done.</summary>
    public Task CommandAsync(string command) => Chat.SendAsync($"{Name}: {command}", CancellationToken.None).WaitAsync(Apps.Patience);

    /// <summary>Talks until the room is gone.</summary>
    /// <param name="onAnswer">Is called for each message that was acknowledged.</param>
    public async Task TalkAsync(Action onAnswer)
    {
        try
        {
            while (true)
            {
                await SayAsync();
                onAnswer();
            }
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // The room is gone, as it had to be.
        }
    }

    /// <summary>Its connection has ended, or ends here.</summary>
    public async Task GoAsync()
    {
        if (_chat is { } chat)
            await chat.DisposeAsync();
        _chat = null;
        await _reading.WaitAsync(Apps.Patience);
    }

    private async Task ReadAsync()
    {
        try
        {
            await foreach (RoomEventRecord happened in Chat.Events)
                Log.Take(happened);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // The room is gone.
        }
    }
}
