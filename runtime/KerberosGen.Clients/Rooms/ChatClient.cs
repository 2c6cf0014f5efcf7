using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Clients;

/// <summary>
/// A place in a chat room: messages go out, and what happens comes in as <see cref="Events"/>. Safe for several threads.
/// </summary>
/// <remarks>
/// <para>
/// A connection that ends is made again, after waits that grow, and nothing is lost or told twice. So is one on which an event
/// does not verify: somebody alters, replays or drops what the room sends. Nothing is told of a room that has not proved that it
/// is the room, by an event that verifies. Meanwhile messages wait. It is
/// over for good, and <see cref="Events"/> throws why, when the room has put this client out (a kick, a ban), when it refuses a
/// new ticket for longer than <see cref="ChatClientOptions.RefusalPatience"/>, when the ticket source has no ticket any more (a
/// wrong password, a room or a client that the KDC does not know), and when the room's order begins anew, as after it has lost
/// its files. Messages that wait then fail with the same exception.
/// </para>
/// <para>
/// A room of the original program cannot tell what happens (<see cref="IsSubscribed"/> is false): messages are sent one at a time,
/// and one that was on its way when the connection was lost fails with <see cref="DeliveryUncertainException"/>.
/// </para>
/// </remarks>
public sealed class ChatClient : IAsyncDisposable
{
    private readonly RoomEntrance _entrance;
    private readonly ChatClientOptions _options;
    private readonly Outbox _outbox = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly ChatStay _stay;
    private readonly Task _staying;

    private ChatClient(RoomEntrance entrance, ChatClientOptions options, RoomPlace place)
    {
        _entrance = entrance;
        _options = options;
        IsSubscribed = place.IsSubscribed;
        _stay = new ChatStay(entrance, options, _outbox);
        _staying = _stay.RunAsync(place, _ending.Token);
    }

    /// <summary>Who chats where: the ticket that was used last.</summary>
    public RoomTicket Ticket => _entrance.Ticket;

    /// <summary>True if the room tells what happens; a room of the original program does not, and then <see cref="Events"/> has only what becomes of the connection.</summary>
    public bool IsSubscribed { get; }

    /// <summary>
    /// What happens, in the room's order. For one reader. Ends after <see cref="LeaveAsync"/> and <see cref="DisposeAsync"/>; throws
    /// if it is over for good (see the remarks). It must be read: once 16 MiB of events wait, nothing is read from the room any
    /// more, what it answers to <see cref="SendAsync"/> neither, and it puts us out as too slow.
    /// </summary>
    public IAsyncEnumerable<ChatEvent> Events => _stay.Events.ReadAllAsync();

    /// <summary>Enters a room: gets a ticket, presents it, and subscribes if the room can. What fails here is not tried again, but for a ticket that was refused and a room that has moved.</summary>
    /// <param name="tickets">Where tickets come from.</param>
    /// <param name="options">How to behave.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="RequestRefusedException">The KDC or the room refused.</exception>
    /// <exception cref="KdcUnreachableException">No KDC answers.</exception>
    /// <exception cref="SocketException">There is no room where it should be.</exception>
    /// <exception cref="IOException">The room closed the connection, or did not answer.</exception>
    public static async Task<ChatClient> ConnectAsync(ITicketSource tickets, ChatClientOptions options, CancellationToken cancellation)
    {
        var entrance = new RoomEntrance(tickets, options);
        try
        {
            RoomPlace place = await entrance.EnterAsync(options.Since, cancellation).ConfigureAwait(false);
            return new ChatClient(entrance, options, place);
        }
        catch (NoReturnException e)
        {
            ExceptionDispatchInfo.Throw(e.Cause);
            throw;
        }
    }

    /// <summary>
    /// Asks who is in a room (1031) without being there oneself: no member is told. The list is advisory: the room proves itself
    /// to subscribers alone. Fails as <see cref="ConnectAsync"/> does.
    /// </summary>
    /// <param name="tickets">Where tickets come from.</param>
    /// <param name="options">How to behave.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<IReadOnlyList<ChatMember>> ListMembersAsync(ITicketSource tickets, ChatClientOptions options, CancellationToken cancellation)
    {
        try
        {
            IReadOnlyList<MemberEntry> entries = await new RoomEntrance(tickets, options).LookInAsync(cancellation).ConfigureAwait(false);
            return [.. entries.Select(ChatMember.From)];
        }
        catch (NoReturnException e)
        {
            ExceptionDispatchInfo.Throw(e.Cause);
            throw;
        }
    }

