using FsCheck.Xunit;
using KerberosGen.Codec;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests.Rooms.Moderation;

/// <summary>Whatever moderators and others write, and whatever they are called.</summary>
public sealed class ModerationNoiseTests
{
    private static readonly PrincipalId s_moderator = RoomUnderTest.NewId();
    private static readonly ModerationVerb[] s_verbs = Enum.GetValues<ModerationVerb>();

    [Property(MaxTest = 500)]
    public void No_act_of_the_operator_breaks_a_room_and_each_is_answered_in_a_sentence(byte verb, string? target, long ticks, bool isTimed, string? by)
    {
        RoomUnderTest room = Operator.Room(s_moderator);
        Member alice = room.Subscribe("alice");
        string whom = (ticks % 4) switch
        {
            0 => "alice",
            1 => alice.Id.ToString(),
            _ => target ?? "",
        };
        ModerationResult result = room.Do(new ModerationAct(s_verbs[verb % s_verbs.Length], whom, isTimed ? new TimeSpan(ticks) : null, by ?? ""));
        Assert.EndsWith(".", result.Words, StringComparison.Ordinal);
        Assert.Equal(result.Words, DisplayText.Escape(result.Words));
        room.Restart().Subscribe("bob");
    }

    [Property(MaxTest = 500)]
    public void Each_message_of_a_moderator_is_answered_once_and_only_what_is_no_command_is_shown(byte verb, string? text, bool isCommand)
    {
        RoomUnderTest room = Operator.Room(s_moderator);
        Member moderator = room.Subscribe("mona", client: s_moderator);
        string said = isCommand ? $"/{s_verbs[verb % s_verbs.Length]} {text}" : text ?? "";
        moderator.Say("mona: " + said);
        IReadOnlyList<ushort> answers = moderator.Take();
        Assert.Single(answers, static code => code is 1605 or 1609);
        Assert.Equal(isCommand ? 0 : 1, room.Observer.Messages.Count);
    }

    [Property(MaxTest = 300)]
    public void Whatever_somebody_is_called_the_notices_about_it_are_harmless(string? text)
    {
        RoomUnderTest room = Operator.Room(s_moderator);
        Member alice = room.Subscribe("alice");
        if (!Validator.TryName(text, out PrincipalName name, out _) || text == "alice")
            return;
        Member bob = room.Admit();
        bob.Subscribe(name: name.ToString());
        Assert.True(room.Do(new ModerationAct(ModerationVerb.Mute, text!, null, "console")).IsDone);
        Assert.True(room.Do("/bans").IsDone);
        ModerationResult kicked = room.Do($"/kick {WrittenName.Of(text!)}");
        Assert.True(kicked.IsDone, kicked.Words);
        string notice = alice.TakeEvents()[^1];
        Assert.Equal($"4 Notice {WrittenName.Of(text!)} was kicked.", notice);
        Assert.Equal(notice, DisplayText.Escape(notice));
    }
}
