using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;
using KerberosGen.Crypto;
using KerberosGen.Framing;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting;

/// <summary>
/// A client's connection to a room: it has presented its ticket, sends messages, and, once subscribed, is told what
/// happens. Safe for several threads.
/// </summary>
public sealed class ChatClient : IAsyncDisposable
{
    private readonly PacketConnection _connection;
    private readonly ClientSession _session;
    private readonly Channel<RoomEventRecord> _events = Channel.CreateUnbounded<RoomEventRecord>(new UnboundedChannelOptions { SingleWriter = true });
    private readonly ConcurrentQueue<TaskCompletionSource<Answer>> _waiting = new();
    private readonly SemaphoreSlim _asking = new(1, 1);
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _reading;

    private ChatClient(PacketConnection connection, ClientSession session)
    {
        _connection = connection;
        _session = session;
        _reading = ReadAsync();
    }

    /// <summary>What happens in the room, in its order. Ends when the connection does; throws if it broke.</summary>
    public IAsyncEnumerable<RoomEventRecord> Events => _events.Reader.ReadAllAsync();

    /// <summary>Connects to a room and presents the ticket (1028).</summary>
    /// <param name="room">Where it listens.</param>
    /// <param name="client">Who chats.</param>
    /// <param name="ticket">The ticket to the room.</param>
    /// <param name="clock">The time.</param>
    /// <param name="random">Where IVs come from.</param>
    /// <param name="kdcTimeZone">The zone of time texts in the original layout.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="tap">Is shown every byte, or null.</param>
    /// <exception cref="System.Net.Sockets.SocketException">There is no room.</exception>
    /// <exception cref="RequestRefusedException">The room refused the ticket.</exception>
    public static async Task<ChatClient> ConnectAsync(
        IPEndPoint room,
        PrincipalId client,
        SessionTicket ticket,
        TimeProvider clock,
        IRandomSource random,
        TimeZoneInfo kdcTimeZone,
        CancellationToken cancellation,
        IConnectionTap? tap = null)
    {
        PacketConnection connection = await PacketConnection.ConnectAsync(room, local: null, cancellation, tap).ConfigureAwait(false);
        var chat = new ChatClient(connection, new ClientSession(client, ticket, clock, random, kdcTimeZone));
        try
        {
            Answer answer = await chat.AskAsync(chat._session.WriteTicket, cancellation).ConfigureAwait(false);
            if (answer.Code != SymmetricKeyAck.Code)
                throw new RequestRefusedException(Explain(ticket, clock));
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
    /// <exception cref="ArgumentException">It is longer than <see cref="ClientSession.MaxMessageSize"/> bytes.</exception>
    public async Task SendAsync(string text, CancellationToken cancellation)
    {
        Answer answer = await AskAsync(output => _session.WriteMessage(output, text), cancellation).ConfigureAwait(false);
        if (answer.Code != MessageAck.Code)
            throw new RequestRefusedException("The room refused the message.");
    }

    /// <summary>Subscribes to the room's events (1030).</summary>
    /// <param name="since">The last event the client has: 0 for all that is held, 2^64-1 for only what comes.</param>
    /// <param name="displayName">The name to be shown by.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <exception cref="RequestRefusedException">The room refused: it may be a room of the original program.</exception>
    public async Task SubscribeAsync(ulong since, PrincipalName displayName, CancellationToken cancellation)
    {
        Answer answer = await AskAsync(output => _session.WriteSubscription(output, since, in displayName), cancellation).ConfigureAwait(false);
        if (answer.Code != SymmetricKeyAck.Code)
            throw new RequestRefusedException("The room refused the subscription: messages can be sent, but those of others will not be shown.");
    }

    /// <summary>Asks who is in the room (1031).</summary>
    /// <exception cref="RequestRefusedException">The room refused.</exception>
    public async Task<IReadOnlyList<MemberEntry>> ListMembersAsync(CancellationToken cancellation)
    {
        Answer answer = await AskAsync(_session.WriteMembersRequest, cancellation).ConfigureAwait(false);
        return answer.Members ?? throw new RequestRefusedException("The room does not say who is in it.");
    }

    /// <summary>Leaves the room (1032).</summary>
    public Task LeaveAsync(CancellationToken cancellation) => AskAsync(_session.WriteLeave, cancellation);

    /// <summary>Closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_closing.IsCancellationRequested)
            return;
        await _closing.CancelAsync().ConfigureAwait(false);
        await _reading.ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
        _session.Dispose();
        _closing.Dispose();
    }

    /// <summary>A 1609 does not say why; what can be known is how far the clocks are apart.</summary>
    private static string Explain(SessionTicket ticket, TimeProvider clock)
    {
        const string advice = "The room refused the ticket. It may have expired, or the room may not be the one it was made for: get a new one.";
        if (ticket.CreatedAt is not { } created)
            return advice;
        TimeSpan behind = created - clock.GetUtcNow();
        return behind.TotalSeconds > 1
            ? $"{advice} Our clock is at least {(long)behind.TotalSeconds} s behind the KDC's; a room allows {ProtocolLimits.ClockSkewSeconds} s."
            : advice;
    }

    private async Task<Answer> AskAsync(Action<IBufferWriter<byte>> write, CancellationToken cancellation)
    {
        var answer = new TaskCompletionSource<Answer>(TaskCreationOptions.RunContinuationsAsynchronously);
        // Answers come in the order of the requests, so both queues are filled under one lock.
        await _asking.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_reading is { IsCompleted: true })
                throw new IOException("The room closed the connection.");
            // What cannot be written must not wait for an answer.
            var request = new ArrayBufferWriter<byte>();
            write(request);
            _waiting.Enqueue(answer);
            await _connection.SendAsync(request.WrittenMemory, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _asking.Release();
        }

        // The reader may have ended between the check and the queue.
        if (_reading is { IsCompleted: true })
            FailWaiting(new IOException("The room closed the connection."));
        return await answer.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    private async Task ReadAsync()
    {
        Exception? failure = null;
        try
        {
            bool goesOn;
            do
            {
                goesOn = await _connection.Reader.FillAsync(_closing.Token).ConfigureAwait(false);
                while (TakeNext())
                {
                }
            }
            while (goesOn);
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // We are closing the connection ourselves.
        }
        catch (Exception e) when (e is IOException or RequestRefusedException)
        {
            failure = e;
        }

        _events.Writer.TryComplete(failure);
        FailWaiting(failure ?? new IOException("The room closed the connection."));
    }

    private bool TakeNext()
    {
        switch (_connection.Reader.TryRead(out ResponseHeader header, out ReadOnlySpan<byte> payload))
        {
            case FrameStatus.Done:
                Take(in header, payload);
                return true;
            case FrameStatus.SizeRefused:
                throw new RequestRefusedException($"The room announced {header.PayloadSize} bytes for an answer {header.Code}, which it cannot have.");
            case FrameStatus.HeaderRefused:
                throw new RequestRefusedException("The room sent a header that is not valid.");
            default:
                return false;
        }
    }

    private void Take(in ResponseHeader header, ReadOnlySpan<byte> payload)
    {
        if (header.Code == RoomEvent.Code)
        {
            RoomEventRecord roomEvent = _session.OpenEvent(payload)
                ?? throw new RequestRefusedException("The room sent an event that does not open with the session key.");
            _events.Writer.TryWrite(roomEvent);
            return;
        }

        MemberEntry[]? members = header.Code == MembersResponse.Code && MembersResponse.Unpack(payload, out MembersResponse response).AsWhole(payload.Length).IsDone
            ? response.Members.ToArray()
            : null;
        if (_waiting.TryDequeue(out TaskCompletionSource<Answer>? waiting))
            waiting.TrySetResult(new Answer(header.Code, members));
    }

    private void FailWaiting(Exception failure)
    {
        while (_waiting.TryDequeue(out TaskCompletionSource<Answer>? waiting))
            waiting.TrySetException(failure);
    }

    private sealed record Answer(ushort Code, MemberEntry[]? Members);
}
