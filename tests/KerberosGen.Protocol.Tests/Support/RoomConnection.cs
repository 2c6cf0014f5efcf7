using System.Buffers;
using System.Net;

namespace KerberosGen.Protocol.Tests;

/// <summary>One connection to a room, as a peer sees it: what it is sent stays with the room until it is taken.</summary>
internal sealed class RoomConnection
{
    private readonly RoomUnderTest _room;
    private readonly EndPoint _peer;
    private readonly ArrayBufferWriter<byte> _written = new();

    public RoomConnection(RoomUnderTest room, EndPoint peer)
    {
        _room = room;
        _peer = peer;
        Feed = new MemberFeed(() => Wakes++);
        Session = new RoomSession(room.Door, room.Host, room.Observer, peer, Feed);
    }

    public MemberFeed Feed { get; }

    public RoomSession Session { get; }

    /// <summary>How often its sender was told that there is something to send.</summary>
    public int Wakes { get; private set; }

    /// <summary>True once the room has written the last that this connection is sent.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>True once a ticket was accepted.</summary>
    public bool IsAdmitted => _room.Observer.AdmissionsOf(_peer).Any();

    /// <summary>Why the room refused this connection's requests.</summary>
    public IReadOnlyList<string> Refusals => [.. _room.Observer.RefusalsOf(_peer)];

    /// <summary>Why the room ended this connection, if it did.</summary>
    public string? Ending => _room.Observer.EndingOf(_peer);

    public Disposition Send(GivenRequest request) => Session.Answer(request.Header, request.Payload);

    /// <summary>The packets sent since the last call.</summary>
    /// <param name="budget">Bytes to write at a time; the connection takes all there is.</param>
    public IReadOnlyList<ReceivedPacket> Take(int budget = 64 * 1024)
    {
        while (TakeOnce(budget) is not (FeedStatus.Idle or FeedStatus.Close))
        {
        }

        IReadOnlyList<ReceivedPacket> packets = ReceivedPacket.CutAll(_written.WrittenMemory);
        _written.ResetWrittenCount();
        return packets;
    }

    /// <summary>Lets the room write once, as much as a slow peer takes; <see cref="Take"/> returns it.</summary>
    public FeedStatus TakeOnce(int budget)
    {
        if (IsClosed)
            return FeedStatus.Idle;
        FeedStatus status = Feed.WriteTo(_written, budget);
        IsClosed = status == FeedStatus.Close;
        return status;
    }

    /// <summary>Sends what must be refused: one 1609 and nothing else, and one sentence for the observer, which is returned.</summary>
    public string SendRefused(GivenRequest request, Disposition expected = Disposition.KeepOpen)
    {
        int before = Refusals.Count;
        Assert.Equal(expected, Send(request));
        ReceivedPacket answer = Assert.Single(Take());
        Assert.Equal(1609, answer.Code);
        Assert.Empty(answer.Payload);
        return Assert.Single(Refusals.Skip(before));
    }

    /// <summary>Sends what must be answered with one packet of this code, without a payload.</summary>
    public void SendAccepted(GivenRequest request, ushort code, Disposition expected = Disposition.KeepOpen)
    {
        Assert.Equal(expected, Send(request));
        ReceivedPacket answer = Assert.Single(Take());
        Assert.Equal(code, answer.Code);
        Assert.Empty(answer.Payload);
    }
}
