using System.Net;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>
/// Is told what happens in a room: its screen, its log, a test. It is never given a key. It must neither wait nor throw: what it
/// is told in the room's order comes from the thread that decides that order. Refusals come from connections' own threads too,
/// several at once.
/// </summary>
public interface IRoomObserver
{
    /// <summary>A client was let in.</summary>
    /// <param name="peer">Where it came from.</param>
    /// <param name="client">Whose ticket it is.</param>
    /// <param name="ticketIv">The ticket's IV, which services_pool.json keeps.</param>
    /// <param name="isVerified">True if its ticket and its authenticator are authenticated.</param>
    void Admitted(EndPoint peer, PrincipalId client, Iv ticketIv, bool isVerified);

    /// <summary>Something happened, and is kept. Called in the room's order.</summary>
    /// <param name="happened">What. Its content is as it came: to be shown through <see cref="Codec.DisplayText"/>.</param>
    void Happened(RoomEventRecord happened);

    /// <summary>A request was refused with 1609.</summary>
    void Refused(EndPoint peer, string reason);

    /// <summary>The room ends a connection.</summary>
    /// <param name="peer">Where it came from.</param>
    /// <param name="client">Whose it is.</param>
    /// <param name="reason">Why: too slow, kicked, banned.</param>
    void Ended(EndPoint peer, PrincipalId client, string reason);

    /// <summary>A moderator, or the operator, has done something that is no listing. It is kept.</summary>
    /// <param name="act">What, and who wanted it.</param>
    /// <param name="words">What was done, in one sentence; names of peers in it are harmless to show.</param>
    void Moderated(ModerationAct act, string words);
}
