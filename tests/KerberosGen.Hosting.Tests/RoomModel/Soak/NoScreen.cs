using System.Net;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting.Tests.RoomModel.Soak;

/// <summary>Keeps nothing of what happens.</summary>
internal sealed class NoScreen : IRoomObserver
{
    public void Admitted(EndPoint peer, PrincipalId client, Iv ticketIv, bool isVerified)
    {
    }

    public void Happened(RoomEventRecord happened)
    {
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
