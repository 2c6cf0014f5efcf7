using System.Buffers;
using System.Security.Cryptography;
using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests.Clients;

public sealed class TicketExchangeTests
{
    private const string Refused = "The KDC refused a ticket: it does not know this client or this room, or one of them is disabled. Register, and list the services again.";
    private const string WrongPassword = "The KDC's answer does not open with this password: type the password that the name was registered with.";
    private const string AnotherNonce = "The KDC's answer is not to this request (its nonce is another): someone may be replaying old answers.";
    private const string AnotherPeer = "The KDC's answer is for another client or another room.";

    public static TheoryData<WireLayout> Layouts => [WireLayout.Documented, WireLayout.Original];

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task The_answer_to_the_request_is_taken_and_the_ticket_opens_the_room(WireLayout layout)
    {
        Parties parties = await Parties.RegisterAsync(layout);
        TicketExchange exchange = parties.NewExchange();
        ReceivedPacket answer = await parties.AskAsync(exchange);

        Assert.True(exchange.TryAccept(answer.Header, answer.Payload, out SessionTicket? ticket, out string? problem));

        Assert.Null(problem);
        Assert.Equal(layout, ticket.Layout);
        Assert.Equal(parties.Service, ticket.ServiceId);
        int keyPlace = layout == WireLayout.Documented ? 80 : 96;
        Assert.Equal(answer.Payload[16..32], ticket.EncryptedKeyIv.Bytes.ToArray());
        Assert.Equal(answer.Payload[keyPlace..], ticket.Ticket.ToArray());
        Assert.Equal(layout == WireLayout.Documented ? new DateTimeOffset(2026, 6, 15, 12, 30, 45, TimeSpan.Zero) : null, ticket.CreatedAt);
        var door = new RoomDoor(parties.Room, new RoomOptions { KdcTimeZone = Zones.NewYork }, parties.Kdc.Clock);
        using var session = new ClientSession(parties.Identity.Id, ticket, parties.Kdc.Clock, Zones.NewYork);
        GivenRequest request = GivenRequest.WrittenBy(session.WriteTicket);
        var observer = new RecordingRoomObserver();
        var room = new ChatRoom(new RoomOptions(), new InMemoryRoomStore(), observer, parties.Kdc.Clock);
        using var feed = new MemberFeed(static () => { });
        using var connection = new RoomSession(door, new SynchronousHost(room), observer, parties.Kdc.Peer, feed);
        connection.Answer(request.Header, request.Payload);
        Assert.Empty(observer.Refusals);
        Assert.Equal([parties.Identity.Id], observer.AdmissionsOf(parties.Kdc.Peer));
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task A_request_is_47_bytes_and_its_nonce_is_new_and_without_zeros(WireLayout layout)
    {
        Parties parties = await Parties.RegisterAsync(layout);
        var nonces = new HashSet<string>();
        for (int i = 0; i < 1000; i++)
        {
            var output = new ArrayBufferWriter<byte>();
            parties.NewExchange().WriteRequest(output);
            byte[] request = output.WrittenSpan.ToArray();
            Assert.Equal([.. parties.Identity.Id.Bytes, 24, 0x03, 0x04, 24, 0, 0, 0, .. parties.Service.Bytes], request[..39]);
            Assert.Equal(47, request.Length);
            Assert.DoesNotContain((byte)0, request[39..]);
            Assert.True(nonces.Add(Convert.ToHexString(request, 39, 8)));
        }
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task Another_password_is_told_as_such(WireLayout layout)
    {
        Parties parties = await Parties.RegisterAsync(layout);
        ClientIdentity mistyped = parties.Identity with { Key = KeyMaterial.FromPassword("wonderland-1865"u8) };
        TicketExchange exchange = new(mistyped, parties.Service, SystemRandomSource.Instance);
        AssertRefused(exchange, await parties.AskAsync(exchange), WrongPassword);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task An_answer_to_another_request_is_not_taken(WireLayout layout)
    {
        Parties parties = await Parties.RegisterAsync(layout);
        ReceivedPacket old = await parties.AskAsync(parties.NewExchange());
        AssertRefused(parties.NewExchange(), old, AnotherNonce);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task An_answer_for_another_client_or_another_service_is_not_taken(WireLayout layout)
    {
        Parties parties = await Parties.RegisterAsync(layout);
        TicketExchange exchange = parties.NewExchange();
        ReceivedPacket good = await parties.AskAsync(exchange);
        int ticket = layout == WireLayout.Documented ? 80 : 96;
        foreach (int at in new[] { 0, 15, ticket + 1, ticket + 16, ticket + 17, ticket + 32 })
        {
            byte[] payload = [.. good.Payload];
            payload[at] ^= 1;
            AssertRefused(exchange, good with { Payload = payload }, AnotherPeer);
        }
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task The_padding_and_the_nonce_of_the_key_are_checked(WireLayout layout)
    {
        Parties parties = await Parties.RegisterAsync(layout);
        TicketExchange exchange = parties.NewExchange();
        ReceivedPacket good = await parties.AskAsync(exchange);
        // The IV turns into the nonce's plaintext: its first half is the nonce, its second the padding.
        for (int at = 16; at < 48; at++)
        {
            byte[] payload = [.. good.Payload];
            payload[at] ^= 0x80;
            AssertRefused(exchange, good with { Payload = payload }, at < 24 ? AnotherNonce : WrongPassword);
        }
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task A_refusal_says_what_to_do(WireLayout layout)
    {
        Parties parties = await Parties.RegisterAsync(layout);
        foreach (ushort code in new ushort[] { 1609, 1704 })
            AssertRefused(parties.NewExchange(), Answer(code, []), Refused);
    }

    [Fact]
    public async Task A_real_1609_of_the_KDC_is_a_refusal()
    {
        Parties parties = await Parties.RegisterAsync(WireLayout.Documented);
        TicketExchange exchange = new(parties.Identity, RoomUnderTest.NewId(), SystemRandomSource.Instance);
        KdcReply reply = await parties.Kdc.AskAsync(GivenRequest.WrittenBy(exchange.WriteRequest));
        AssertRefused(exchange, reply.Answer(1609), Refused);
    }

    [Theory]
    [InlineData(1603, 0)]
    [InlineData(1603, 216)]
    [InlineData(1603, 218)]
    [InlineData(1603, 256)]
    [InlineData(1603, 258)]
    [InlineData(1600, 16)]
    [InlineData(1602, 217)]
    [InlineData(0, 257)]
    public async Task Another_answer_is_no_ticket(ushort code, int size)
    {
        Parties parties = await Parties.RegisterAsync(WireLayout.Documented);
        AssertRefused(parties.NewExchange(), Answer(code, new byte[size]), $"The KDC answered {code} with {size} bytes, which is no ticket.");
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task An_answer_of_another_version_is_not_taken(WireLayout layout)
    {
        Parties parties = await Parties.RegisterAsync(layout);
        TicketExchange exchange = parties.NewExchange();
        ReceivedPacket good = await parties.AskAsync(exchange);
        ResponseHeader header = good.Header;
        header.Version = 23;
        AssertRefused(exchange, good with { Header = header }, "The KDC answered in version 23 of the protocol; this client speaks 24.");
    }

    private static ReceivedPacket Answer(ushort code, byte[] payload) =>
        new(new ResponseHeader { Version = 24, Code = code, PayloadSize = (uint)payload.Length }, payload);

    private static void AssertRefused(TicketExchange exchange, ReceivedPacket answer, string sentence)
    {
        Assert.False(exchange.TryAccept(answer.Header, answer.Payload, out SessionTicket? ticket, out string? problem));
        Assert.Null(ticket);
        Assert.Equal(sentence, problem);
    }

    private sealed record Parties(KdcUnderTest Kdc, ClientIdentity Identity, PrincipalId Service, RoomIdentity Room)
    {
        public static async Task<Parties> RegisterAsync(WireLayout layout)
        {
            var kdc = new KdcUnderTest(new KdcOptions { Layout = layout, TimeZone = Zones.NewYork });
            PrincipalId client = await kdc.RegisterClientAsync("alice", "Wonderland-1865");
            (PrincipalId service, byte[] key) = await kdc.RegisterServiceAsync();
            var name = new PrincipalName("Printer 10");
            return new Parties(
                kdc,
                new ClientIdentity(new PrincipalName("alice"), client, new KeyMaterial(SHA256.HashData("Wonderland-1865"u8))),
                service,
                new RoomIdentity(service, name, new KeyMaterial(key)));
        }

        public TicketExchange NewExchange() => new(Identity, Service, SystemRandomSource.Instance);

        public async Task<ReceivedPacket> AskAsync(TicketExchange exchange) =>
            (await Kdc.AskAsync(GivenRequest.WrittenBy(exchange.WriteRequest))).Answer(1603);
    }
}
