using System.Net;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>Is told what happens in a room: its screen, its log, a test. It is never given a key.</summary>
public interface IRoomObserver
{
    /// <summary>A client's ticket and authenticator were accepted.</summary>
    /// <param name="peer">Where it came from.</param>
    /// <param name="client">Whose ticket it is.</param>
    /// <param name="ticketIv">The ticket's IV, which services_pool.json keeps.</param>
    void Admitted(EndPoint peer, PrincipalId client, Iv ticketIv);

    /// <summary>A message was decrypted.</summary>
    /// <param name="peer">Where it came from.</param>
    /// <param name="client">Who sent it.</param>
    /// <param name="content">UTF-8 <c>name: text</c>, as it came: to be shown through <see cref="Codec.DisplayText"/>.</param>
    void MessageReceived(EndPoint peer, PrincipalId client, ReadOnlySpan<byte> content);

    /// <summary>A request was refused with 1609.</summary>
    void Refused(EndPoint peer, string reason);
}
