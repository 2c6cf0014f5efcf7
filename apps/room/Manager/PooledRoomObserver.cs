using System.Net;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Room;

/// <summary>Has the pool keep the IV of a room's last ticket; the screen is told all the rest.</summary>
/// <param name="screen">The room's screen.</param>
/// <param name="pool">The pool.</param>
/// <param name="room">The room's id.</param>
internal sealed class PooledRoomObserver(IRoomObserver screen, RoomPool pool, PrincipalId room) : IRoomObserver
{
    public void Admitted(EndPoint peer, PrincipalId client, Iv ticketIv, bool isVerified)
    {
        pool.SawTicket(room, ticketIv);
        screen.Admitted(peer, client, ticketIv, isVerified);
    }

    public void Happened(RoomEventRecord happened) => screen.Happened(happened);

    public void Refused(EndPoint peer, string reason) => screen.Refused(peer, reason);

    public void Ended(EndPoint peer, PrincipalId client, string reason) => screen.Ended(peer, client, reason);

    public void Moderated(ModerationAct act, string words) => screen.Moderated(act, words);
}
