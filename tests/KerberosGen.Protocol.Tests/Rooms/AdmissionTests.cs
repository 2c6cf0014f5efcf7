using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests.Rooms;

public sealed class AdmissionTests
{
    private static readonly PrincipalId s_client = PrincipalId.Parse("4e43ae195f4d43b799ce2cca77178cfb");
    private static readonly PrincipalId s_other = PrincipalId.Parse("5821f9a674174062ad3af49ee1432681");

    public static TheoryData<WireLayout> Layouts => [WireLayout.Documented, WireLayout.Original];

    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_good_ticket_is_answered_with_1604(WireLayout layout)
    {
        var room = new RoomUnderTest();
        GivenRequest request = ForgedTicketRequest.Good(layout, room, s_client).Make();
        RoomConnection connection = room.Connect();

        Assert.Equal(layout == WireLayout.Documented ? 265 : 289, request.Payload.Length);
        connection.SendAccepted(request, 1604);

        Assert.True(connection.IsAdmitted);
        Assert.Empty(connection.Refusals);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_ticket_is_good_until_the_second_in_which_it_ends(WireLayout layout)
    {
        var room = new RoomUnderTest();
        ForgedTicketRequest good = ForgedTicketRequest.Good(layout, room, s_client);
        DateTimeOffset now = room.Clock.GetUtcNow();
        AssertRefused(room, good with { TicketExpires = room.Text(layout, now) }, "ticket expired 0 s ago");
        AssertRefused(room, good with { TicketExpires = room.Text(layout, now.AddSeconds(-90)) }, "ticket expired 90 s ago");
        AssertRefused(room, good with { TicketExpires = room.Text(layout, now.AddDays(-2)) }, "ticket expired 172800 s ago");
        room.Connect().SendAccepted((good with { TicketExpires = room.Text(layout, now.AddSeconds(1)) }).Make(), 1604);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Expiry_is_not_checked_after_the_ticket_was_accepted(WireLayout layout)
    {
        var room = new RoomUnderTest();
        Member member = room.Admit(layout);
        room.Clock.Advance(TimeSpan.FromDays(30));
        member.Connection.SendAccepted(member.Message("alice: still here"), 1605);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_ticket_for_another_service_is_refused(WireLayout layout)
    {
        var room = new RoomUnderTest();
        ForgedTicketRequest good = ForgedTicketRequest.Good(layout, room, s_client);
        AssertRefused(room, good with { TicketService = s_other }, Refusals.TicketForAnotherService(s_other));
        AssertRefused(room, good with { TicketService = s_other, AuthenticatorService = s_other }, Refusals.TicketForAnotherService(s_other));
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Ids_that_differ_are_refused(WireLayout layout)
    {
        var room = new RoomUnderTest();
        ForgedTicketRequest good = ForgedTicketRequest.Good(layout, room, s_client);
        AssertRefused(room, good with { AuthenticatorClient = s_other }, Refusals.AuthenticatorClient);
        AssertRefused(room, good with { AuthenticatorService = s_other }, Refusals.AuthenticatorService);
        AssertRefused(room, good with { HeaderClient = s_other }, Refusals.HeaderClient(s_other, s_client));
        AssertRefused(room, good with { HeaderClient = default }, Refusals.HeaderClient(default, s_client));
        AssertRefused(room, good with { TicketClient = s_other }, Refusals.HeaderClient(s_client, s_other));
        AssertRefused(room, good with { TicketClient = s_other, HeaderClient = s_other }, Refusals.AuthenticatorClient);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void An_authenticator_may_be_300_seconds_off_and_no_more(WireLayout layout)
    {
        foreach (int milliseconds in new[] { 0, 1, 999 })
        {
            var room = new RoomUnderTest(KdcUnderTest.Start.AddMilliseconds(milliseconds));
            foreach (int ok in new[] { -300, -299, -1, 0, 1, 299, 300 })
                room.Connect().SendAccepted(Skewed(layout, room, ok).Make(), 1604);
            AssertRefused(room, Skewed(layout, room, 301), "authenticator is 301 s ahead of the room's clock; the limit is 300");
            AssertRefused(room, Skewed(layout, room, -301), "authenticator is 301 s behind the room's clock; the limit is 300");
            AssertRefused(room, Skewed(layout, room, 3600), "authenticator is 3600 s ahead of the room's clock; the limit is 300");
        }
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void An_authenticator_seen_before_is_refused_on_every_connection(WireLayout layout)
    {
        var room = new RoomUnderTest();
        GivenRequest request = ForgedTicketRequest.Good(layout, room, s_client).Make();
        RoomConnection first = room.Connect();
        first.SendAccepted(request, 1604);
        for (int i = 0; i < 3; i++)
            Assert.Equal(Refusals.Replayed, room.Connect().SendRefused(request));
        room.Clock.Advance(TimeSpan.FromSeconds(300));
        Assert.Equal(Refusals.Replayed, room.Connect().SendRefused(request));
        room.Clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Equal(Refusals.Replayed, room.Connect().SendRefused(request));
        room.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(Refusals.ClockSkew(TimeSpan.FromSeconds(-301)), room.Connect().SendRefused(request));
        first.Session.Dispose();
        Assert.Equal(Refusals.ClockSkew(TimeSpan.FromSeconds(-301)), room.Connect().SendRefused(request));
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_replay_made_from_the_future_side_is_refused_for_ten_minutes(WireLayout layout)
    {
        var room = new RoomUnderTest();
        GivenRequest request = Skewed(layout, room, 300).Make();
        room.Connect().SendAccepted(request, 1604);
        for (int seconds = 0; seconds <= 600; seconds += 50)
        {
            Assert.Equal(Refusals.Replayed, room.Connect().SendRefused(request));
            room.Clock.Advance(TimeSpan.FromSeconds(50));
        }
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_refused_authenticator_is_not_remembered(WireLayout layout)
    {
        var room = new RoomUnderTest();
        GivenRequest early = Skewed(layout, room, 301).Make();
        Assert.Equal(Refusals.ClockSkew(TimeSpan.FromSeconds(301)), room.Connect().SendRefused(early));
        Assert.Empty(room.Store.Kept.Authenticators);
        room.Clock.Advance(TimeSpan.FromSeconds(1));
        room.Connect().SendAccepted(early, 1604);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_second_ticket_on_a_connection_is_refused_and_the_first_stays_good(WireLayout layout)
    {
        var room = new RoomUnderTest();
        Member member = room.Admit(layout, s_client);
        foreach (WireLayout second in new[] { WireLayout.Documented, WireLayout.Original })
            Assert.Equal(Refusals.SecondTicket, member.Connection.SendRefused(ForgedTicketRequest.Good(second, room, s_client).Make()));
        member.Connection.SendAccepted(member.Message("alice: hello"), 1605);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_second_ticket_is_refused_whatever_became_of_the_first(WireLayout layout)
    {
        var room = new RoomUnderTest();
        ForgedTicketRequest good = ForgedTicketRequest.Good(layout, room, s_client);
        GivenRequest used = good.Make();
        room.Connect().SendAccepted(used, 1604);
        GivenRequest[] refused =
        [
            (good with { TicketExpires = "01/01/20_00:00:00" }).Make(),
            (good with { TicketService = s_other }).Make(),
            (good with { AuthenticatorKey = good.ServiceKey }).Make(),
            used,
        ];
        foreach (GivenRequest first in refused)
        {
            RoomConnection connection = room.Connect();
            Assert.NotEqual(Refusals.SecondTicket, connection.SendRefused(first));
            foreach (WireLayout second in new[] { WireLayout.Documented, WireLayout.Original })
                Assert.Equal(Refusals.SecondTicket, connection.SendRefused(ForgedTicketRequest.Good(second, room, s_client).Make()));
            Assert.False(connection.IsAdmitted);
        }
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Who_was_refused_by_the_room_itself_is_outside_and_stays_there(WireLayout layout)
    {
        var room = new RoomUnderTest();
        Member member = room.Admit(layout, s_client);
        RoomConnection connection = room.Connect();
        Assert.Equal(Refusals.Replayed, connection.SendRefused(GivenRequest.Of(1028, s_client, member.Presented.Payload)));
        Assert.Equal(Refusals.NoTicketYet(RoomCommandKind.Say), connection.SendRefused(member.Message("alice: hello")));
        Assert.Equal(Refusals.NoTicketYet(RoomCommandKind.Subscribe), connection.SendRefused(member.Subscription(0, "alice")));
        Assert.Equal(Refusals.NoTicketYet(RoomCommandKind.ListMembers), connection.SendRefused(GivenRequest.Of(1031, s_client, [])));
        Assert.Equal(Refusals.NoTicketYet(RoomCommandKind.Leave), connection.SendRefused(GivenRequest.Of(1032, s_client, []), Disposition.Close));
        Assert.Empty(room.Observer.Messages);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void The_same_is_done_before_a_refusal_whatever_a_key_has_brought_to_light(WireLayout layout)
    {
        var room = new RoomUnderTest();
        ForgedTicketRequest good = ForgedTicketRequest.Good(layout, room, s_client);
        ForgedTicketRequest[] refused =
        [
            good with { ServiceKey = good.SessionKey },
            good with { TicketExpires = "31/02/27_00:00:00" },
            good with { AuthenticatorKey = good.ServiceKey },
            good with { AuthenticatorVersion = "23" },
            good with { AuthenticatorClient = s_other },
            good with { AuthenticatorService = s_other },
            good with { AuthenticatorCreated = "31/02/27_00:00:00" },
        ];
        // What is built to look behind the ticket is built for each of them: a cipher for the session key, its state and its key.
        long[] allocated = [.. refused.Select(request => AllocatedBy(room, request.Make()))];
        Assert.All(allocated, bytes => Assert.Equal(allocated[0], bytes));
        Assert.True(allocated[0] > 0);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Other_versions_are_refused(WireLayout layout)
    {
        var room = new RoomUnderTest();
        ForgedTicketRequest good = ForgedTicketRequest.Good(layout, room, s_client);
        foreach (byte version in new byte[] { 0, 1, 23, 25, 255 })
        {
            AssertRefused(room, good with { TicketVersion = version }, $"version {version} in the ticket; it must be 24");
            Assert.Equal(
                $"version {version} in the header; it must be 24",
                room.Connect().SendRefused((good with { HeaderVersion = version }).Make(), Disposition.Close));
        }

        foreach (string version in new[] { "23", "25", "42", "\0\u0018" })
            AssertRefused(room, good with { AuthenticatorVersion = version }, Refusals.AuthenticatorVersion);
        foreach (string version in new[] { "", "2", "240", "24\0", "\u0018" })
            AssertRefused(room, good with { AuthenticatorVersion = version }, Refusals.AuthenticatorDoesNotOpen);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Keys_that_do_not_belong_together_are_refused(WireLayout layout)
    {
        var room = new RoomUnderTest();
        ForgedTicketRequest good = ForgedTicketRequest.Good(layout, room, s_client);
        byte[] another = Enumerable.Repeat((byte)7, 32).ToArray();
        AssertRefused(room, good with { ServiceKey = another }, Refusals.TicketDoesNotOpen);
        AssertRefused(room, good with { AuthenticatorKey = another }, Refusals.AuthenticatorDoesNotOpen);
        AssertRefused(room, good with { AuthenticatorKey = good.ServiceKey }, Refusals.AuthenticatorDoesNotOpen);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Times_that_are_no_times_are_refused(WireLayout layout)
    {
        var room = new RoomUnderTest();
        ForgedTicketRequest good = ForgedTicketRequest.Good(layout, room, s_client);
        foreach (string text in new[] { "31/02/27_00:00:00", "2027-01-01_000000", "00/00/00_00:00:00", "01/01/27_24:00:00", "01/01/27 00:00:00" })
        {
            AssertRefused(room, good with { TicketExpires = text }, Refusals.TicketTime);
            AssertRefused(room, good with { AuthenticatorCreated = text }, Refusals.AuthenticatorTime);
            if (layout == WireLayout.Original)
                AssertRefused(room, good with { TicketCreated = text }, Refusals.TicketTime);
        }

        AssertRefused(room, good with { TicketExpires = "1/01/27_00:00:00" }, Refusals.TicketDoesNotOpen);
        AssertRefused(room, good with { AuthenticatorCreated = "1/01/27_00:00:00" }, Refusals.AuthenticatorDoesNotOpen);
    }

    [Fact]
    public void One_room_takes_both_layouts_and_reads_each_in_its_own_time()
    {
        // Berlin is two hours ahead of UTC here: each layout's texts would be refused as the other's.
        var room = new RoomUnderTest(zone: Zones.Berlin);
        ForgedTicketRequest documented = ForgedTicketRequest.Good(WireLayout.Documented, room, s_client);
        ForgedTicketRequest original = ForgedTicketRequest.Good(WireLayout.Original, room, s_client);
        room.Connect().SendAccepted(documented.Make(), 1604);
        room.Connect().SendAccepted(original.Make(), 1604);
        AssertRefused(
            room, documented with { AuthenticatorCreated = original.AuthenticatorCreated }, Refusals.ClockSkew(TimeSpan.FromHours(2)));
        AssertRefused(
            room, original with { AuthenticatorCreated = documented.AuthenticatorCreated }, Refusals.ClockSkew(TimeSpan.FromHours(-2)));
    }

    private static ForgedTicketRequest Skewed(WireLayout layout, RoomUnderTest room, int seconds) =>
        ForgedTicketRequest.Good(layout, room, s_client) with
        {
            AuthenticatorCreated = room.Text(layout, room.Clock.GetUtcNow().AddSeconds(seconds)),
        };

    private static long AllocatedBy(RoomUnderTest room, GivenRequest request)
    {
        long before = 0;
        // The first ones may build what is kept for all.
        for (int i = 0; i < 3; i++)
        {
            before = GC.GetAllocatedBytesForCurrentThread();
            if (request.Payload.Length == 265)
            {
                SymmetricKeyRequest.Unpack(request.Payload, out SymmetricKeyRequest packet);
                Assert.False(room.Door.TryAdmit(request.Header, in packet, out _, out _));
            }
            else
            {
                OriginalSymmetricKeyRequest.Unpack(request.Payload, out OriginalSymmetricKeyRequest packet);
                Assert.False(room.Door.TryAdmit(request.Header, in packet, out _, out _));
            }
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void AssertRefused(RoomUnderTest room, ForgedTicketRequest request, string sentence)
    {
        RoomConnection connection = room.Connect();
        Assert.Equal(sentence, connection.SendRefused(request.Make()));
        Assert.False(connection.IsAdmitted);
    }
}
