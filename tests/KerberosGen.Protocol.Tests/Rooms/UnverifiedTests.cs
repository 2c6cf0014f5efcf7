using System.Collections.Frozen;
using System.Text;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests.Rooms;

/// <summary>Clients that are not authenticated: who lets them in, and what they may do.</summary>
public sealed class UnverifiedTests
{
    public static TheoryData<WireLayout> Layouts => [WireLayout.Documented, WireLayout.Original];

    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_ticket_that_is_not_authenticated_is_taken_only_where_the_room_is_told_so(WireLayout layout)
    {
        var room = new RoomUnderTest();
        ForgedTicketRequest request = ForgedTicketRequest.Good(layout, room, RoomUnderTest.NewId()) with { HasSyntheticTicketIv = false };
        string refusal = room.Connect().SendRefused(request.Make());
        Assert.Equal(Refusals.TicketUnauthenticated, refusal);
        Assert.Contains("--accept-unauthenticated-tickets", refusal, StringComparison.Ordinal);

        var tolerant = new RoomUnderTest(configure: static options => options with { AcceptUnauthenticatedTickets = true });
        ForgedTicketRequest good = ForgedTicketRequest.Good(layout, tolerant, RoomUnderTest.NewId());
        foreach (ForgedTicketRequest each in (ForgedTicketRequest[])[good with { HasSyntheticTicketIv = false }, good with { HasSyntheticTicketIv = false, HasSyntheticAuthenticatorIv = false }])
            tolerant.Connect().SendAccepted(each.Make(), 1604);
        Assert.Equal([false, false], tolerant.Observer.Verified);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void An_authenticator_that_is_not_authenticated_is_taken_unless_the_room_is_told_not_to(WireLayout layout)
    {
        var room = new RoomUnderTest();
        room.Admit(layout);
        _ = new UnverifiedMember(room, layout);
        Assert.Equal([true, false], room.Observer.Verified);

        var strict = new RoomUnderTest(configure: static options => options with { RequireAuthenticatedClients = true, AcceptUnauthenticatedTickets = true });
        strict.Admit(layout);
        ForgedTicketRequest good = ForgedTicketRequest.Good(layout, strict, RoomUnderTest.NewId());
        string[] refusals =
        [
            strict.Connect().SendRefused((good with { HasSyntheticAuthenticatorIv = false }).Make()),
            strict.Connect().SendRefused((good with { HasSyntheticTicketIv = false }).Make()),
        ];
        Assert.Equal([Refusals.ClientUnauthenticated, Refusals.ClientUnauthenticated], refusals);
        Assert.Contains("--require-authenticated-clients", refusals[0], StringComparison.Ordinal);
        Assert.Equal([true], strict.Observer.Verified);
    }

    [Fact]
    public void What_an_unverified_client_says_bears_the_mark_which_does_not_count()
    {
        var room = new RoomUnderTest(configure: static options => options with { MaxMessageSize = 12 });
        Member alice = room.Subscribe("alice");
        var member = new UnverifiedMember(room);
        member.Connection.SendAccepted(member.Message("michael: abc"), 1605);
        Assert.Equal(["2 Message (unverified) michael: abc"], alice.TakeEvents());
        Assert.Equal(Refusals.MessageSize(13, 12), member.Connection.SendRefused(member.Message("michael: abcd")));
    }

    [Fact]
    public void The_mark_is_the_rooms_own()
    {
        var room = new RoomUnderTest();
        Member alice = room.Subscribe("alice");
        alice.Say("(unverified) bob: hello");
        alice.Take();
        Assert.Equal([Refusals.FalseMark], alice.Connection.Refusals);
        Assert.StartsWith("Your message was not sent: it begins with '(unverified) '", Encoding.UTF8.GetString(alice.Events[^1].Content.Span), StringComparison.Ordinal);
        Member bob = room.Admit();
        Assert.Equal(Refusals.FalseMark, bob.Connection.SendRefused(bob.Subscription(0, "(unverified) bob")));
        Assert.Empty(room.Observer.Messages);

        // What it says itself stands behind the room's.
        var member = new UnverifiedMember(room);
        member.Connection.SendAccepted(member.Message("(unverified) bob: hello"), 1605);
        Assert.Equal("(unverified) (unverified) bob: hello", Assert.Single(room.Observer.Messages).Text);
    }

    [Fact]
    public void An_unverified_client_may_not_subscribe_and_may_go_on_speaking()
    {
        var room = new RoomUnderTest();
        var member = new UnverifiedMember(room);
        for (int i = 0; i < 4; i++)
            Assert.Equal(Refusals.UnverifiedSubscription, member.Connection.SendRefused(member.Subscription("michael")));
        member.Connection.SendAccepted(member.Message("michael: hello"), 1605);
    }

    [Fact]
    public void An_unverified_client_may_not_moderate_from_chat_whatever_its_id()
    {
        PrincipalId moderator = RoomUnderTest.NewId();
        var room = new RoomUnderTest(configure: options => options with { Moderators = new[] { moderator }.ToFrozenSet(), AcceptUnauthenticatedTickets = true });
        room.Subscribe("bob");
        foreach (UnverifiedMember member in (UnverifiedMember[])[new(room, client: moderator), new(room, client: moderator, hasSyntheticTicketIv: false), new(room)])
            Assert.Equal(Refusals.UnverifiedModerator, member.Connection.SendRefused(member.Message("boss: /kick bob")));
        Assert.Empty(room.Observer.Moderations);

        Member verified = room.Admit(client: moderator);
        verified.Connection.SendAccepted(verified.Message("boss: /kick bob"), 1605);
        Assert.Single(room.Observer.Moderations);
    }

    [Fact]
    public async Task The_operator_sees_who_is_unverified()
    {
        var room = new RoomUnderTest();
        Member alice = room.Subscribe("alice");
        var member = new UnverifiedMember(room);
        room.Host.Post(RoomCommand.ListForOperator(out Task<IReadOnlyList<PresentMember>> answer));
        Assert.Equal([(alice.Id, true), (member.Id, false)], (await answer).Select(static present => (present.Client, present.IsVerified)));
    }

    [Fact]
    public void Who_claims_a_name_that_is_not_its_own_is_told_to_the_screen_with_its_own()
    {
        var room = new RoomUnderTest();
        Member alice = room.Subscribe("alice");
        Member alsoAlice = room.Subscribe("alice at home", client: alice.Id);
        Member bob = room.Subscribe("bob");
        Member silent = room.Admit();
        var unverified = new UnverifiedMember(room, client: bob.Id);
        Member[] speakers = [alice, alsoAlice, bob, bob, bob, silent, silent, silent];
        string[] claims = ["alice", "alice", "alice", "nobody", "bob", "silent", "alice", "no name"];
        for (int i = 0; i < speakers.Length; i++)
            speakers[i].Say(claims[i] == "no name" ? "hello" : $"{claims[i]}: hello");
        unverified.Connection.Send(unverified.Message("bob: hello"));
        unverified.Connection.Send(unverified.Message("alice: hello"));

        Assert.Equal(
            [null, null, "bob", "bob", null, null, silent.Id.ToString(), null, null, bob.Id.ToString()],
            room.Observer.Events.Where(static e => e.Kind == EventKind.Message).Select(static e => e.Sender));
    }
}
