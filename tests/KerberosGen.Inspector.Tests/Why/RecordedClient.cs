using System.Buffers;
using KerberosGen.Crypto;
using KerberosGen.Framing;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using Xunit;

namespace KerberosGen.Inspector.Tests;

/// <summary>A client of a site, and the requests that it makes.</summary>
internal sealed class RecordedClient(RecordedSite site, ClientIdentity identity)
{
    public PrincipalId Id => identity.Id;

    /// <summary>Gets a ticket from the KDC.</summary>
    public SessionTicket GetTicket(PrincipalId service)
    {
        var exchange = new TicketExchange(identity, service, site.Random);
        var output = new ArrayBufferWriter<byte>();
        exchange.WriteRequest(output);
        var answer = new ReadOnlySequence<byte>(site.Connect(RecordedSite.Kdc).Ask(output.WrittenSpan.ToArray()));
        Assert.Equal(FrameStatus.Done, Frame.TryRead(ref answer, ProtocolLimits.MaxResponsePayload, out ResponseHeader header, out ReadOnlySequence<byte> payload));
        Assert.True(exchange.TryAccept(in header, payload.ToArray(), out SessionTicket? ticket, out string? problem), problem);
        return ticket;
    }

    /// <summary>1028, by a clock that may be off.</summary>
    public byte[] Ticket(SessionTicket ticket, TimeSpan ahead = default) =>
        Written(ticket, static (session, output) => session.WriteTicket(output), ahead);

    /// <summary>What a session of this ticket writes.</summary>
    public byte[] Written(SessionTicket ticket, Action<ClientSession, IBufferWriter<byte>> write, TimeSpan ahead = default)
    {
        using var session = new ClientSession(Id, ticket, new SettableClock(site.Clock.Now + ahead), site.Random, RecordedSite.Zone);
        var output = new ArrayBufferWriter<byte>();
        write(session, output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>1028 with an authenticator that says anything.</summary>
    public byte[] Authenticated(SessionTicket ticket, string version, PrincipalId client, PrincipalId service, string created)
    {
        byte[] request = Ticket(ticket);
        using var cipher = new AesCbc(ticket.SessionKey.Bytes);
        var authenticator = default(Authenticator);
        Assert.True(TimeText.TryCreate(created, out TimeText text));
        authenticator.Seal(cipher, new Iv(Guid.NewGuid().ToByteArray()), new VersionText(version), in client, in service, in text);
        authenticator.Pack(request.AsSpan(RequestHeader.Size));
        return request;
    }

    /// <summary>A connection to a room that has accepted this ticket.</summary>
    public RecordedPeer Enter(RecordedRoom room, SessionTicket ticket)
    {
        RecordedPeer peer = site.Connect(room.EndPoint);
        peer.AskGranted(Ticket(ticket));
        return peer;
    }
}
