using System.Buffers.Binary;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Inspector.Tests;

/// <summary>For each rule of the roles, an exchange whose last request breaks it and no other.</summary>
internal static class Breaches
{
    private const int TicketVersionAt = RequestHeader.Size + Authenticator.Size;

    private static readonly PrincipalId s_stranger = PrincipalId.Parse("4e43ae195f4d43b799ce2cca77178cfb");

    /// <summary>By name. Each leaves a refused request at the end of the recording.</summary>
    public static IReadOnlyDictionary<string, Action<Cast>> All { get; } = new Dictionary<string, Action<Cast>>
    {
        ["ticket: header of another version"] = c => c.ToRoom().AskRefused(Altered(c.Alice.Ticket(c.Ticket), 16, 23)),
        ["ticket: another version"] = c => c.ToRoom().AskRefused(Altered(c.Alice.Ticket(c.Ticket), TicketVersionAt, 23)),
        ["ticket: for another service"] = c => c.ToRoom().AskRefused(c.Alice.Ticket(c.Alice.GetTicket(c.Other.Identity.Id))),
        ["ticket: header of another client"] = c => c.ToRoom().AskRefused(WithHeader(c.Alice.Ticket(c.Ticket), c.Bob.Id)),
        ["ticket: does not open"] = c => c.ToRoom().AskRefused(Altered(c.Alice.Ticket(c.Ticket), ^1)),
        ["ticket: expires at no time"] = c => c.ToRoom().AskRefused(c.WithTicket(c.Alice.Ticket(c.Ticket), "31/02/26_00:00:00")),
        ["ticket: expired"] = c =>
        {
            SessionTicket ticket = c.Ticket;
            c.Site.Clock.Now += ProtocolLimits.DefaultTicketLifetime + TimeSpan.FromSeconds(90);
            c.ToRoom().AskRefused(c.Alice.Ticket(ticket));
        },
        ["authenticator: does not open"] = c =>
        {
            byte[] request = c.Alice.Ticket(c.Ticket);
            byte[] other = c.Alice.Ticket(c.Alice.GetTicket(c.Room.Identity.Id));
            other.AsSpan(RequestHeader.Size, Authenticator.Size).CopyTo(request.AsSpan(RequestHeader.Size));
            c.ToRoom().AskRefused(request);
        },
        ["authenticator: another version"] = c => c.ToRoom().AskRefused(c.Authenticated(version: "23")),
        ["authenticator: another client"] = c => c.ToRoom().AskRefused(c.Authenticated(client: c.Bob.Id)),
        ["authenticator: another service"] = c => c.ToRoom().AskRefused(c.Authenticated(service: c.Other.Identity.Id)),
        ["authenticator: no time"] = c => c.ToRoom().AskRefused(c.Authenticated(created: "15/13/26_12:30:45")),
        ["authenticator: ahead"] = c => c.ToRoom().AskRefused(c.Alice.Ticket(c.Ticket, TimeSpan.FromSeconds(412))),
        ["authenticator: behind"] = c => c.ToRoom().AskRefused(c.Alice.Ticket(c.Ticket, TimeSpan.FromSeconds(-301))),
        ["authenticator: seen before"] = c =>
        {
            byte[] request = c.Alice.Ticket(c.Ticket);
            c.ToRoom().AskGranted(request);
            c.Site.Clock.Now += TimeSpan.FromSeconds(5);
            c.ToRoom().AskRefused(request);
        },
        ["ticket: a second one"] = c => c.Enter().AskRefused(c.Alice.Ticket(c.Alice.GetTicket(c.Room.Identity.Id))),
        ["message: before a ticket"] = c => c.ToRoom().AskRefused(c.Message(c.Ticket)),
        ["subscription: before a ticket"] = c => c.ToRoom().AskRefused(c.Subscription(c.Ticket)),
        ["members: before a ticket"] = c => c.ToRoom().AskRefused(RecordedPeer.Packed(c.Alice.Id, default(MembersRequest))),
        ["leave: before a ticket"] = c => c.ToRoom().AskRefused(RecordedPeer.Packed(c.Alice.Id, default(LeaveRequest))),
        ["message: header of another client"] = c => c.Enter().AskRefused(WithHeader(c.Message(c.Ticket), c.Bob.Id)),
        ["message: does not open"] = c => c.Enter().AskRefused(c.Message(c.Alice.GetTicket(c.Room.Identity.Id))),
        ["message: not text"] = c => c.Enter().AskRefused(c.Sealed([0xFF, 0xFE])),
        ["message: bytes that its declaration does not allow"] = c =>
        {
            byte[] request = c.Message(c.Ticket);
            BinaryPrimitives.WriteUInt32LittleEndian(request.AsSpan(RequestHeader.Size), 15);
            c.Enter().AskRefused(request);
        },
        ["subscription: a second one"] = c =>
        {
            RecordedPeer peer = c.Enter();
            peer.AskGranted(c.Subscription(c.Ticket));
            peer.AskRefused(c.Subscription(c.Ticket));
        },
        ["subscription: does not open"] = c => c.Enter().AskRefused(c.Subscription(c.Alice.GetTicket(c.Room.Identity.Id))),
        ["subscription: no name"] = c => c.Enter().AskRefused(c.Subscription(c.Ticket, "a:b")),
        ["room: request for the KDC"] = c => c.Enter().AskRefused(RecordedPeer.Packed(c.Alice.Id, default(ServiceListRequest))),
        ["room: unknown code"] = c => c.Enter().AskRefused(RecordedPeer.Raw(1040, c.Alice.Id, [1, 2, 3])),
        ["room: size"] = c => c.Enter().AskRefused(RecordedPeer.Raw(1031, c.Alice.Id, new byte[5])),
        ["KDC: header of another version"] = c => c.ToKdc().AskRefused(RecordedPeer.Packed(c.Alice.Id, default(ServiceListRequest), version: 25)),
        ["KDC: list for an unknown client"] = c => c.ToKdc().AskRefused(RecordedPeer.Packed(s_stranger, default(ServiceListRequest))),
        ["KDC: ticket for an unknown client"] = c => c.ToKdc().AskRefused(RecordedPeer.Packed(s_stranger, new TicketRequest { ServiceId = c.Room.Identity.Id })),
        ["KDC: ticket to an unknown service"] = c => c.ToKdc().AskRefused(RecordedPeer.Packed(c.Alice.Id, new TicketRequest { ServiceId = s_stranger })),
        ["KDC: request for a room"] = c => c.ToKdc().AskRefused(c.Alice.Ticket(c.Ticket)),
        ["KDC: unknown code"] = c => c.ToKdc().AskRefused(RecordedPeer.Raw(1040, c.Alice.Id, [1, 2, 3])),
        ["KDC: size"] = c => c.ToKdc().AskRefused(RecordedPeer.Raw(1027, c.Alice.Id, new byte[25])),
        ["KDC: client's name is taken"] = c => c.ToKdc().Ask(RecordedPeer.Packed(default, new ClientRegistration { Name = new PrincipalName("alice"), Password = new Password("other") })),
        ["KDC: client's name is no name"] = c => c.ToKdc().Ask(RecordedPeer.Packed(default, new ClientRegistration { Name = new PrincipalName("a:b"), Password = new Password("other") })),
        ["KDC: password is no password"] = c => c.ToKdc().Ask(RecordedPeer.Packed(default, new ClientRegistration { Name = new PrincipalName("carol") })),
        ["KDC: service's name is taken"] = c => c.ToKdc().Ask(RecordedPeer.Packed(default, new ServiceRegistration { Name = new PrincipalName("Printer 10") })),
    };

