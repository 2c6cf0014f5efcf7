using System.Text;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests.Rooms.Moderation;

/// <summary>Commands in messages: <c>name: /kick bob</c>.</summary>
public sealed class ModerationFromChatTests
{
    private static readonly PrincipalId s_moderator = RoomUnderTest.NewId();
    private static readonly PrincipalId s_second = RoomUnderTest.NewId();

    [Fact]
    public void A_moderator_kicks_from_chat_and_the_command_itself_is_shown_to_nobody()
    {
        RoomUnderTest room = Operator.Room(s_moderator);
        Member moderator = room.Subscribe("mona", client: s_moderator);
        Member alice = room.Subscribe("alice");
        Member bob = room.Subscribe("bob");
        moderator.Take();
        alice.Take();
        moderator.Say("mona: /kick bob");
        Assert.Equal(["4 Left bob", "5 Notice bob was kicked."], alice.TakeEvents());
        Assert.Equal((ushort[])[1606, 1605, 1606, 1606], moderator.Take());
        Assert.Equal($"bob ({bob.Id}) was kicked.", Encoding.UTF8.GetString(moderator.Events[^3].Content.Span));
        Assert.Equal(0ul, moderator.Events[^3].Sequence);
        bob.Take();
        Assert.True(bob.Connection.IsClosed);
        Assert.Empty(room.Observer.Messages);
    }

    [Fact]
    public void A_moderator_that_did_not_subscribe_is_answered_too()
    {
        RoomUnderTest room = Operator.Room(s_moderator);
        Member moderator = room.Admit(client: s_moderator);
        Member bob = room.Subscribe("bob");
        moderator.Connection.SendAccepted(moderator.Message("mona: /ban bob 1d"), 1605);
        bob.Take();
        Assert.True(bob.Connection.IsClosed);
        Assert.Equal(s_moderator.ToString(), Assert.Single(room.Store.Kept.Sanctions).By);
        Assert.StartsWith("a moderator's command was not carried out: Nobody is or was here as carol", moderator.Connection.SendRefused(moderator.Message("mona: /ban carol")), StringComparison.Ordinal);
        Assert.Equal(Refusals.NotCarriedOut("A display name or a client id is missing: /kick NAME"), moderator.Connection.SendRefused(moderator.Message("mona: /kick")));
    }

    [Theory]
    [InlineData("/kick alice")]
    [InlineData("/ban alice 1d")]
    [InlineData("/unban alice")]
    [InlineData("/mute alice")]
    [InlineData("/unmute alice")]
    [InlineData("/bans")]
    [InlineData("/say hello")]
    [InlineData("/kick")]
    [InlineData("  /Kick alice")]
    public void The_command_of_another_client_is_refused_and_shown_to_nobody(string command)
    {
        RoomUnderTest room = Operator.Room(s_moderator);
        Member alice = room.Subscribe("alice");
        Member bob = room.Subscribe("bob");
        Member silent = room.Admit();
        alice.Take();
        Assert.Equal(Refusals.NotAModerator, silent.Connection.SendRefused(silent.Message($"eve: {command}")));
        bob.Say($"bob: {command}");
        Assert.Equal((ushort[])[1606, 1609], bob.Take());
        Assert.Equal("That was not sent to anyone: it is a command, and only a moderator of this room may give it.", Encoding.UTF8.GetString(bob.Events[^1].Content.Span));
        Assert.Empty(alice.Take());
        Assert.Empty(room.Store.Kept.Sanctions);
        Assert.Empty(room.Observer.Messages);
    }

    [Theory]
    [InlineData("/me waves")]
    [InlineData("/shrug")]
    [InlineData("/kicked off")]
    [InlineData("look: /kick alice")]
    public void Other_texts_with_a_slash_are_messages(string text)
    {
        RoomUnderTest room = Operator.Room(s_moderator);
        Member alice = room.Subscribe("alice");
        Member bob = room.Subscribe("bob");
        alice.Take();
        bob.Say($"bob: {text}");
        Assert.Equal([$"3 Message bob: {text}"], alice.TakeEvents());
    }

