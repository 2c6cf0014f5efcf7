using System.IO.Pipelines;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting;

/// <summary>
/// The sending half of a connection to a room. It sleeps until the feed wakes it, writes the whole packets there are, and sends
/// them together: one flush at a time, and never a wait for more. Nothing is allocated on the way.
/// </summary>
internal sealed class RoomSender
{
    /// <summary>Bytes that are sent together; the packet that goes beyond is the last of them.</summary>
    private const int Budget = 64 * 1024;

    private readonly ServedConnection _served;
    private readonly ServerLimits _limits;
    private readonly RoomServices _room;
    private readonly WakeSignal _progress;
    private readonly WakeSignal _wake = new();
    private volatile bool _isEnding;
    private volatile bool _isSending;
    private volatile bool _isDone;
    private long _refusals;

    /// <param name="served">The connection.</param>
    /// <param name="room">What its connections share.</param>
    /// <param name="progress">Called when something was sent, and at the end.</param>
    public RoomSender(ServedConnection served, RoomServices room, WakeSignal progress)
    {
        _served = served;
        _limits = room.Deadlines;
        _room = room;
        _progress = progress;
        Feed = new MemberFeed(Wake);
    }

    /// <summary>What there is to send.</summary>
    public MemberFeed Feed { get; }

    /// <summary>True while something was taken from the feed that has not gone out yet.</summary>
    public bool IsSending => _isSending;

    /// <summary>True when nothing more is sent.</summary>
    public bool IsDone => _isDone;

    /// <summary>True if the peer was sent the last that the room has for it.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Ends the sending after what is being sent.</summary>
    public void End()
    {
        _isEnding = true;
        _wake.Call();
    }

    /// <summary>Sends until the connection or the feed ends.</summary>
    public async Task RunAsync()
    {
        PipeWriter output = _served.Context.Transport.Output;
        try
        {
            while (true)
            {
                _isSending = true;
                FeedStatus status = Feed.WriteTo(output, Budget);
                if (status != FeedStatus.Idle)
                {
                    ValueTask<FlushResult> flushing = output.FlushAsync(CancellationToken.None);
                    if (!flushing.IsCompleted)
                        _served.WaitForFlush(Environment.TickCount64 + (long)_limits.PacketDeadline.TotalMilliseconds);
                    FlushResult flushed = await flushing.ConfigureAwait(false);
                    _served.WaitForNoFlush();
                    if (flushed.IsCompleted || flushed.IsCanceled)
                        return;
                }

                _isSending = false;
                IsClosed = status == FeedStatus.Close || IsRefusedTooOften();
                if (IsClosed || _isEnding)
                    return;
                _progress.Call();
                if (status != FeedStatus.More)
                    await _wake.WaitAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            _isDone = true;
            _served.Context.Transport.Input.CancelPendingRead();
            _progress.Call();
        }
    }

    private void Wake()
    {
        // Who is put out for being slow has the notice to take, and no more time than for that.
        if (Feed.IsEnding)
            _served.HurryFlush(Environment.TickCount64 + (long)_room.Limits.FarewellDeadline.TotalMilliseconds);
        _wake.Call();
    }

    private bool IsRefusedTooOften()
    {
        int refusals = Feed.TakeRefusals();
        if (refusals == 0 || _room.Refusals.TryTake(ref _refusals, _room.Clock.GetTimestamp(), refusals))
            return false;
        _room.Log.RefusedTooOften(_served.Peer);
        return true;
    }
}
