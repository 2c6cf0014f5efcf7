using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests.Clients;

public sealed class ClientSessionTests
{
    public static TheoryData<WireLayout> Layouts => [WireLayout.Documented, WireLayout.Original];

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Each_presentation_of_one_ticket_is_accepted_once(WireLayout layout)
    {
        var room = new RoomUnderTest();
        Member member = room.Admit(layout);
        var presented = new HashSet<string>();
        for (int i = 0; i < 10; i++)
        {
            GivenRequest request = GivenRequest.WrittenBy(member.Client.WriteTicket);
            Assert.Equal(layout == WireLayout.Documented ? 265 : 289, request.Payload.Length);
            Assert.Equal(member.Forged.Ticket().Length, request.Payload.Length - 128);
            Assert.True(presented.Add(Convert.ToHexString(request.Payload, 0, 128)));
            RoomConnection connection = room.Connect();
            connection.SendAccepted(request, 1604);
            connection.Session.Dispose();
            Assert.Equal(Refusals.Replayed, room.Connect().SendRefused(request));
        }
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void The_authenticators_time_is_UTC_or_the_KDCs(WireLayout layout)
    {
        var room = new RoomUnderTest(zone: Zones.Kolkata);
        Member member = room.Admit(layout);
        byte[] payload = member.Presented.Payload;
        string time = Encoding.ASCII.GetString(PlainCbc.Open(member.Forged.SessionKey, payload.AsSpan(0, 16), payload.AsSpan(96, 32)));
        Assert.Equal(layout == WireLayout.Documented ? "15/06/26_12:30:45" : "15/06/26_18:00:45", time);
    }

    [Fact]
    public void A_message_is_its_size_an_IV_and_the_sealed_text()
    {
        Member member = new RoomUnderTest().Admit(WireLayout.Documented);
        byte[] payload = member.Message("alice: hello").Payload;
        Assert.Equal(16u, BinaryPrimitives.ReadUInt32LittleEndian(payload));
        Assert.Equal("alice: hello"u8.ToArray(), PlainCbc.Open(member.Forged.SessionKey, payload.AsSpan(4, 16), payload.AsSpan(20)));
    }

    [Fact]
    public void A_subscription_is_since_an_IV_a_size_and_the_sealed_name()
    {
        Member member = new RoomUnderTest().Admit(WireLayout.Documented);
        byte[] payload = member.Subscription(0x0102_0304_0506_0708, "Боб").Payload;
        Assert.Equal(0x0102_0304_0506_0708ul, BinaryPrimitives.ReadUInt64LittleEndian(payload));
        Assert.Equal(16, BinaryPrimitives.ReadUInt16LittleEndian(payload.AsSpan(24)));
        Assert.Equal("Боб", Encoding.UTF8.GetString(PlainCbc.Open(member.Forged.SessionKey, payload.AsSpan(8, 16), payload.AsSpan(26))));
    }

    [Fact]
    public void No_IV_is_used_twice()
    {
        Member member = new RoomUnderTest().Admit(WireLayout.Documented);
        var ivs = new HashSet<string>();
        for (int i = 0; i < 300; i++)
            Assert.True(ivs.Add(Convert.ToHexString(member.Message("alice: hello").Payload, 4, 16)));
    }

    [Fact]
    public void Every_packet_bears_the_clients_id_and_version_24()
    {
        Member member = new RoomUnderTest().Admit(WireLayout.Documented);
        Action<IBufferWriter<byte>>[] writers =
        [
            member.Client.WriteTicket, o => member.Client.WriteMessage(o, "x"), o => member.Client.WriteSubscription(o, 0, new PrincipalName("x")),
            member.Client.WriteMembersRequest, member.Client.WriteLeave,
        ];
        foreach (Action<IBufferWriter<byte>> write in writers)
        {
            RequestHeader header = GivenRequest.WrittenBy(write).Header;
            Assert.Equal(member.Id, header.ClientId);
            Assert.Equal(24, header.Version);
        }
    }

    [Fact]
    public void An_event_is_opened_only_with_its_own_key()
    {
        var room = new RoomUnderTest();
        Member alice = room.Admit(WireLayout.Documented);
        Member bob = room.Admit(WireLayout.Documented);
        alice.Subscribe();
        byte[] payload = alice.Connection.Take()[^1].Payload;
        Assert.NotNull(alice.Client.OpenEvent(payload));
        Assert.Null(bob.Client.OpenEvent(payload));
    }

    [Fact]
    public void A_broken_event_is_none()
    {
        Member alice = new RoomUnderTest().Admit(WireLayout.Documented);
        alice.Subscribe();
        byte[] good = alice.Connection.Take()[^1].Payload;
        for (int size = 0; size < good.Length; size++)
            Assert.Null(alice.Client.OpenEvent(good.AsSpan(0, size)));
        Assert.Null(alice.Client.OpenEvent([.. good, 0]));
        // sequence 8, time 8, kind 1, client 16, IV 16, length 4
        Assert.Null(alice.Client.OpenEvent(With(good, 8, long.MaxValue)));
        // These are authenticated, and count.
        Assert.Null(alice.Client.OpenEvent(alice.Event("alice: hello"u8.ToArray(), 0, long.MaxValue)));
        Assert.Null(alice.Client.OpenEvent(alice.Event("alice: hello"u8.ToArray(), 1, long.MinValue)));
        Assert.Null(alice.Client.OpenEvent(alice.Event([0xFF, 0xFE], 2)));
        Assert.NotNull(alice.Client.OpenEvent(alice.Event("alice: hello"u8.ToArray(), 3)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(136)]
    [InlineData(138)]
    [InlineData(160)]
    [InlineData(162)]
    public void A_ticket_of_another_size_is_no_ticket(int size)
    {
        using var key = new KeyMaterial(new byte[32]);
        Assert.Null(SessionTicket.LayoutOf(size));
        ArgumentException problem = Assert.Throws<ArgumentException>(() => new SessionTicket(default, key, default, new byte[size]));
        Assert.StartsWith($"A ticket is 137 or 161 bytes, not {size}.", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clear_creation_time_that_is_no_time_is_none()
    {
        foreach (long seconds in new[] { long.MinValue, long.MaxValue, -62_135_596_801, 253_402_300_800 })
        {
            byte[] packed = new byte[137];
            BinaryPrimitives.WriteInt64LittleEndian(packed.AsSpan(33), seconds);
            using var ticket = new SessionTicket(default, new KeyMaterial(new byte[32]), default, packed);
            Assert.Null(ticket.CreatedAt);
        }
    }

    private static byte[] With(byte[] payload, int at, long value)
    {
        byte[] altered = [.. payload];
        BinaryPrimitives.WriteInt64LittleEndian(altered.AsSpan(at), value);
        return altered;
    }
}
