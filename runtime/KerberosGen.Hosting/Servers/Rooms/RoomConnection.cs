using System.Runtime.CompilerServices;
using KerberosGen.Framing;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting;

/// <summary>
/// One connection to a room: a reader that hands requests over, and a sender beside it. The room never waits for either. The
/// reader stops while too many requests are unanswered, so that what a peer can make the room hold is bounded.
/// </summary>
internal sealed class RoomConnection
{
    private readonly ServedConnection _served;
    private readonly RoomServices _room;
    private readonly RoomLimits _limits;
    private readonly WakeSignal _progress = new();
    private readonly RoomSender _sender;
    private readonly RoomSession _session;
    private readonly UnansweredRequests _unanswered;
    private readonly long _ticketDeadline;
    private long _listBytesTaken;
    private long _listReserved;

    public RoomConnection(ServedConnection served, RoomServices room)
    {
        _served = served;
        _room = room;
        _limits = room.Limits;
        _sender = new RoomSender(served, room, _progress);
        _session = new RoomSession(room.Door, room.Host, room.Observer, served.Peer, _sender.Feed);
        _unanswered = new UnansweredRequests(_limits.MaxUnanswered, _limits.MaxUnansweredBytes);
        _ticketDeadline = Environment.TickCount64 + (long)_limits.TicketDeadline.TotalMilliseconds;
        served.Interrupted = _progress.Call;
    }

    /// <summary>What cannot be answered any more need not be waited for.</summary>
    private bool IsOver => _sender.IsDone || _served.IsAborted || _room.RoomEnd.IsCompleted;

    /// <summary>Serves the peer until the connection ends.</summary>
    public async Task ServeAsync()
    {
        using var loop = new RequestLoop(_served, _room.Deadlines);
        Task sending = _sender.RunAsync();
        try
        {
            bool isLast = await ReceiveAsync(loop).ConfigureAwait(false);
            // A peer that has ended its side may still read what it asked for.
            while (!IsOver && (isLast || _sender.Feed.Pending > 0))
                await _progress.WaitAsync().ConfigureAwait(false);
        }
        finally
        {
            _sender.End();
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ReleaseList();
            _session.Dispose();
            if (_served.IsAborted && _served.IsExpired)
                _room.Log.TooSlow(_served.Peer);
        }

        await sending.ConfigureAwait(false);
        loop.Dispose();
        if (_sender.IsClosed)
            await Farewell.DropInputAsync(_served.Context.Transport.Input).ConfigureAwait(false);
    }

    /// <summary>Hands requests over until no more come; true if the last one ends the connection when it is answered.</summary>
    private async Task<bool> ReceiveAsync(RequestLoop loop)
    {
        bool goesOn = true;
        while (true)
        {
            while (!IsFull())
            {
                loop.PayloadLimit = _session.HasTicket ? ProtocolLimits.MaxRequestPayload : _limits.MaxPayloadBeforeTicket;
                FrameStatus status = loop.TryRead(out RequestHeader header, out ReadOnlySpan<byte> payload);
                if (status == FrameStatus.NeedMoreData)
                {
                    if (!goesOn)
                        return false;
                    goesOn = await FillAsync(loop).ConfigureAwait(false);
                    continue;
                }

                Disposition disposition = status == FrameStatus.Done ? Answer(in header, payload) : _session.RefuseSize(in header);
                if (disposition == Disposition.Close)
                    return true;
                _unanswered.Add(RequestHeader.Size + payload.Length);
            }

            while (IsFull())
            {
                if (IsOver)
                    return false;
                await _progress.WaitAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>
    /// Waits for more bytes. What a peer may be silent for depends on how far it has come, which the room decides meanwhile: one
    /// whose time is over gets the time of who it is by now.
    /// </summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> FillAsync(RequestLoop loop)
    {
        while (true)
        {
            RoomStanding standing = _session.Standing;
            bool goesOn = standing switch
            {
                RoomStanding.Outside => await loop.FillAsync(_room.Deadlines.IdleTimeout, isIdle: true, _ticketDeadline).ConfigureAwait(false),
                RoomStanding.Subscribed => await loop.FillAsync(Timeout.InfiniteTimeSpan, isIdle: false).ConfigureAwait(false),
                _ => await loop.FillAsync(_room.Deadlines.IdleTimeout, isIdle: true).ConfigureAwait(false),
            };
            // Nor is a peer silent that waits for the room.
            if (goesOn || !_served.TryRenew(_session.Standing != standing || _sender.Feed.Pending > 0))
            {
                if (!goesOn && _served.IsExpired && standing == RoomStanding.Outside)
                    _room.Log.NoTicket(_served.Peer, _limits.TicketDeadline);
                return goesOn;
            }
        }
    }

    private bool IsFull()
    {
        int pending = _sender.Feed.Pending;
        if (_listReserved == 0)
            return _unanswered.IsFull(pending);
        if (pending > 0 || _sender.IsSending)
            return true;
        ReleaseList();
        return _unanswered.IsFull(pending);
    }

    private Disposition Answer(in RequestHeader header, ReadOnlySpan<byte> payload)
    {
        if (header.Code != MembersRequest.Code || !_session.HasTicket)
            return _session.Answer(in header, payload);
        // Not more than one list at a time, and each counts as if everyone were in it.
        int size = ResponseHeader.Size + (MemberEntry.Size * _room.Places.Taken);
        if (!_room.ListBytes.TryTake(ref _listBytesTaken, _room.Clock.GetTimestamp(), Math.Min(size, Math.Max(_limits.ListBytesPerConnection.Burst, 1))))
            return _session.TurnAway(Refusals.TooManyLists);
        if (!_room.Lists.TryReserve(size))
        {
            _room.Log.TooManyLists(_served.Peer, _limits.UnsentListBytes);
            return _session.TurnAway(Refusals.TooManyListsUnderWay);
        }

        _listReserved = size;
        return _session.Answer(in header, payload);
    }

    private void ReleaseList()
    {
        _room.Lists.Release(_listReserved);
        _listReserved = 0;
    }
}
