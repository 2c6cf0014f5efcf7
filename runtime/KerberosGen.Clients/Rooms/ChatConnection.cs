using System.Buffers;
using System.Net;
using System.Net.Sockets;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Clients;

/// <summary>
/// A client's connection to a room: it has presented its ticket, sends messages, and, once subscribed, is told what
/// happens. It ends when its socket does: a <see cref="ChatClient"/> makes a new one. Safe for several threads.
/// </summary>
public sealed class ChatConnection : IAsyncDisposable
{
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(5);

    private readonly PacketConnection _connection;
    private readonly ClientSession _session;
    private readonly TimeProvider _clock;
    private readonly RoomListener _listener;
    private readonly SemaphoreSlim _asking = new(1, 1);
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _reading;
    private int _isDisposed;

    private ChatConnection(PacketConnection connection, ClientSession session, TimeProvider clock)
    {
        _connection = connection;
        _session = session;
        _clock = clock;
        _listener = new RoomListener(connection.Reader, session, clock);
        _reading = _listener.RunAsync(_closing.Token);
    }

    /// <summary>
    /// What happens in the room, in its order. For one reader. Ends when the connection does; throws <see cref="IOException"/> if
    /// it broke, and <see cref="RequestRefusedException"/> if the room sent what cannot be. While 8 MiB of them are not read,
    /// nothing is read from the room, answers neither.
    /// </summary>
    public IAsyncEnumerable<RoomEventRecord> Events => _listener.Events.ReadAllAsync();

    /// <summary>For how long the room has owed an answer and has not sent anything; zero if it owes none, or we do not read.</summary>
    internal TimeSpan Silence => _listener.Silence;

