using System.Net;
using System.Net.Sockets;
using KerberosGen.Packets;

namespace KerberosGen.Clients;

/// <summary>
/// The way into a room: a ticket, a connection, a subscription, and the room's proof that it is the room. It gets another ticket where the room refuses the one at hand,
/// and asks where the room is now where it cannot be reached. Not for use by two threads at once.
/// </summary>
/// <param name="tickets">Where tickets come from.</param>
/// <param name="options">How to behave.</param>
internal sealed class RoomEntrance(ITicketSource tickets, ChatClientOptions options)
{
    private volatile RoomTicket? _ticket;
    private bool? _isSubscribable;
    private bool _isRenewed;
    private long _subscriptions;

    /// <summary>The ticket that was used last.</summary>
    public RoomTicket Ticket => _ticket ?? throw new InvalidOperationException("Nobody has entered yet.");

    /// <summary>Enters.</summary>
    /// <param name="since">The last event that is known (1030).</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="NoReturnException">There is no ticket, and there will be none.</exception>
    /// <exception cref="RequestRefusedException">The room refused.</exception>
    /// <exception cref="SocketException">There is no room where it should be.</exception>
    /// <exception cref="IOException">The room does not answer, or there was a ticket to be had and no KDC answers.</exception>
    public Task<RoomPlace> EnterAsync(ulong since, CancellationToken cancellation) => TryAgainAsync(() => TryEnterAsync(since, cancellation), cancellation);

    /// <summary>Asks who is here (1031) and goes, without a subscription: nobody is told. Fails as <see cref="EnterAsync"/> does.</summary>
    public Task<IReadOnlyList<MemberEntry>> LookInAsync(CancellationToken cancellation) => TryAgainAsync(() => TryLookInAsync(cancellation), cancellation);

    private async Task<T> TryAgainAsync<T>(Func<Task<T>> act, CancellationToken cancellation)
    {
        if (_ticket is null)
            await GetTicketAsync(TicketNeed.Any, cancellation).ConfigureAwait(false);
        while (true)
        {
            try
            {
                T done = await act().ConfigureAwait(false);
                _isRenewed = false;
                return done;
            }
            catch (RequestRefusedException e) when (e.Code == GeneralError.Code && !_isRenewed)
            {
                await GetTicketAsync(TicketNeed.Refused, cancellation).ConfigureAwait(false);
                _isRenewed = true;
            }
            catch (Exception e) when (e is SocketException or IOException or RequestRefusedException)
            {
                if (!await HasMovedAsync(cancellation).ConfigureAwait(false))
                    throw;
            }
        }
    }

    private async Task<bool> HasMovedAsync(CancellationToken cancellation)
    {
        IPEndPoint before = Ticket.Room.EndPoint;
        try
        {
            await GetTicketAsync(TicketNeed.RoomUnreachable, cancellation).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // Nobody says where it is, so that it does not answer remains what there is to say.
            return false;
        }

        return !Ticket.Room.EndPoint.Equals(before);
    }

    private async Task GetTicketAsync(TicketNeed need, CancellationToken cancellation)
    {
        try
        {
            // A source may wait for a person who types a password, and not notice that nobody needs it any more.
            Task<RoomTicket> getting = tickets.GetAsync(need, cancellation).AsTask();
            _ = getting.ContinueWith(static t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            _ticket = await getting.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (IOException or SocketException or OperationCanceledException))
        {
            throw new NoReturnException(e);
        }
    }

    private async Task<IReadOnlyList<MemberEntry>> TryLookInAsync(CancellationToken cancellation)
    {
        ChatConnection connection = await PresentAsync(cancellation).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            IReadOnlyList<MemberEntry> members;
            try
            {
                members = await InTimeAsync(connection.ListMembersAsync, cancellation).ConfigureAwait(false);
            }
            catch (RequestRefusedException e)
            {
                // The ticket was good: another one changes nothing.
                throw new RequestRefusedException(e.Message);
            }

            await InTimeAsync(
                async token =>
                {
                    await connection.LeaveAsync(token).ConfigureAwait(false);
                    return true;
                },
                cancellation).ConfigureAwait(false);
            return members;
        }
    }

