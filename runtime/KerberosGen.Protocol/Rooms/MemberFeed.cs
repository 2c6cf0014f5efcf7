using System.Buffers;
using System.Collections.Concurrent;
using KerberosGen.Codec;
using KerberosGen.Framing;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>
/// What one connection is sent: the answers to its requests, in their order, and, once it has subscribed, what happens. The
/// room says what there is to send, the connection's sender takes it when the peer is ready for it; events are sealed only
/// then, straight from the room's log, so a slow peer costs the room no memory and no time.
/// </summary>
/// <param name="wake">Tells the connection's sender that there is something to send. It must neither wait nor throw.</param>
public sealed class MemberFeed(Action wake) : IDisposable
{
    private readonly ConcurrentQueue<RoomAnswer> _answers = new();
    private EventSealer? _sealer;
    private LogEntry? _at;
    private RoomEventRecord? _farewell;
    private long _sent;
    private int _pending;
    private int _refusals;
    private volatile bool _isClosed;

    /// <summary>Requests that were handed to the room, whose answers have not been written yet. None will be once the feed has answered <see cref="FeedStatus.Close"/>.</summary>
    public int Pending => _isClosed ? 0 : Volatile.Read(ref _pending);

    /// <summary>True once the room has put this connection out: nothing but its farewell will be written, which is lost if the peer does not take what was written before.</summary>
    public bool IsEnding => Volatile.Read(ref _farewell) is not null;

    /// <summary>True once <see cref="FeedStatus.Close"/> was answered: nothing more is written.</summary>
    public bool IsClosed => _isClosed;

    /// <summary>Writes what there is to send, whole packets only. Called by one thread at a time.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="budget">Bytes after which to stop for now.</param>
    public FeedStatus WriteTo(IBufferWriter<byte> output, int budget)
    {
        int written = 0;
        while (!_isClosed && written < budget)
        {
            // The room sets the farewell before it adds to the log: an event that came after it is never written.
            LogEntry? last = _at?.Next is null ? null : EventBatch.LastAfter(_at, budget - written);
            if (Volatile.Read(ref _farewell) is { } farewell)
            {
                WriteFarewell(output, farewell);
            }
            else if (_answers.TryDequeue(out RoomAnswer answer))
            {
                written += Write(output, in answer);
                _isClosed = answer.Disposition == Disposition.Close;
            }
            else if (last is not null)
            {
                written += _sealer!.WriteTo(output, _at!, last);
                _at = last;
                // A replay is not counted as being behind, so there this number stands still.
                Volatile.Write(ref _sent, Math.Max(_sent, last.End));
            }
            else
            {
                return written > 0 ? FeedStatus.Written : FeedStatus.Idle;
            }
        }

        return _isClosed ? FeedStatus.Close : FeedStatus.More;
    }

    /// <summary>How many refusals were written since the last time this was asked. Called by the thread that writes.</summary>
    public int TakeRefusals()
    {
        int refusals = _refusals;
        _refusals = 0;
        return refusals;
    }

    /// <summary>Adds an answer. <see cref="Wake"/> sends it.</summary>
    public void Answer(in RoomAnswer answer) => _answers.Enqueue(answer);

    /// <summary>Tells the sender that there is something to send.</summary>
    public void Wake() => wake();

    /// <summary>Clears the key. Called when nothing more is written.</summary>
    public void Dispose() => _sealer?.Dispose();

    /// <summary>A request was handed to the room: it will be answered.</summary>
    internal void Expect() => Interlocked.Increment(ref _pending);

    /// <summary>Gives what events are sealed with, once: without it, there can be no subscription. Called before the room may attach the subscriber.</summary>
    /// <param name="sessionKey">32 bytes; copied.</param>
    /// <param name="authenticatorIv">The IV of the connection's authenticator.</param>
    internal void Open(ReadOnlySpan<byte> sessionKey, Iv authenticatorIv) => _sealer ??= new EventSealer(sessionKey, authenticatorIv);

    /// <summary>Bytes of what happened since the subscription and was not written yet.</summary>
    internal long BytesBehind(LogEntry last) => last.End - Volatile.Read(ref _sent);

    /// <summary>The room attaches a subscriber.</summary>
    /// <param name="after">Its events begin after this entry.</param>
    /// <param name="last">The last entry so far: a replay ends here, and however long it is, nobody is too slow for it.</param>
    internal void Begin(LogEntry after, LogEntry last)
    {
        Volatile.Write(ref _sent, last.End);
        _answers.Enqueue(RoomAnswer.Subscribed(after));
    }

    /// <summary>Ends the feed: nothing that happens from now on is sent, only a notice if it still fits.</summary>
    /// <param name="notice">What to say to a subscriber, and to nobody else.</param>
    internal void End(RoomEventRecord notice) => Interlocked.CompareExchange(ref _farewell, notice, null);

    private void WriteFarewell(IBufferWriter<byte> output, RoomEventRecord farewell)
    {
        if (_at is not null)
            WriteNotice(output, farewell);
        _isClosed = true;
    }

    private int Write(IBufferWriter<byte> output, in RoomAnswer answer)
    {
        switch (answer.Content)
        {
            case RoomEventRecord notice:
                return WriteNotice(output, notice);
            case MemberEntry[] members:
                Interlocked.Decrement(ref _pending);
                return Write(output, new MembersResponse { Members = members });
            case LogEntry after:
                _at = after;
                break;
        }

        Interlocked.Decrement(ref _pending);
        if (answer.Code == GeneralError.Code)
            _refusals++;
        return answer.Code switch
        {
            SymmetricKeyAck.Code => Write(output, default(SymmetricKeyAck)),
            MessageAck.Code => Write(output, default(MessageAck)),
            _ => Write(output, default(GeneralError)),
        };
    }

    private int WriteNotice(IBufferWriter<byte> output, RoomEventRecord notice) => new PackedEvent(notice).WriteTo(output, _sealer!);

    private static int Write<TPacket>(IBufferWriter<byte> output, scoped in TPacket packet)
        where TPacket : IMessage<TPacket>, allows ref struct =>
        Frame.Write(output, new ResponseHeader { Version = ProtocolLimits.Version }, in packet);
}
