namespace KerberosGen.Protocol.Tests.Rooms.Moderation;

public sealed class KickTests
{
    private const string Farewell = "0 Notice You were kicked: the room ends your connections. You may come back.";

    [Fact]
    public void Every_connection_of_the_client_ends_with_a_farewell_and_the_order_says_so()
    {
        var room = new RoomUnderTest();
        Member alice = room.Subscribe("alice");
        Member bob = room.Subscribe("bob");
        Member again = room.Subscribe("bob", client: bob.Id);
        Member silent = room.Admit(client: bob.Id);
        alice.Take();
        bob.Take();

        Assert.Equal(new(true, $"bob ({bob.Id}) was kicked."), room.Do("/kick bob"));
        alice.Say("alice: is he gone?");

        Assert.Equal(["4 Left bob", "5 Left bob", "6 Notice bob was kicked.", "7 Message alice: is he gone?"], alice.TakeEvents());
        foreach (Member gone in new[] { bob, again })
        {
            Assert.Equal([Farewell], gone.TakeEvents());
            Assert.True(gone.Connection.IsClosed);
        }

        Assert.Empty(silent.Take());
        Assert.True(silent.Connection.IsClosed);
        Assert.Equal(Farewell["0 Notice ".Length..], silent.Connection.Ending);
        Assert.Equal(alice.Id, Assert.Single(Present(room)).Client);
    }

    [Fact]
    public void What_it_sends_afterwards_is_nothing_and_it_may_come_back()
    {
        var room = new RoomUnderTest();
        Member bob = room.Subscribe("bob");
        room.Do("/kick bob");
        bob.Say("bob: hello?");
        bob.Connection.Send(bob.Subscription(0, "bob"));
        Assert.Equal([Farewell], bob.TakeEvents());
        Assert.Empty(room.Observer.Messages);
        bob.Connection.Session.Dispose();

        Member back = room.Subscribe("bob", since: 0, client: bob.Id);
        Assert.Equal(["Joined bob", "Left bob", "Notice bob was kicked.", "Joined bob"], back.Events.Select(static e => $"{e.Kind} {System.Text.Encoding.UTF8.GetString(e.Content.Span)}"));
    }

    [Fact]
    public void Who_is_not_here_is_not_kicked()
    {
        var room = new RoomUnderTest();
        Member bob = room.Subscribe("bob");
        bob.Connection.Session.Dispose();
        int before = room.Observer.Events.Count;
        Assert.Equal(new(false, $"bob ({bob.Id}) is not here."), room.Do("/kick bob"));
        Assert.Equal(new(false, "Nobody is or was here as carol: give a display name, or a client id of 32 hex digits."), room.Do("/kick carol"));
        Assert.Equal(before, room.Observer.Events.Count);
    }

    [Fact]
    public void A_client_without_a_name_is_kicked_by_its_id()
    {
        var room = new RoomUnderTest();
        Member alice = room.Subscribe("alice");
        Member silent = room.Admit();
        Member named = room.Subscribe("bob smith");
        alice.Take();
        Assert.Equal(new(true, $"{silent.Id} was kicked."), room.Do($"/kick {silent.Id}"));
        Assert.Equal(new(true, $"\"bob smith\" ({named.Id}) was kicked."), room.Do($"/kick {named.Id}"));
        Assert.Equal([$"3 Notice {silent.Id} was kicked.", "4 Left bob smith", "5 Notice \"bob smith\" was kicked."], alice.TakeEvents());
    }

    [Fact]
    public void A_name_that_looks_like_a_client_id_is_a_name_first_and_the_id_is_reached_by_its_prefix()
    {
        var room = new RoomUnderTest();
        Member alice = room.Subscribe("alice");
        Member thief = room.Subscribe(alice.Id.ToString());
        alice.Take();
        room.Do($"/kick {alice.Id}");
        Assert.False(alice.Connection.IsClosed);
        Assert.Equal([$"3 Left {alice.Id}", $"4 Notice {alice.Id} was kicked."], alice.TakeEvents());
        thief.Take();
        Assert.True(thief.Connection.IsClosed);

        Assert.Equal(new(true, $"alice ({alice.Id}) was kicked."), room.Do($"/kick id:{alice.Id}"));
        alice.Take();
        Assert.True(alice.Connection.IsClosed);
    }

    [Theory]
    [InlineData("bob was banned. alice", "\"bob was banned. alice\"")]
    [InlineData("b\u202eob", "\"b\\u202eob\"")]
    [InlineData("\u2066b\u200f\ufeff", "\"\\u2066b\\u200f\\ufeff\"")]
    [InlineData("\"", "\"\\\"\"")]
    [InlineData("bob\\", "\"bob\\\\\"")]
    public void A_hostile_name_drives_no_terminal_and_forges_no_notice_and_can_be_typed_as_it_is_shown(string name, string shown)
    {
        var room = new RoomUnderTest();
        Member alice = room.Subscribe("alice");
        Member bob = room.Subscribe(name);
        alice.Take();
        Assert.Equal(new(true, $"{shown} ({bob.Id}) was kicked."), room.Do($"/kick {shown}"));
        Assert.Equal($"4 Notice {shown} was kicked.", alice.TakeEvents()[^1]);
    }

    [Theory]
    [InlineData("b\u001bob")]
    [InlineData("b\nob")]
    [InlineData("b\u2028ob")]
    [InlineData("b\u0085ob")]
    public void A_name_with_control_characters_is_none(string name)
    {
        var room = new RoomUnderTest();
        Member bob = room.Admit();
        Assert.StartsWith("A name must not contain", bob.Connection.SendRefused(bob.Subscription(0, name)), StringComparison.Ordinal);
        ModerationResult result = room.Do(new ModerationAct(ModerationVerb.Kick, name, null, "console"));
        Assert.False(result.IsDone);
        Assert.DoesNotContain(result.Words, static c => char.IsControl(c) || c == '\u2028');
    }

    private static IReadOnlyList<PresentMember> Present(RoomUnderTest room)
    {
        room.Host.Post(RoomCommand.ListForOperator(out Task<IReadOnlyList<PresentMember>> answer));
        Assert.True(answer.IsCompletedSuccessfully);
        return answer.GetAwaiter().GetResult();
    }
}
