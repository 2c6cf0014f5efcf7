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
    private readonly Dictionary<SessionTicket, Connection> _connections = [];

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

    /// <summary>1028, by a clock that may be off. What is written with this ticket from now on belongs to its connection.</summary>
    public byte[] Ticket(SessionTicket ticket, TimeSpan ahead = default)
    {
        // Of two in one second the later would be a replay.
        DateTimeOffset time = site.Clock.Now + ahead;
        if (_connections.TryGetValue(ticket, out Connection? last) && time < last.Time.AddSeconds(1))
            time = last.Time.AddSeconds(1);
        var session = new ClientSession(Id, ticket, site.Clock, RecordedSite.Zone);
        var output = new ArrayBufferWriter<byte>();
        session.WriteTicket(output, time);
        _connections[ticket] = new Connection(session, time, new Iv(output.WrittenSpan.Slice(RequestHeader.Size, Iv.Size)));
        return output.WrittenSpan.ToArray();
    }

    /// <summary>What the connection of the last 1028 with this ticket writes; without one, a connection that has presented none.</summary>
    public byte[] Written(SessionTicket ticket, Action<ClientSession, IBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        if (_connections.TryGetValue(ticket, out Connection? connection))
        {
            write(connection.Session, output);
        }
        else
        {
            using var session = new ClientSession(Id, ticket, site.Clock, RecordedSite.Zone);
            write(session, output);
        }

        return output.WrittenSpan.ToArray();
    }

    /// <summary>A message of any bytes, the first of the connection of the last 1028 with this ticket.</summary>
    public byte[] FirstMessage(SessionTicket ticket, byte[] content)
    {
        using var cipher = new AesCbc(ticket.SessionKey.Bytes);
        using AesCmac mac = SyntheticIvKey.Derive(ticket.SessionKey.Bytes, SyntheticIvKey.Message);
        var packet = default(ChatMessage);
        Span<byte> associated = stackalloc byte[AssociatedData.InConnectionSize];
        AssociatedData.InConnection(_connections[ticket].AuthenticatorIv, 0, associated);
        packet.Seal(
            cipher, mac, new RequestHeader { ClientId = Id, Version = ProtocolLimits.Version }, associated, content, new byte[ChatMessage.SealedContentSize(content.Length)]);
        return RecordedPeer.Packed(Id, in packet);
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

    private sealed record Connection(ClientSession Session, DateTimeOffset Time, Iv AuthenticatorIv);
}