    private static byte[] Altered(byte[] request, Index at, byte? value = null)
    {
        request[at] = value ?? (byte)(request[at] ^ 1);
        return request;
    }

    private static byte[] WithHeader(byte[] request, PrincipalId client)
    {
        client.Bytes.CopyTo(request);
        return request;
    }

    /// <summary>Two clients, two rooms, and alice's ticket to the first.</summary>
    internal sealed class Cast
    {
        public Cast(RecordedSite site)
        {
            Site = site;
            Room = site.AddRoom("Printer 10");
            Other = site.AddRoom("Printer 20");
            Alice = site.AddClient("alice", "Wonderland-1865");
            Bob = site.AddClient("bob", "hunter2");
            Ticket = Alice.GetTicket(Room.Identity.Id);
        }

        public RecordedSite Site { get; }

        public RecordedRoom Room { get; }

        public RecordedRoom Other { get; }

        public RecordedClient Alice { get; }

        public RecordedClient Bob { get; }

        public SessionTicket Ticket { get; }

        public RecordedPeer ToRoom() => Site.Connect(Room.EndPoint);

        public RecordedPeer ToKdc() => Site.Connect(RecordedSite.Kdc);

        public RecordedPeer Enter() => Alice.Enter(Room, Ticket);

        public byte[] Message(SessionTicket ticket) => Alice.Written(ticket, static (session, output) => session.WriteMessage(output, "alice: hi"));

        public byte[] Subscription(SessionTicket ticket, string name = "alice") =>
            Alice.Written(ticket, (session, output) => session.WriteSubscription(output, 0, new PrincipalName(name)));

        public byte[] Authenticated(string version = "24", PrincipalId? client = null, PrincipalId? service = null, string? created = null) =>
            Alice.Authenticated(Ticket, version, client ?? Alice.Id, service ?? Room.Identity.Id, created ?? TimeTextFormat.Format(Site.Clock.Now, Zone).ToString());

        public byte[] Sealed(byte[] content)
        {
            using var cipher = new AesCbc(Ticket.SessionKey.Bytes);
            var packet = default(ChatMessage);
            packet.Seal(cipher, new Iv(Guid.NewGuid().ToByteArray()), content, new byte[ChatMessage.SealedContentSize(content.Length)]);
            return RecordedPeer.Packed(Alice.Id, in packet);
        }

        /// <summary>The request with a ticket that ends at any text, as the KDC would have sealed it.</summary>
        public byte[] WithTicket(byte[] request, string expires)
        {
            using var cipher = new AesCbc(Room.Identity.Key.Bytes);
            Span<byte> place = request.AsSpan(TicketVersionAt);
            var iv = new Iv(Guid.NewGuid().ToByteArray());
            var key = new AesKey(Ticket.SessionKey.Bytes);
            TimeText.TryCreate(expires, out TimeText text);
            if (Site.Layout == WireLayout.Documented)
            {
                Packets.Ticket.Unpack(place, out Ticket ticket);
                ticket.Seal(cipher, in iv, in key, in text);
                ticket.Pack(place);
            }
            else
            {
                OriginalTicket.Unpack(place, out OriginalTicket ticket);
                ticket.Seal(cipher, in iv, TimeTextFormat.Format(Site.Clock.Now, Zone), in key, in text);
                ticket.Pack(place);
            }

            return request;
        }

        private TimeZoneInfo Zone => Site.Layout == WireLayout.Documented ? TimeZoneInfo.Utc : RecordedSite.Zone;
    }
}
