using System.Buffers.Binary;
using System.Text;
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
        ["ticket: a second one after a first that was refused"] = c =>
        {
            RecordedPeer peer = c.ToRoom();
            peer.AskRefused(Altered(c.Alice.Ticket(c.Ticket), ^1));
            peer.AskRefused(c.Alice.Ticket(c.Ticket));
        },
        ["message: before a ticket"] = c => c.ToRoom().AskRefused(c.Message(c.Ticket)),
        ["subscription: before a ticket"] = c => c.ToRoom().AskRefused(c.Subscription(c.Ticket)),
        ["members: before a ticket"] = c => c.ToRoom().AskRefused(RecordedPeer.Packed(c.Alice.Id, default(MembersRequest))),
        ["leave: before a ticket"] = c => c.ToRoom().AskRefused(RecordedPeer.Packed(c.Alice.Id, default(LeaveRequest))),
        ["message: header of another client"] = c => c.Enter().AskRefused(WithHeader(c.Message(c.Ticket), c.Bob.Id)),
        ["ticket: not authenticated"] = c => c.ToRoom().AskRefused(c.WithTicket(c.Alice.Ticket(c.Ticket), null, isAuthenticated: false)),
        ["message: altered"] = c =>
        {
            RecordedPeer peer = c.Enter();
            peer.AskGranted(c.Message(c.Ticket));
            peer.AskRefused(Altered(c.Message(c.Ticket), RequestHeader.Size + 4));
        },
        ["message: with a random IV"] = c => c.Enter().AskRefused(c.Unauthenticated("alice: hi")),
        ["message: replayed"] = c =>
        {
            RecordedPeer peer = c.Enter();
            byte[] message = c.Message(c.Ticket);
            peer.AskGranted(message);
            peer.AskRefused(message);
        },
        ["message: reordered"] = c =>
        {
            RecordedPeer peer = c.Enter();
            c.Message(c.Ticket);
            peer.AskRefused(c.Message(c.Ticket));
        },
        ["message: the third forged one"] = c =>
        {
            RecordedPeer peer = c.Enter();
            for (int i = 0; i < ProtocolLimits.MaxForgeries; i++)
                peer.AskRefused(c.Unauthenticated("alice: hi"));
        },
        ["message: marked as the room's own"] = c => c.Enter().AskRefused(c.Message(c.Ticket, "(unverified) alice: hi")),
        ["subscription: altered"] = c => c.Enter().AskRefused(Altered(c.Subscription(c.Ticket), RequestHeader.Size)),
        ["subscription: marked as the room's own"] = c => c.Enter().AskRefused(c.Subscription(c.Ticket, "(unverified) alice")),
        ["subscription: of an unverified client"] = c => c.EnterUnverified().AskRefused(c.Subscription(c.Ticket)),
        ["message: of an unverified client, altered"] = c => c.EnterUnverified().AskRefused(Unsealed(c)),
        ["message: does not open"] = c => c.Enter().AskRefused(c.Message(c.Alice.GetTicket(c.Room.Identity.Id))),
        ["message: not text"] = c => c.Enter().AskRefused(c.Sealed([0xFF, 0xFE])),
        ["message: bytes that its declaration does not allow"] = c =>
        {
            RecordedPeer peer = c.Enter();
            byte[] request = c.Message(c.Ticket);
            BinaryPrimitives.WriteUInt32LittleEndian(request.AsSpan(RequestHeader.Size), 15);
            peer.AskRefused(request);
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

    /// <summary>Of rules that only the administrator could tell of: no key and no capture shows whether they are kept.</summary>
    public static IReadOnlyDictionary<string, Action<Cast>> Hidden { get; } = new Dictionary<string, Action<Cast>>
    {
        ["KDC: list for a disabled client"] = c =>
        {
            c.DisableAlice();
            c.ToKdc().AskRefused(RecordedPeer.Packed(c.Alice.Id, default(ServiceListRequest)));
        },
        ["KDC: ticket for a disabled client"] = c =>
        {
            c.DisableAlice();
            c.ToKdc().AskRefused(RecordedPeer.Packed(c.Alice.Id, new TicketRequest { ServiceId = c.Room.Identity.Id }));
        },
        ["KDC: ticket to a disabled service"] = c =>
        {
            c.Site.Store.Services[0] = c.Site.Store.Services[0] with { IsDisabled = true };
            c.ToKdc().AskRefused(RecordedPeer.Packed(c.Alice.Id, new TicketRequest { ServiceId = c.Room.Identity.Id }));
        },
    };

    /// <summary>Of rules that a room keeps by its operator's wishes, its limits and who else is there: no capture shows them.</summary>
    public static IReadOnlyDictionary<string, Action<Cast>> HiddenOfRoom { get; } = new Dictionary<string, Action<Cast>>
    {
        ["ticket: of a client that is banned"] = c =>
        {
            c.Room.Moderate(ModerationVerb.Ban, c.Alice.Id);
            c.ToRoom().AskRefused(c.Alice.Ticket(c.Ticket));
        },
        ["ticket: of a client that is not authenticated"] = c =>
        {
            SessionTicket ticket = c.Alice.GetTicket(c.Strict.Identity.Id);
            c.Site.Connect(c.Strict.EndPoint).AskRefused(
                c.Alice.Authenticated(ticket, "24", c.Alice.Id, c.Strict.Identity.Id, TimeTextFormat.Format(c.Site.Clock.Now, TimeZoneInfo.Utc).ToString()));
        },
        ["ticket: one connection too many"] = c =>
        {
            for (int i = 0; i < new RoomOptions().MaxConnectionsPerMember; i++)
                c.Enter();
            c.ToRoom().AskRefused(c.Alice.Ticket(c.Ticket));
        },
        ["message: too long"] = c => c.Enter().AskRefused(c.Sealed(new byte[new RoomOptions().MaxMessageSize + 1])),
        ["message: of a client that is muted"] = c =>
        {
            RecordedPeer peer = c.Enter();
            c.Room.Moderate(ModerationVerb.Mute, c.Alice.Id);
            peer.AskRefused(c.Message(c.Ticket));
        },
        ["message: too soon"] = c =>
        {
            RecordedPeer peer = c.Enter();
            for (int i = 0; i < new RoomOptions().MessageRate.Burst; i++)
                peer.AskGranted(c.Message(c.Ticket));
            peer.AskRefused(c.Message(c.Ticket));
        },
        ["message: a moderator's, of a client that is none"] = c => c.Enter().AskRefused(c.Sealed("alice: /kick bob"u8.ToArray())),
        ["subscription: by somebody else's name"] = c =>
        {
            SessionTicket ticket = c.Bob.GetTicket(c.Room.Identity.Id);
            c.Bob.Enter(c.Room, ticket).AskGranted(c.Bob.Written(ticket, static (session, output) => session.WriteSubscription(output, 0, new PrincipalName("alice"))));
            c.Enter().AskRefused(c.Subscription(c.Ticket));
        },
        ["members: too soon"] = c => c.Enter().AskTurnedAway(RecordedPeer.Packed(c.Alice.Id, default(MembersRequest)), Refusals.TooManyLists),
        ["members: too many under way"] = c => c.Enter().AskTurnedAway(RecordedPeer.Packed(c.Alice.Id, default(MembersRequest)), Refusals.TooManyListsUnderWay),
    };

    private static byte[] Unsealed(Cast c)
    {
        byte[] request = c.Unauthenticated("alice: hi");
        request[^1] ^= 1;
        return request;
    }

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

    /// <summary>Two clients, rooms, and alice's ticket to the first.</summary>
    internal sealed class Cast
    {
        public Cast(RecordedSite site)
        {
            Site = site;
            Room = site.AddRoom("Printer 10");
            Other = site.AddRoom("Printer 20");
            Lenient = site.AddRoom("Printer 30", static options => options with { AcceptUnauthenticatedTickets = true });
            Strict = site.AddRoom("Printer 40", static options => options with { RequireAuthenticatedClients = true });
            Alice = site.AddClient("alice", "Wonderland-1865");
            Bob = site.AddClient("bob", "hunter2");
            Ticket = Alice.GetTicket(Room.Identity.Id);
        }

        public RecordedSite Site { get; }

        public RecordedRoom Room { get; }

        public RecordedRoom Other { get; }

        /// <summary>One that takes tickets that are not authenticated.</summary>
        public RecordedRoom Lenient { get; }

        /// <summary>One that takes authenticated clients alone.</summary>
        public RecordedRoom Strict { get; }

        public RecordedClient Alice { get; }

        public RecordedClient Bob { get; }

        public SessionTicket Ticket { get; private set; }

        public void DisableAlice() => Site.Store.Clients[0] = Site.Store.Clients[0] with { IsDisabled = true };

        public RecordedPeer ToRoom() => Site.Connect(Room.EndPoint);

        public RecordedPeer ToKdc() => Site.Connect(RecordedSite.Kdc);

        public RecordedPeer Enter() => Alice.Enter(Room, Ticket);

        public byte[] Message(SessionTicket ticket, string text = "alice: hi") => Alice.Written(ticket, (session, output) => session.WriteMessage(output, text));

        public byte[] Subscription(SessionTicket ticket, string name = "alice") =>
            Alice.Written(ticket, (session, output) => session.WriteSubscription(output, 0, new PrincipalName(name)));

        public byte[] Authenticated(string version = "24", PrincipalId? client = null, PrincipalId? service = null, string? created = null) =>
            Alice.Authenticated(Ticket, version, client ?? Alice.Id, service ?? Room.Identity.Id, created ?? TimeTextFormat.Format(Site.Clock.Now, Zone).ToString());

        /// <summary>A message of any bytes, the first of the connection.</summary>
        public byte[] Sealed(byte[] content) => Alice.FirstMessage(Ticket, content);

        /// <summary>A message as the original program makes it, with a random IV.</summary>
        public byte[] Unauthenticated(string text)
        {
            using var cipher = new AesCbc(Ticket.SessionKey.Bytes);
            byte[] content = Encoding.UTF8.GetBytes(text);
            var packet = default(ChatMessage);
            packet.Seal(cipher, new Iv(Guid.NewGuid().ToByteArray()), content, new byte[ChatMessage.SealedContentSize(content.Length)]);
            return RecordedPeer.Packed(Alice.Id, in packet);
        }

        /// <summary>A room that takes tickets that are not authenticated, and has taken one of alice's.</summary>
        public RecordedPeer EnterUnverified()
        {
            RecordedPeer peer = Site.Connect(Lenient.EndPoint);
            Ticket = Alice.GetTicket(Lenient.Identity.Id);
            peer.AskGranted(WithTicket(Authenticated(service: Lenient.Identity.Id), null, isAuthenticated: false, Lenient));
            return peer;
        }

        /// <summary>The request with a ticket that ends at any text, as the KDC would have sealed it.</summary>
        /// <param name="request">1028.</param>
        /// <param name="expires">When; null for a day from now.</param>
        /// <param name="isAuthenticated">False for a KDC of the original program.</param>
        /// <param name="room">For which room; null for the first.</param>
        public byte[] WithTicket(byte[] request, string? expires, bool isAuthenticated = true, RecordedRoom? room = null)
        {
            ReadOnlySpan<byte> serviceKey = (room ?? Room).Identity.Key.Bytes;
            using var cipher = new AesCbc(serviceKey);
            using AesCmac mac = SyntheticIvKey.Derive(serviceKey, SyntheticIvKey.Ticket);
            Span<byte> place = request.AsSpan(TicketVersionAt);
            var iv = new Iv(Guid.NewGuid().ToByteArray());
            var key = new AesKey(Ticket.SessionKey.Bytes);
            TimeText.TryCreate(expires ?? TimeTextFormat.Format(Site.Clock.Now.AddDays(1), Zone).ToString(), out TimeText text);
            if (Site.Layout == WireLayout.Documented)
            {
                Packets.Ticket.Unpack(place, out Ticket ticket);
                if (isAuthenticated)
                    ticket.Seal(cipher, mac, [], in key, in text);
                else
                    ticket.Seal(cipher, in iv, in key, in text);
                ticket.Pack(place);
            }
            else
            {
                OriginalTicket.Unpack(place, out OriginalTicket ticket);
                TimeText created = TimeTextFormat.Format(Site.Clock.Now, Zone);
                if (isAuthenticated)
                    ticket.Seal(cipher, mac, [], in created, in key, in text);
                else
                    ticket.Seal(cipher, in iv, in created, in key, in text);
                ticket.Pack(place);
            }

            return request;
        }

        private TimeZoneInfo Zone => Site.Layout == WireLayout.Documented ? TimeZoneInfo.Utc : RecordedSite.Zone;
    }
}
