using System.Net;
using KerberosGen.Crypto;

namespace KerberosGen.Protocol.Tests;

/// <summary>One connection to a room, as a peer sees it.</summary>
internal sealed class RoomConnection
{
    public RoomConnection(RoomUnderTest room)
    {
        Session = new RoomSession(
            room.Door, room.Room, Observer, Outlet, new IPEndPoint(IPAddress.Loopback, 40000), SystemRandomSource.Instance);
    }

    public RoomSession Session { get; }

    public RecordingRoomObserver Observer { get; } = new();

    public BufferedOutlet Outlet { get; } = new();

    public Disposition Send(GivenRequest request) => Session.Answer(request.Header, request.Payload);

    /// <summary>Sends what must be refused: one 1609 and nothing else, and one sentence for the observer, which is returned.</summary>
    public string SendRefused(GivenRequest request, Disposition expected = Disposition.KeepOpen)
    {
        Observer.Refusals.Clear();
        Assert.Equal(expected, Send(request));
        ReceivedPacket answer = Assert.Single(Outlet.Take());
        Assert.Equal(1609, answer.Code);
        Assert.Empty(answer.Payload);
        return Assert.Single(Observer.Refusals);
    }

    /// <summary>Sends what must be answered with one packet of this code, without a payload.</summary>
    public void SendAccepted(GivenRequest request, ushort code, Disposition expected = Disposition.KeepOpen)
    {
        Assert.Equal(expected, Send(request));
        ReceivedPacket answer = Assert.Single(Outlet.Take());
        Assert.Equal(code, answer.Code);
        Assert.Empty(answer.Payload);
    }
}