    /// <summary>Connects to a room and presents the ticket (1028).</summary>
    /// <param name="room">Where it listens.</param>
    /// <param name="client">Who chats.</param>
    /// <param name="ticket">The ticket to the room.</param>
    /// <param name="clock">The time.</param>
    /// <param name="kdcTimeZone">The zone of time texts in the original layout.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="tap">Is shown every byte, or null.</param>
    /// <param name="authenticatedAt">The time in the authenticator, which no other of this ticket has; null for one that the ticket gives (<see cref="SessionTicket.TryTakeAuthenticatorTime"/>).</param>
    /// <exception cref="SocketException">There is no room.</exception>
    /// <exception cref="IOException">The room closed the connection.</exception>
    /// <exception cref="RequestRefusedException">The room refused the ticket.</exception>
    public static async Task<ChatConnection> ConnectAsync(
        IPEndPoint room,
        PrincipalId client,
        SessionTicket ticket,
        TimeProvider clock,
        TimeZoneInfo kdcTimeZone,
        CancellationToken cancellation,
        IConnectionTap? tap = null,
        DateTimeOffset? authenticatedAt = null)
    {
        PacketConnection connection = await PacketConnection.ConnectAsync(room, local: null, cancellation, tap).ConfigureAwait(false);
        var chat = new ChatConnection(connection, new ClientSession(client, ticket, clock, kdcTimeZone), clock);
        try
        {
            await chat.AskAsync(chat.Ask(SymmetricKeyAck.Code, () => Explain(ticket, clock)), output => chat.WriteTicket(output, authenticatedAt), cancellation).ConfigureAwait(false);
            return chat;
        }
        catch
        {
            await chat.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Sends a message (1029) and waits until the room has it.</summary>
    /// <param name="text">The whole plaintext, <c>name: text</c>.</param>
    /// <param name="cancellation">Stops the wait; the message may have been sent.</param>
    /// <exception cref="RequestRefusedException">The room refused it.</exception>
    /// <exception cref="IOException">The connection ended before the answer came.</exception>
    /// <exception cref="ArgumentException">It is longer than <see cref="ClientSession.MaxMessageSize"/> bytes.</exception>
    public async Task SendAsync(string text, CancellationToken cancellation)
    {
        Task answer = await PostAsync(text, cancellation).ConfigureAwait(false);
        await answer.WaitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Subscribes to the room's events (1030).</summary>
    /// <param name="since">The last event the client has: 0 for all that is held, 2^64-1 for only what comes.</param>
    /// <param name="displayName">The name to be shown by.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <exception cref="RequestRefusedException">The room refused: it may be a room of the original program.</exception>
    /// <exception cref="IOException">The connection ended before the answer came.</exception>
    public Task SubscribeAsync(ulong since, PrincipalName displayName, CancellationToken cancellation)
    {
        _listener.MaySubscribe = true;
        Question question = Ask(
            SymmetricKeyAck.Code, static () => "The room refused the subscription: messages can be sent, but those of others will not be shown.");
        return AskAsync(question, output => _session.WriteSubscription(output, since, in displayName), cancellation);
    }

    /// <summary>Asks who is in the room (1031).</summary>
    /// <exception cref="RequestRefusedException">The room refused.</exception>
    /// <exception cref="IOException">The connection ended before the answer came.</exception>
    public async Task<IReadOnlyList<MemberEntry>> ListMembersAsync(CancellationToken cancellation) =>
        await AskAsync(Ask(MembersResponse.Code, static () => "The room does not say who is in it."), _session.WriteMembersRequest, cancellation).ConfigureAwait(false);

    /// <summary>Leaves the room (1032). Then <see cref="Events"/> ends.</summary>
    /// <exception cref="RequestRefusedException">The room refused: it may be a room of the original program.</exception>
    /// <exception cref="IOException">The connection ended before the answer came.</exception>
    public Task LeaveAsync(CancellationToken cancellation)
    {
        var question = new Question(SymmetricKeyAck.Code, static () => "The room does not know how one leaves it.", _clock.GetTimestamp()) { IsLast = true };
        return AskAsync(question, _session.WriteLeave, cancellation);
    }

    /// <summary>Closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            await _closing.CancelAsync().ConfigureAwait(false);
            await _reading.ConfigureAwait(false);
            // Whoever comes after who writes now finds that it is over.
            await _asking.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            await _connection.DisposeAsync().ConfigureAwait(false);
            _session.Dispose();
            _asking.Release();
        }

        await _reading.ConfigureAwait(false);
    }

    /// <summary>True if all that has come was taken.</summary>
    internal bool IsCaughtUp => _listener.Events.IsEmpty;

    /// <summary>
    /// Waits until the room has proved that it is the room: by the first event after the subscription, for nobody else can make
    /// one. True.
    /// </summary>
    /// <exception cref="RequestRefusedException">The room sent what cannot be.</exception>
    /// <exception cref="IOException">The connection ended before, or the event did not verify.</exception>
    internal Task<bool> ProveAsync(CancellationToken cancellation) => _listener.Proof.WaitAsync(cancellation);

    /// <summary>Makes <see cref="DisposeAsync"/> drop what the room was not sent yet.</summary>
    internal void Abandon() => _connection.Abandon();

    /// <summary>Sends a message (1029), in the order of the calls if each is awaited.</summary>
    /// <returns>When it was written, or could not be: the room's answer, which fails as <see cref="SendAsync"/> does.</returns>
    internal Task<Task<MemberEntry[]>> PostAsync(string text, CancellationToken cancellation) =>
        PostAsync(Ask(MessageAck.Code, static () => "The room refused the message."), output => _session.WriteMessage(output, text), cancellation);

    /// <summary>A 1609 does not say why; what can be known is how far the clocks are apart.</summary>
    private static string Explain(SessionTicket ticket, TimeProvider clock)
    {
        const string advice = "The room refused the ticket and does not say why: the room may be full, have banned this client or have another key by now, or the ticket may have ended; the room's log says which.";
        if (ticket.CreatedAt is not { } created)
            return advice;
        TimeSpan behind = created - clock.GetUtcNow();
        return behind.TotalSeconds > 1
            ? $"{advice} Our clock is at least {(long)behind.TotalSeconds} s behind the KDC's; a room allows {ProtocolLimits.ClockSkewSeconds} s."
            : advice;
    }

    private void WriteTicket(IBufferWriter<byte> output, DateTimeOffset? time)
    {
        if (time is { } given)
            _session.WriteTicket(output, given);
        else
            _session.WriteTicket(output);
    }

    private Question Ask(ushort expected, Func<string> explain) => new(expected, explain, _clock.GetTimestamp());

    private async Task<MemberEntry[]> AskAsync(Question question, Action<IBufferWriter<byte>> write, CancellationToken cancellation)
    {
        Task<MemberEntry[]> answer = await PostAsync(question, write, cancellation).ConfigureAwait(false);
        return await answer.WaitAsync(cancellation).ConfigureAwait(false);
    }

    private async Task<Task<MemberEntry[]>> PostAsync(Question question, Action<IBufferWriter<byte>> write, CancellationToken cancellation)
    {
        Task writing;
        // Answers come in the order of the requests, so both queues are filled under one lock.
        await _asking.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_listener.IsOver)
                throw TheEnd();
            // What cannot be written must not wait for an answer.
            var request = new ArrayBufferWriter<byte>();
            write(request);
            _listener.Expect(question);
            writing = WriteAsync(request.WrittenMemory);
        }
        catch
        {
            _asking.Release();
            throw;
        }

        await writing.WaitAsync(cancellation).ConfigureAwait(false);
        return question.Answer;
    }

    // Who asks may give up, but not in the middle of a request: the next one would stand behind half of it.
    private async Task WriteAsync(ReadOnlyMemory<byte> request)
    {
        try
        {
            await _connection.SendAsync(request, _closing.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // We are closing the connection ourselves.
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException)
        {
            // What the room has sent before it went is still read.
            _listener.WriteFailure = e;
            _closing.CancelAfter(LastWords);
        }
        finally
        {
            _asking.Release();
        }
    }

    private static IOException TheEnd() => new(RoomListener.TheEnd);
}
