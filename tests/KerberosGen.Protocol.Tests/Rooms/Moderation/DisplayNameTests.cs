using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests.Rooms.Moderation;

/// <summary>A display name belongs to the first client that used it in 1030.</summary>
public sealed class DisplayNameTests
{
    [Fact]
    public void Another_client_that_asks_for_a_name_is_refused_also_when_its_owner_has_left_or_the_room_was_restarted()
    {
        var room = new RoomUnderTest();
        Member owner = room.Subscribe("bob");
        AssertTaken(room, "bob", owner.Id);
        owner.Connection.Session.Dispose();
        AssertTaken(room, "bob", owner.Id);
        room = room.Restart();
        AssertTaken(room, "bob", owner.Id);
        Assert.Equal("1605", string.Join(' ', SayAs(room.Subscribe("bob", client: owner.Id))));
    }

    [Fact]
    public void The_owner_uses_it_on_several_connections_and_1607_names_it_once()
    {
        var room = new RoomUnderTest();
        Member first = room.Subscribe("bob");
        room.Subscribe("bob", client: first.Id);
        Assert.Equal(2, room.Observer.Events.Count(static e => e.Kind == EventKind.Joined));
        first.Take();
        first.Connection.Send(GivenRequest.Of(1031, first.Id, []));
        Assert.Equal(279, Assert.Single(first.Connection.Take()).Payload.Length);
    }

    [Fact]
    public void A_connection_that_was_refused_a_name_hears_nothing_and_may_go_on_speaking()
    {
        var room = new RoomUnderTest();
        Member owner = room.Subscribe("bob");
        Member other = room.Admit();
        other.Connection.SendRefused(other.Subscription(0, "bob"));
        owner.Say("bob: hello");
        Assert.Empty(other.Take());
        other.Connection.SendAccepted(other.Message("eve: hello"), 1605);
    }

    [Theory]
    [InlineData("Bob")]
    [InlineData("bob ")]
    [InlineData("b\u043eb")]
    [InlineData("b\u200bob")]
    public void Names_compare_as_bytes(string other)
    {
        var room = new RoomUnderTest();
        room.Subscribe("bob");
        room.Subscribe(other);
        Assert.Equal(2, room.Store.Kept.Names.Count);
    }

    [Fact]
    public void A_client_has_a_bounded_number_of_names_and_its_old_ones_stay_its_own()
    {
        var room = new RoomUnderTest(configure: static options => options with { MaxNamesPerClient = 2, MaxConnectionsPerMember = 100 });
        Member first = room.Subscribe("one");
        room.Subscribe("two", client: first.Id);
        Member third = room.Admit(client: first.Id);
        Assert.Equal(Refusals.TooManyNames(2), third.Connection.SendRefused(third.Subscription(0, "three")));
        room = room.Restart();
        third = room.Admit(client: first.Id);
        Assert.Equal(Refusals.TooManyNames(2), third.Connection.SendRefused(third.Subscription(0, "three")));
        room.Subscribe("two", client: first.Id);
        room.Subscribe("three");
    }

    [Fact]
    public void The_reason_names_the_owner_and_shows_a_hostile_name_harmless()
    {
        var room = new RoomUnderTest();
        Member owner = room.Subscribe("b\u202e\"ob");
        Member other = room.Admit();
        Assert.Equal(
            $"display name \"b\\u202e\\\"ob\" belongs to client {owner.Id}, who used it first",
            other.Connection.SendRefused(other.Subscription(0, "b\u202e\"ob")));
    }

    private static void AssertTaken(RoomUnderTest room, string name, PrincipalId owner)
    {
        Member other = room.Admit();
        Assert.Equal(Refusals.NameTaken(new PrincipalName(name), owner), other.Connection.SendRefused(other.Subscription(0, name)));
    }

    private static IEnumerable<ushort> SayAs(Member member)
    {
        member.Say("bob: hello");
        return member.Take().Where(static code => code != 1606);
    }
}