    [Theory]
    [InlineData("/kick")]
    [InlineData("/ban")]
    [InlineData("/mute")]
    [InlineData("/unmute")]
    [InlineData("/unban")]
    public void Nothing_from_chat_touches_a_moderator_but_the_console_may_do_anything(string verb)
    {
        RoomUnderTest room = Operator.Room(s_moderator, s_second);
        Member moderator = room.Subscribe("mona", client: s_moderator);
        Member second = room.Subscribe("nina", client: s_second);
        moderator.Take();
        foreach (string target in new[] { "nina", s_second.ToString(), "mona" })
        {
            PrincipalId client = target == "mona" ? s_moderator : s_second;
            string name = target == "mona" ? "mona" : "nina";
            moderator.Say($"mona: {verb} {target}");
            Assert.Equal((ushort[])[1606, 1609], moderator.Take());
            Assert.Equal($"{name} ({client}) is a moderator: only the operator can do that, at the room's console.", Encoding.UTF8.GetString(moderator.Events[^1].Content.Span));
        }

        Assert.Empty(room.Store.Kept.Sanctions);
        Assert.Equal(verb is "/kick" or "/ban" or "/mute", room.Do($"{verb} nina").IsDone);
        Assert.Equal(verb is "/kick" or "/ban", second.Take().Count > 0 && second.Connection.IsClosed);
    }

    [Fact]
    public void A_moderator_that_the_operator_muted_cannot_unmute_itself()
    {
        RoomUnderTest room = Operator.Room(s_moderator);
        Member moderator = room.Admit(client: s_moderator);
        room.Do($"/mute {s_moderator}");
        Assert.Equal(Refusals.Muted, moderator.Connection.SendRefused(moderator.Message($"mona: /unmute {s_moderator}")));
    }

    [Fact]
    public void Who_is_banned_or_muted_is_listed_for_the_moderator_alone()
    {
        RoomUnderTest room = Operator.Room(s_moderator);
        Member moderator = room.Subscribe("mona", client: s_moderator);
        Member bob = room.Subscribe("bob smith");
        PrincipalId stranger = RoomUnderTest.NewId();
        moderator.Say("mona: /mute bob smith 10m");
        room.Do($"/ban {stranger}");
        moderator.Take();
        bob.Take();
        moderator.Say("mona: /bans");
        string until = $"{KdcUnderTest.Start.AddMinutes(10).UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC";
        Assert.Equal([$"0 Notice {stranger} is banned by console; \"bob smith\" ({bob.Id}) is muted until {until} by {s_moderator}."], moderator.TakeEvents());
        Assert.Empty(bob.Take());
    }

    [Fact]
    public void A_long_list_is_cut()
    {
        var room = new RoomUnderTest();
        for (int i = 0; i < 200; i++)
            room.Do($"/ban {RoomUnderTest.NewId()}");
        ModerationResult result = room.Do("/bans");
        Assert.True(result.IsDone);
        Assert.InRange(result.Words.Length, 4000, 4200);
        Assert.Matches("; and [0-9]+ more\\.$", result.Words);
    }

    [Fact]
    public void The_room_says_something_in_its_own_name()
    {
        RoomUnderTest room = Operator.Room(s_moderator);
        Member alice = room.Subscribe("alice");
        Member moderator = room.Admit(client: s_moderator);
        Assert.Equal(new(true, "The room has said it."), room.Do("/say Lunch at 12."));
        moderator.Connection.SendAccepted(moderator.Message("mona: /say Not today."), 1605);
        Assert.Equal(["2 Notice Lunch at 12.", "3 Notice Not today."], alice.TakeEvents());
        Assert.All(alice.Events.Skip(1), static e => Assert.Equal(default, e.ClientId));
        Assert.Equal(new(false, "What the room says has 1 to 8192 bytes; this has 8193."), room.Do("/say " + new string('x', 8193)));
        Assert.Equal(new(false, "What the room says has 1 to 8192 bytes; this has 0."), room.Do(new ModerationAct(ModerationVerb.Say, "", null, "console")));
    }

    [Fact]
    public void What_was_done_and_by_whom_is_told_to_the_observer_once_it_is_kept()
    {
        RoomUnderTest room = Operator.Room(s_moderator);
        Member moderator = room.Admit(client: s_moderator);
        Member bob = room.Subscribe("bob");
        room.Host.IsHolding = true;
        moderator.Say("mona: /mute bob 10");
        moderator.Say("mona: /mute carol");
        moderator.Say("mona: /bans");
        Assert.Empty(room.Observer.Moderations);
        room.Host.Commit();
        room.Do("/kick bob");
        Assert.Equal(
            [$"{s_moderator}: /mute bob 10m: bob ({bob.Id}) is muted for 10 minutes.", $"console: /kick bob: bob ({bob.Id}) was kicked."],
            room.Observer.Moderations.Select(static m => $"{m.Act.By}: {ModerationCommand.Write(m.Act)}: {m.Words}"));
    }
}
