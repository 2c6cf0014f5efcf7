namespace KerberosGen.Protocol.Tests.Rooms.Moderation;

public sealed class MuteTests
{
    [Fact]
    public void A_muted_client_is_told_and_what_it_sends_is_refused_and_shown_to_nobody()
    {
        var room = new RoomUnderTest();
        Member alice = room.Subscribe("alice");
        Member bob = room.Subscribe("bob");
        Member silent = room.Admit(client: bob.Id);
        alice.Take();
        Assert.Equal(new(true, $"bob ({bob.Id}) is muted."), room.Do("/mute bob"));
        Assert.Equal(["0 Notice You were muted: what you send is refused until a moderator unmutes you."], bob.TakeEvents());
        Assert.Equal(Refusals.Muted, silent.Connection.SendRefused(silent.Message("bob: hello")));
        bob.Say("bob: hello");
        Assert.Equal((ushort[])[1606, 1609], bob.Take());
        Assert.Equal("Your message was not sent: you are muted until a moderator unmutes you.", System.Text.Encoding.UTF8.GetString(bob.Events[^1].Content.Span));

        Assert.Equal(new(true, $"bob ({bob.Id}) is no longer muted."), room.Do("/unmute bob"));
        Assert.Equal(["0 Notice You were unmuted: you may speak again."], bob.TakeEvents());
        bob.Say("bob: at last");
        Assert.Equal(["3 Message bob: at last"], alice.TakeEvents());
        Assert.Equal(new(false, $"bob ({bob.Id}) is not muted."), room.Do("/unmute bob"));
    }

    [Fact]
    public void A_mute_for_a_while_is_kept_across_a_restart_and_ends_by_itself()
    {
        var room = new RoomUnderTest();
        Member bob = room.Subscribe("bob");
        Assert.Equal(new(true, $"bob ({bob.Id}) is muted for 10 minutes."), room.Do("/mute bob 10m"));
        Assert.Equal(["0 Notice You were muted for 10 minutes: what you send until then is refused."], bob.TakeEvents());
        room = room.Restart();
        bob = room.Subscribe("bob", client: bob.Id);
        room.Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        bob.Say("bob: hello");
        Assert.Equal([$"0 Notice Your message was not sent: you are muted until {KdcUnderTest.Start.AddMinutes(10).UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC."], bob.TakeEvents());
        room.Clock.Advance(TimeSpan.FromTicks(1));
        bob.Connection.Take();
        bob.Say("bob: hello");
        Assert.EndsWith("Message bob: hello", Assert.Single(bob.TakeEvents()), StringComparison.Ordinal);
        room.Host.Post(RoomCommand.Tidy());
        Assert.Empty(room.Store.Kept.Sanctions);
    }

    [Fact]
    public void A_muted_client_may_come_and_hear_and_ask_who_is_here()
    {
        var room = new RoomUnderTest();
        Member alice = room.Subscribe("alice");
        Member bob = room.Subscribe("bob");
        room.Do("/mute bob");
        bob.Connection.Session.Dispose();
        bob = room.Subscribe("bob", client: bob.Id);
        alice.Say("alice: hello");
        Assert.EndsWith("Message alice: hello", Assert.Single(bob.TakeEvents()), StringComparison.Ordinal);
        bob.Connection.Send(GivenRequest.Of(1031, bob.Id, []));
        Assert.Equal((ushort[])[1607], bob.Take());
    }

    [Fact]
    public void What_a_muted_client_tries_to_send_costs_it_nothing()
    {
        var room = new RoomUnderTest(configure: static options => options with { MessageRate = new Rate(1, 1) });
        Member bob = room.Admit();
        room.Do($"/mute {bob.Id}");
        for (int i = 0; i < 10; i++)
            Assert.Equal(Refusals.Muted, bob.Connection.SendRefused(bob.Message("bob: hello")));
        room.Do($"/unmute {bob.Id}");
        bob.Connection.SendAccepted(bob.Message("bob: hello"), 1605);
    }
}
