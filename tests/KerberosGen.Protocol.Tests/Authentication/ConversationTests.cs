using System.Buffers;
using System.Globalization;
using System.Text;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using Microsoft.Extensions.Time.Testing;

namespace KerberosGen.Protocol.Tests.Authentication;

/// <summary>A whole conversation that python3 and openssl made: a client says exactly those bytes, and takes what it is told.</summary>
public sealed class ConversationTests
{
    public static TheoryData<WireLayout> Layouts => [WireLayout.Documented, WireLayout.Original];

    [Theory, MemberData(nameof(Layouts))]
    public void A_client_writes_and_reads_it_byte_by_byte(WireLayout layout)
    {
        IReadOnlyList<SyntheticIvVector> conversation = SyntheticIvVectors.Conversation(layout);
        using SessionTicket ticket = Accept(conversation[0]);
        Assert.Equal(conversation[0].Text("session_key_hex"), Convert.ToHexStringLower(ticket.SessionKey.Bytes));
        using ClientSession session = NewSession(conversation[1], ticket);
        foreach (SyntheticIvVector vector in conversation.Skip(1))
        {
            if (vector.Packet == "1606")
                AssertOpens(session, vector);
            else
                Assert.Equal((vector.Packet, Hex(vector.Bytes)), (vector.Packet, Hex(Written(session, vector))));
        }
    }

    [Theory, MemberData(nameof(Layouts))]
    public void A_room_takes_every_request_of_it_and_goes_on_counting(WireLayout layout)
    {
        IReadOnlyList<SyntheticIvVector> conversation = SyntheticIvVectors.Conversation(layout);
        var identity = new RoomIdentity(
            conversation[0].Id("service_id"), new PrincipalName("Printer 10"), new KeyMaterial(conversation[0].Hex("service_key_hex")));
        var room = new RoomUnderTest(TimeOf(conversation[1]), TimeZoneInfo.Utc, identity: identity);
        RoomConnection connection = room.Connect();
        using SessionTicket ticket = Accept(conversation[0]);
        using ClientSession session = NewSession(conversation[1], ticket);
        SyntheticIvVector[] requests = [.. conversation.Where(vector => vector.Packet is "1028" or "1029" or "1030")];
        foreach (SyntheticIvVector request in requests)
        {
            Written(session, request);
            Assert.Equal(Disposition.KeepOpen, connection.Send(GivenRequest.Cut(request.Bytes)));
        }

        // A second subscription is refused, and counts: what follows it is the next.
        connection.Send(GivenRequest.WrittenBy(output => session.WriteSubscription(output, 0, new PrincipalName("Alice"))));
        connection.Send(GivenRequest.WrittenBy(output => session.WriteMessage(output, "Alice: last")));

        var said = new List<string>();
        IReadOnlyList<ReceivedPacket> packets = connection.Take();
        foreach (ReceivedPacket packet in packets.Where(packet => packet.Code == 1606))
        {
            RoomEventRecord? opened = session.OpenEvent(packet.Payload);
            Assert.NotNull(opened);
            if (opened.Kind == EventKind.Message)
                said.Add(Encoding.UTF8.GetString(opened.Content.Span));
        }

        Assert.Equal(["Alice: one", "Alice: čau 😀", "", "Alice: last"], said);
        Assert.Equal([1604, 1604, 1605, 1605, 1605, 1609, 1605], packets.Where(packet => packet.Code != 1606).Select(packet => packet.Code));
    }

    [Theory, MemberData(nameof(Layouts))]
    public void An_event_opens_only_in_its_place(WireLayout layout)
    {
        IReadOnlyList<SyntheticIvVector> conversation = SyntheticIvVectors.Conversation(layout);
        SyntheticIvVector[] events = [.. conversation.Where(vector => vector.Packet == "1606")];
        Assert.Equal(3, events.Length);
        using SessionTicket ticket = Accept(conversation[0]);
        for (int known = 0; known <= events.Length; known++)
        {
            using ClientSession session = NewSession(conversation[1], ticket);
            Written(session, conversation[1]);
            foreach (SyntheticIvVector before in events.Take(known))
                AssertOpens(session, before);
            foreach (SyntheticIvVector other in events.Where((_, place) => place != known))
                Assert.Null(session.OpenEvent(other.Bytes.AsSpan(ResponseHeader.Size)));
            if (known < events.Length)
                AssertOpens(session, events[known]);
        }
    }