    private async Task<RoomPlace> TryEnterAsync(ulong since, CancellationToken cancellation)
    {
        if (_isSubscribable == false)
            return new RoomPlace(await PresentAsync(cancellation).ConfigureAwait(false), IsSubscribed: false, _subscriptions);
        for (int attempt = 1; ; attempt++)
        {
            ChatConnection connection = await PresentAsync(cancellation).ConfigureAwait(false);
            bool isKept = false;
            try
            {
                bool isSubscribed = await TrySubscribeAsync(connection, since, cancellation).ConfigureAwait(false);
                _isSubscribable ??= isSubscribed;
                if (isSubscribed)
                    await InTimeAsync(connection.ProveAsync, cancellation).ConfigureAwait(false);
                isKept = true;
                return new RoomPlace(connection, isSubscribed, _subscriptions);
            }
            catch (IOException) when (_isSubscribable is null)
            {
                // A room of the original program may close the connection at a request that it does not know; so may a network,
                // but hardly twice at the same place.
                if (attempt == 2)
                    _isSubscribable = false;
            }
            finally
            {
                if (!isKept)
                    await connection.DisposeAsync().ConfigureAwait(false);
            }

            if (_isSubscribable == false)
                return await TryEnterAsync(since, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<ChatConnection> PresentAsync(CancellationToken cancellation)
    {
        if (!tickets.TryTakeAuthenticatorTime(Ticket, options.Clock.GetUtcNow(), out DateTimeOffset time))
        {
            await GetTicketAsync(TicketNeed.UsedTooOften, cancellation).ConfigureAwait(false);
            if (!tickets.TryTakeAuthenticatorTime(Ticket, options.Clock.GetUtcNow(), out time))
                throw new NoReturnException(new InvalidOperationException("The new ticket was used too often within a minute, too."));
        }

        return await InTimeAsync(
            token => ChatConnection.ConnectAsync(
                Ticket.Room.EndPoint, Ticket.ClientId, Ticket.Ticket, options.Clock, options.KdcTimeZone, token, options.Tap, time),
            cancellation).ConfigureAwait(false);
    }

    private async Task<bool> TrySubscribeAsync(ChatConnection connection, ulong since, CancellationToken cancellation)
    {
        try
        {
            _subscriptions++;
            await InTimeAsync(
                async token =>
                {
                    await connection.SubscribeAsync(since, Ticket.ClientName, token).ConfigureAwait(false);
                    return true;
                },
                cancellation).ConfigureAwait(false);
            return true;
        }
        catch (RequestRefusedException e) when (e.Code == GeneralError.Code && _isSubscribable is null)
        {
            // A room lets nobody subscribe whose ticket is not authenticated.
            if (Ticket.Ticket.IsAuthenticated && await ListsMembersAsync(connection, cancellation).ConfigureAwait(false))
                throw new NoReturnException(new RequestRefusedException(
                    $"The room refused the name {Ticket.ClientName}: somebody else has it there, or this client has too many names there. Use another one.", GeneralError.Code));
            return false;
        }
    }

    // A room that knows 1031 knows 1030: it was the name that it refused.
    private async Task<bool> ListsMembersAsync(ChatConnection connection, CancellationToken cancellation)
    {
        try
        {
            await InTimeAsync(connection.ListMembersAsync, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (RequestRefusedException)
        {
            return false;
        }
    }

    private async Task<T> InTimeAsync<T>(Func<CancellationToken, Task<T>> act, CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(options.AnswerTimeout, options.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        try
        {
            return await act(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new IOException($"The room at {Ticket.Room.EndPoint} did not answer within {options.AnswerTimeout.TotalSeconds:0} s.");
        }
    }
}