    /// <summary>
    /// Says something (1029), and waits until the room has it: until the message's own event has come and verified. A moderator's
    /// command, and what is said in a room that does not tell, count by the acknowledgement (1605), which proves nothing. Across a lost connection it is sent once, whatever the room already
    /// had. Several at once keep the order of the calls, but for those that the room refuses.
    /// </summary>
    /// <param name="text">What to say, without the name, which is put in front of it.</param>
    /// <param name="cancellation">Stops the wait; the message may have been sent.</param>
    /// <exception cref="RequestRefusedException">The room refused it (1609): <see cref="RequestRefusedException.Reason"/> says why where the room did, <see cref="RequestRefusedException.IsTooSoon"/> that it may be sent again after a wait. Or the stay is over for good.</exception>
    /// <exception cref="DeliveryUncertainException">The connection was lost while it was on its way, and it cannot be known whether it arrived: in a room that does not tell, for a moderator's command, and where the room no longer holds what happened meanwhile.</exception>
    /// <exception cref="InvalidOperationException">This client has left.</exception>
    /// <exception cref="ArgumentException">With the name it is longer than <see cref="ClientSession.MaxMessageSize"/> bytes of UTF-8.</exception>
    public async Task SendAsync(string text, CancellationToken cancellation)
    {
        var message = new OutgoingMessage(Ticket.ClientName.ToString(), text);
        if (message.Utf8.Length > ClientSession.MaxMessageSize)
            throw new ArgumentException($"A message has at most {ClientSession.MaxMessageSize} bytes of UTF-8, the name included; this one has {message.Utf8.Length}.");
        cancellation.ThrowIfCancellationRequested();
        _outbox.Add(message);
        try
        {
            await message.Outcome.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _outbox.Abandon(message);
            throw;
        }
    }

    /// <summary>
    /// Asks who is in the room (1031): each client id once, in the order of the room. Waits while the connection is away. The list
    /// is advisory, for the answer is not authenticated: <see cref="MemberJoined"/> and <see cref="MemberLeft"/> are.
    /// </summary>
    /// <param name="cancellation">Stops the wait.</param>
    /// <exception cref="RequestRefusedException">The room does not say. Or the stay is over for good.</exception>
    /// <exception cref="InvalidOperationException">This client has left.</exception>
    public async Task<IReadOnlyList<ChatMember>> ListMembersAsync(CancellationToken cancellation)
    {
        if (!IsSubscribed)
            throw new RequestRefusedException("The room does not say who is in it.");
        while (true)
        {
            Standing standing = _stay.Standing;
            ChatConnection connection = await standing.Connection.WaitAsync(cancellation).ConfigureAwait(false);
            try
            {
                IReadOnlyList<MemberEntry> entries = await connection.ListMembersAsync(cancellation).ConfigureAwait(false);
                return [.. entries.Select(ChatMember.From)];
            }
            catch (IOException)
            {
                await standing.Gone.WaitAsync(cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>
    /// Leaves the room (1032): what was written before is still answered, what waits fails. Then <see cref="Events"/> ends. Where the
    /// connection is away, or the room does not answer, there is nobody to tell, and it ends at once.
    /// </summary>
    /// <param name="cancellation">Leaves without waiting for the room.</param>
    public async Task LeaveAsync(CancellationToken cancellation)
    {
        _stay.Leave();
        Task<ChatConnection> standing = _stay.Standing.Connection;
        bool isToldGoodbye = IsSubscribed && standing.IsCompletedSuccessfully
            && await TryLeaveAsync(await standing.ConfigureAwait(false), cancellation).ConfigureAwait(false);
        if (!isToldGoodbye)
            await _ending.CancelAsync().ConfigureAwait(false);
    }

    /// <summary>Closes the connection without a farewell. What waits fails, and <see cref="Events"/> ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        await _staying.ConfigureAwait(false);
    }

    private async Task<bool> TryLeaveAsync(ChatConnection connection, CancellationToken cancellation)
    {
        try
        {
            await connection.LeaveAsync(cancellation).WaitAsync(_options.AnswerTimeout, _options.Clock, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is IOException or RequestRefusedException or TimeoutException or OperationCanceledException)
        {
            return false;
        }
    }
}