    [Theory, MemberData(nameof(Layouts))]
    public void An_answer_of_the_kdc_is_taken_only_as_it_is(WireLayout layout)
    {
        SyntheticIvVector answer = SyntheticIvVectors.Conversation(layout)[0];
        byte[] payload = answer.Bytes[ResponseHeader.Size..];
        for (int bit = 0; bit < 8 * payload.Length; bit++)
        {
            byte[] altered = [.. payload];
            altered[bit / 8] ^= (byte)(1 << (bit % 8));
            bool isTaken = ExchangeOf(answer).TryAccept(HeaderOf(answer), altered, out SessionTicket? ticket, out _);
            ticket?.Dispose();
            Assert.False(isTaken, $"Bit {bit % 8} of byte {bit / 8} can be altered.");
        }
    }

    private static SessionTicket Accept(SyntheticIvVector answer)
    {
        bool isTaken = ExchangeOf(answer).TryAccept(HeaderOf(answer), answer.Bytes.AsSpan(ResponseHeader.Size), out SessionTicket? ticket, out string? problem);
        Assert.True(isTaken, problem);
        return ticket!;
    }

    private static TicketExchange ExchangeOf(SyntheticIvVector answer)
    {
        var identity = new ClientIdentity(
            new PrincipalName("Alice"), answer.Id("client_id"), KeyMaterial.FromPassword(Encoding.UTF8.GetBytes(answer.Text("password"))));
        return new TicketExchange(identity, answer.Id("service_id"), new GivenBytes(answer.Hex("nonce")));
    }

    private static ResponseHeader HeaderOf(SyntheticIvVector answer)
    {
        ResponseHeader.Unpack(answer.Bytes, out ResponseHeader header);
        return header;
    }

    private static ClientSession NewSession(SyntheticIvVector presented, SessionTicket ticket) =>
        new(presented.Id("client_id"), ticket, new FakeTimeProvider(TimeOf(presented)), TimeZoneInfo.Utc);

    private static byte[] Written(ClientSession session, SyntheticIvVector vector)
    {
        var output = new ArrayBufferWriter<byte>();
        switch (vector.Packet)
        {
            case "1028":
                session.WriteTicket(output, TimeOf(vector));
                break;
            case "1030":
                session.WriteSubscription(output, ulong.Parse(vector.Text("since"), CultureInfo.InvariantCulture), new PrincipalName(vector.Text("plaintext")));
                break;
            default:
                session.WriteMessage(output, vector.Text("plaintext"));
                break;
        }

        return output.WrittenSpan.ToArray();
    }

    private static void AssertOpens(ClientSession session, SyntheticIvVector vector)
    {
        RoomEventRecord? opened = session.OpenEvent(vector.Bytes.AsSpan(ResponseHeader.Size));
        Assert.NotNull(opened);
        Assert.Equal(vector.Text("sequence"), opened.Sequence.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(vector.Text("time"), opened.Time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        Assert.Equal(vector.Inputs.GetProperty("kind").GetByte(), (byte)opened.Kind);
        Assert.Equal(vector.Id("client_id"), opened.ClientId);
        Assert.Equal(vector.Text("plaintext"), Encoding.UTF8.GetString(opened.Content.Span));
    }

    private static DateTimeOffset TimeOf(SyntheticIvVector presented) => DateTimeOffset.ParseExact(
        presented.Text("creation_time"), "dd'/'MM'/'yy'_'HH':'mm':'ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    private sealed class GivenBytes(byte[] given) : IRandomSource
    {
        public void Fill(Span<byte> destination) => given.CopyTo(destination);
    }
}
