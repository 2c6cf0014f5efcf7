using System.Security.Cryptography;
using System.Text;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests.Rooms;

public sealed class RoomRequestTests
{
    private static readonly PrincipalId s_other = PrincipalId.Parse("5821f9a674174062ad3af49ee1432681");

    public static TheoryData<WireLayout> Layouts => [WireLayout.Documented, WireLayout.Original];

    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_message_is_shown_acknowledged_and_published(WireLayout layout)
    {
        var room = new RoomUnderTest();
        Member member = room.Admit(layout);
        member.Connection.SendAccepted(member.Message("alice: hello, žluťoučký 🔑"), 1605);
        Assert.Equal([(member.Id, "alice: hello, žluťoučký 🔑")], room.Observer.Messages);
    }

    [Fact]
    public void Messages_of_every_size_up_to_the_largest_request_are_taken()
    {
        var room = new RoomUnderTest(configure: static o => o with { MaxMessageSize = ClientSession.MaxMessageSize });
        Member member = room.Admit();
        // 64 KiB less a header of 23 and 20 in front of the content, in whole blocks of 16 with one byte of padding.
        foreach (int size in new[] { 0, 1, 15, 16, 17, 975, 4095, 4096, 65_487 })
        {
            string text = new('x', size);
            GivenRequest message = member.Message(text);
            Assert.True(message.Payload.Length <= ProtocolLimits.MaxRequestPayload);
            member.Connection.SendAccepted(message, 1605);
            Assert.Equal(text, room.Observer.Messages[^1].Text);
        }
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Nothing_but_a_ticket_is_taken_before_a_ticket(WireLayout layout)
    {
        var room = new RoomUnderTest();
        Member elsewhere = room.Admit(layout);
        RoomConnection connection = room.Connect();
        Assert.Equal(Refusals.NoTicketYet(RoomCommandKind.Say), connection.SendRefused(elsewhere.Message("alice: hello")));
        Assert.Equal(Refusals.NoTicketYet(RoomCommandKind.Subscribe), connection.SendRefused(elsewhere.Subscription(0, "alice")));
        Assert.Equal(Refusals.NoTicketYet(RoomCommandKind.ListMembers), connection.SendRefused(GivenRequest.Of(1031, elsewhere.Id, [])));
        Assert.Equal(Refusals.NoTicketYet(RoomCommandKind.Leave), connection.SendRefused(GivenRequest.Of(1032, elsewhere.Id, [])));
        Assert.Empty(room.Observer.Messages);
        connection.SendAccepted(ForgedTicketRequest.Good(layout, room, elsewhere.Id).Make(), 1604);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_later_header_of_another_client_is_refused_whatever_it_asks(WireLayout layout)
    {
        var room = new RoomUnderTest();
        Member member = room.Admit(layout);
        GivenRequest[] requests =
        [
            member.Message("alice: hello"),
            member.Subscription(0, "alice"),
            GivenRequest.Of(1031, member.Id, []),
            GivenRequest.Of(1032, member.Id, []),
            GivenRequest.Of(1026, member.Id, []),
            GivenRequest.Of(4711, member.Id, []),
            ForgedTicketRequest.Good(layout, room, member.Id).Make(),
        ];
        foreach (GivenRequest request in requests)
        {
            RequestHeader header = request.Header;
            header.ClientId = s_other;
            string expected = request.Header.Code switch
            {
                1029 => Refusals.Unauthenticated("message"),
                1030 => Refusals.Unauthenticated("subscription"),
                _ => Refusals.HeaderClient(s_other, member.Id),
            };
            Assert.Equal(expected, member.Connection.SendRefused(request with { Header = header }));
        }

        Assert.Empty(room.Observer.Messages);
        member.Connection.SendAccepted(requests[0], 1605);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_message_that_does_not_open_is_refused_and_the_connection_stays(WireLayout layout)
    {
        for (int kind = 0; kind < 4; kind++)
        {
            var room = new RoomUnderTest();
            var member = new UnverifiedMember(room, layout);
            GivenRequest good = member.Message("alice: hello");
            Assert.Equal(Refusals.DoesNotOpen("message"), member.Connection.SendRefused(Broken(member.Id, member.SessionKey, good)[kind]));
            Assert.Empty(room.Observer.Messages);
            member.Connection.SendAccepted(good, 1605);
        }
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_message_that_is_not_authenticated_is_refused_and_the_connection_stays(WireLayout layout)
    {
        for (int kind = 0; kind < 4; kind++)
        {
            var room = new RoomUnderTest();
            Member member = room.Admit(layout);
            GivenRequest good = member.Message("alice: hello");
            Assert.Equal(Refusals.Unauthenticated("message"), member.Connection.SendRefused(Broken(member.Id, member.Forged.SessionKey, good)[kind]));
            Assert.Empty(room.Observer.Messages);
            member.Connection.SendAccepted(good, 1605);
        }
    }

    [Fact]
    public void A_message_that_is_not_UTF8_is_refused_and_the_connection_stays()
    {
        var room = new RoomUnderTest();
        Member member = room.Admit();
        byte[][] broken = [[0xFF], [.. "alice: "u8, 0xC3], [0xED, 0xA0, 0x80], [0xC0, 0x80]];
        ulong sent = 0;
        foreach (byte[] text in broken)
            Assert.Equal(Refusals.NotText("message"), member.Connection.SendRefused(member.Message(PlainSyntheticIv.Pad(text), sent++)));
        Assert.Empty(room.Observer.Messages);
        member.Connection.SendAccepted(member.Message(PlainSyntheticIv.Pad("alice: hello"u8.ToArray()), sent), 1605);
    }

    [Fact]
    public void A_second_subscription_is_refused_and_the_first_goes_on()
    {
        Member member = new RoomUnderTest().Admit(WireLayout.Documented);
        member.Subscribe();
        member.Take();
        Assert.Equal(Refusals.SecondSubscription, member.Connection.SendRefused(member.Subscription(0, "alice")));
        member.Say("alice: hello");
        Assert.Equal(["2 Message alice: hello"], member.TakeEvents());
    }

    [Fact]
    public void A_second_subscription_that_comes_before_the_first_is_answered_is_refused_in_its_turn()
    {
        var room = new RoomUnderTest();
        Member member = room.Admit();
        room.Host.IsHolding = true;
        member.Subscribe();
        member.Subscribe();
        room.Host.Commit();
        Assert.Equal([1604, 1609, 1606], member.Take());
        Assert.Equal([Refusals.SecondSubscription], member.Connection.Refusals);
    }

    [Fact]
    public void Who_is_refused_a_display_name_may_try_another()
    {
        var room = new RoomUnderTest();
        Member alice = room.Subscribe("alice");
        Member bob = room.Admit();
        Assert.Equal(
            Refusals.NameTaken(new PrincipalName("alice"), alice.Id), bob.Connection.SendRefused(bob.Subscription(0, "alice")));
        bob.Subscribe(ulong.MaxValue, "bob");
        Assert.Equal(["2 Joined bob"], bob.TakeEvents());
    }

    public static TheoryData<byte[], string> BadDisplayNames => new()
    {
        { [], "A name must not be empty." },
        { "a:b"u8.ToArray(), "A name must not contain a colon." },
        { "a\nb"u8.ToArray(), "A name must not contain a line break." },
        { [0xFF], "A name must be valid Unicode." },
        { Encoding.UTF8.GetBytes(new string('a', 255)), "display name has more than 254 bytes, or a NUL" },
        { "a\0b"u8.ToArray(), "display name has more than 254 bytes, or a NUL" },
    };

    [Theory]
    [MemberData(nameof(BadDisplayNames))]
    public void A_bad_display_name_is_refused_and_a_good_one_may_follow(byte[] name, string sentence)
    {
        Member member = new RoomUnderTest().Admit(WireLayout.Documented);
        Assert.Equal(sentence, member.Connection.SendRefused(member.Subscription(PlainSyntheticIv.Pad(name), 0)));
        member.Connection.Send(member.Subscription(PlainSyntheticIv.Pad("alice"u8.ToArray()), 1));
        Assert.Equal(["1 Joined alice"], member.TakeEvents());
    }

    [Fact]
    public void A_subscription_that_is_not_authenticated_is_refused_and_a_good_one_may_follow()
    {
        Member member = new RoomUnderTest().Admit(WireLayout.Documented);
        GivenRequest good = member.Subscription(0, "alice");
        byte[] altered = [.. good.Payload];
        altered[23] ^= 1;
        Assert.Equal(Refusals.Unauthenticated("subscription"), member.Connection.SendRefused(good with { Payload = altered }));
        Assert.Equal(Refusals.Unauthenticated("subscription"), member.Connection.SendRefused(GivenRequest.Of(1030, member.Id, new byte[26])));
        Assert.Equal(Disposition.KeepOpen, member.Connection.Send(good));
        Assert.Equal(["1 Joined alice"], member.TakeEvents());
    }

    [Theory]
    [InlineData(1024, 510)]
    [InlineData(1025, 287)]
    [InlineData(1026, 0)]
    [InlineData(1027, 24)]
    public void Requests_to_the_KDC_are_refused_before_and_after_a_ticket(ushort code, int size)
    {
        var room = new RoomUnderTest();
        Member member = room.Admit(WireLayout.Documented);
        GivenRequest request = GivenRequest.Of(code, member.Id, new byte[size]);
        Assert.EndsWith("is for the KDC, not for a room", room.Connect().SendRefused(request), StringComparison.Ordinal);
        Assert.EndsWith("is for the KDC, not for a room", member.Connection.SendRefused(request), StringComparison.Ordinal);
        member.Say("alice: hello");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1023)]
    [InlineData(1033)]
    [InlineData(1606)]
    [InlineData(65535)]
    public void Unknown_codes_are_refused_before_and_after_a_ticket(ushort code)
    {
        var room = new RoomUnderTest();
        Member member = room.Admit(WireLayout.Documented);
        GivenRequest request = GivenRequest.Of(code, member.Id, new byte[5]);
        Assert.Equal($"unknown request code {code}", room.Connect().SendRefused(request));
        Assert.Equal($"unknown request code {code}", member.Connection.SendRefused(request));
        member.Say("alice: hello");
    }

    [Theory]
    [InlineData(1026, 1)]
    [InlineData(1029, 0)]
    [InlineData(1029, 19)]
    [InlineData(1029, 21)]
    [InlineData(1030, 25)]
    [InlineData(1030, 27)]
    [InlineData(1031, 1)]
    [InlineData(1032, 1)]
    public void Another_size_is_refused_and_the_connection_closed(ushort code, int size)
    {
        Member member = new RoomUnderTest().Admit(WireLayout.Documented);
        member.Connection.SendRefused(GivenRequest.Of(code, member.Id, new byte[size]), Disposition.Close);
    }

    [Fact]
    public void A_message_size_that_is_not_that_of_the_content_is_refused_and_the_connection_closed()
    {
        foreach (uint size in new uint[] { 0, 31, 33, 0x7FFF_FFFF, 0xFFFF_FFFF })
        {
            Member member = new RoomUnderTest().Admit();
            GivenRequest good = member.Message("alice: hello");
            byte[] payload = [.. BitConverter.GetBytes(size), .. good.Payload.AsSpan(4)];
            Assert.NotEqual(good.Payload, payload);
            member.Connection.SendRefused(good with { Payload = payload }, Disposition.Close);
        }
    }

    [Fact]
    public void Another_version_in_a_later_header_is_refused_and_the_connection_closed()
    {
        Member member = new RoomUnderTest().Admit(WireLayout.Documented);
        GivenRequest message = member.Message("alice: hello");
        RequestHeader header = message.Header;
        header.Version = 23;
        Assert.Equal(Refusals.HeaderVersion(23), member.Connection.SendRefused(message with { Header = header }, Disposition.Close));
    }

    [Fact]
    public void A_size_that_is_refused_before_the_payload_came_is_one_1609_and_the_end()
    {
        RoomConnection connection = new RoomUnderTest().Connect();
        var header = new RequestHeader { Version = 24, Code = 1029, PayloadSize = uint.MaxValue };
        Assert.Equal(Disposition.Close, connection.Session.RefuseSize(in header));
        Assert.Equal(1609, Assert.Single(connection.Take()).Code);
        Assert.Single(connection.Refusals);
        Assert.True(connection.IsClosed);
    }

    [Fact]
    public void Answers_keep_the_order_of_the_requests_whoever_refuses_them()
    {
        var room = new RoomUnderTest();
        Member member = room.Admit();
        room.Host.IsHolding = true;
        RequestHeader elsewhere = GivenRequest.Of(1031, s_other, []).Header;
        member.Connection.Send(GivenRequest.Of(1040, member.Id, []));
        member.Say("alice: one");
        member.Connection.Send(GivenRequest.Of(1040, member.Id, []));
        member.Connection.Send(new GivenRequest(elsewhere, []));
        member.Connection.Send(GivenRequest.Of(1031, member.Id, []));
        member.Connection.Send(GivenRequest.Of(1029, member.Id, new byte[20]));
        member.Say("alice: two");
        Assert.Equal(Disposition.Close, member.Connection.Send(GivenRequest.Of(1031, member.Id, [1])));
        // The first was refused at once: nothing stood before it.
        Assert.Equal([1609], member.Take());
        room.Host.Commit();
        Assert.Equal([1605, 1609, 1609, 1607, 1609, 1605, 1609], member.Take());
        Assert.True(member.Connection.IsClosed);
    }

    [Fact]
    public void Each_answer_wakes_the_sender()
    {
        Member member = new RoomUnderTest().Admit(WireLayout.Documented);
        int before = member.Connection.Wakes;
        member.Say("alice: hello");
        Assert.Equal(before + 1, member.Connection.Wakes);
    }

    private static GivenRequest[] Broken(PrincipalId client, byte[] key, GivenRequest good)
    {
        // The IV's last byte turns into the plaintext's, which is padding here.
        byte[] altered = [.. good.Payload];
        altered[19] ^= 1;
        byte[] notPadded = PlainCbc.Seal(key, new byte[16], "alice: not padded here, 32 bytes"u8.ToArray(), PaddingMode.None);
        return
        [
            good with { Payload = altered },
            GivenRequest.Of(1029, client, [.. BitConverter.GetBytes(notPadded.Length), .. new byte[16], .. notPadded]),
            GivenRequest.Of(1029, client, new byte[20]),
            GivenRequest.Of(1029, client, [7, 0, 0, 0, .. new byte[23]]),
        ];
    }
}
