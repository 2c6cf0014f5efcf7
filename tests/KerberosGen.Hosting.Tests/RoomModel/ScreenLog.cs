using System.Net;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting.Tests.RoomModel;

/// <summary>What a room shows its operator: the same order, without gaps, from the room's start on.</summary>
internal sealed class ScreenLog(OrderBook book) : IRoomObserver
{
    private ulong _last;

    public void Admitted(EndPoint peer, PrincipalId client, Iv ticketIv, bool isVerified)
    {
    }

    public void Happened(RoomEventRecord happened)
    {
        if (_last != 0 && happened.Sequence != _last + 1)
            book.Violate($"the screen: event {happened.Sequence} after {_last}");
        _last = happened.Sequence;
        book.Record("the screen", happened);
    }

    public void Refused(EndPoint peer, string reason)
    {
    }

    public void Ended(EndPoint peer, PrincipalId client, string reason)
    {
    }

    public void Moderated(ModerationAct act, string words)
    {
    }
}
