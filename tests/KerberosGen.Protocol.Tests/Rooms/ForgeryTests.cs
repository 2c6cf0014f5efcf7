using KerberosGen.Packets;
using KerberosGen.Protocol.Tests.Rooms.Moderation;

namespace KerberosGen.Protocol.Tests.Rooms;

/// <summary>What does not verify on an authenticated connection, and what is counted there.</summary>
public sealed class ForgeryTests
{
    [Fact]
    public void The_third_request_that_is_not_authenticated_ends_the_connection_whatever_came_between()
    {
        var room = new RoomUnderTest();
        Member member = room.Subscribe("alice");
        Assert.Equal(Refusals.Unauthenticated("message"), member.Connection.SendRefused(Altered(member.Message("alice: hello"))));
        Assert.Equal(Refusals.Unauthenticated("subscription"), member.Connection.SendRefused(Altered(member.Subscription(0, "alice"))));
        // Neither was counted, so this is still the second that the room verifies.
        member.Connection.Send(member.Message(PlainSyntheticIv.Pad("alice: hello"u8.ToArray()), 1));
        Assert.Contains((ushort)1605, member.Take());
        Assert.Equal(Refusals.Unauthenticated("message"), member.Connection.SendRefused(Altered(member.Message("alice: again")), Disposition.Close));
        Assert.Single(room.Observer.Messages);
    }

    [Fact]
    public void Three_that_came_in_one_write_are_answered_with_three_refusals_and_the_end()
    {
        var room = new RoomUnderTest();
        Member member = room.Admit();
        GivenRequest good = member.Message("alice: hello");
        room.Host.IsHolding = true;
        Assert.Equal(Disposition.KeepOpen, member.Connection.Send(good));
        Assert.Equal(Disposition.KeepOpen, member.Connection.Send(good));
        Assert.Equal(Disposition.KeepOpen, member.Connection.Send(Altered(good)));
        Assert.Equal(Disposition.Close, member.Connection.Send(good));
        room.Host.Commit();

        Assert.Equal([1605, 1609, 1609, 1609], member.Take());
        Assert.True(member.Connection.IsClosed);
        Assert.Single(room.Observer.Messages);
    }

    [Fact]
    public void Messages_of_an_unverified_client_that_do_not_open_end_its_connection_too()
    {
        var member = new UnverifiedMember(new RoomUnderTest());
        GivenRequest altered = Altered(member.Message("alice: hello"));
        member.Connection.SendRefused(altered);
        member.Connection.SendRefused(altered);
        Assert.Equal(Refusals.DoesNotOpen("message"), member.Connection.SendRefused(altered, Disposition.Close));
    }

    [Fact]
    public void Messages_and_subscriptions_are_counted_together_whatever_they_are_answered()
    {
        var room = new RoomUnderTest(configure: static options => options with { MaxMessageSize = 20, MessageRate = new Rate(1, 2) });
        Member member = room.Admit();
        string[] refused =
        [
            member.Connection.SendRefused(member.Message("alice: " + new string('x', 14))),
            member.Connection.SendRefused(member.Message("/kick bob")),
            member.Connection.SendRefused(member.Message("(unverified) bob: x")),
            member.Connection.SendRefused(member.Message("alice: too soon")),
            member.Connection.SendRefused(member.Subscription(0, "(unverified) bob")),
            member.Connection.SendRefused(member.Subscription(0, "")),
        ];
        Assert.Equal(
            [Refusals.MessageSize(21, 20), Refusals.NotAModerator, Refusals.FalseMark, Refusals.TooManyMessages, Refusals.FalseMark, "A name must not be empty."],
            refused);
        member.Subscribe(ulong.MaxValue);
        member.Take();
        Assert.Equal(Refusals.SecondSubscription, member.Connection.SendRefused(member.Subscription(0, "alice")));
        Assert.True(room.Do($"/mute {member.Id} 10m").IsDone);
        member.Take();
        member.Say("alice: muted");
        Assert.Equal((ushort[])[1606, 1609], member.Take());
        Assert.Equal(Refusals.Muted, member.Connection.Refusals[^1]);

        // All of them verified, or the connection would be closed by now.
        room.Clock.Advance(TimeSpan.FromMinutes(10));
        member.Say("alice: at last");
        Assert.Contains((ushort)1605, member.Take());
        Assert.Equal("alice: at last", Assert.Single(room.Observer.Messages).Text);
    }

    [Fact]
    public void A_header_of_another_client_that_is_authenticated_is_counted()
    {
        var room = new RoomUnderTest();
        Member member = room.Admit();
        PrincipalId other = RoomUnderTest.NewId();
        Assert.Equal(Refusals.HeaderClient(other, member.Id), member.Connection.SendRefused(member.Message(PlainSyntheticIv.Pad("alice: hello"u8.ToArray()), 0, other)));
        member.Connection.SendAccepted(member.Message(PlainSyntheticIv.Pad("alice: hello"u8.ToArray()), 1), 1605);
    }

    [Fact]
    public void What_was_said_on_one_connection_is_not_taken_on_another()
    {
        var room = new RoomUnderTest();
        Member first = room.Admit();
        GivenRequest said = first.Message("alice: hello");
        first.Connection.SendAccepted(said, 1605);
        ForgedTicketRequest again = first.Forged with { AuthenticatorCreated = room.Text(WireLayout.Documented, room.Clock.GetUtcNow().AddSeconds(1)) };
        RoomConnection second = room.Connect();
        second.SendAccepted(again.Make(), 1604);
        Assert.Equal(Refusals.Unauthenticated("message"), second.SendRefused(said));
        Assert.Single(room.Observer.Messages);
    }

    private static GivenRequest Altered(GivenRequest good)
    {
        byte[] payload = [.. good.Payload];
        payload[^1] ^= 1;
        return good with { Payload = payload };
    }
}
