using FsCheck.Xunit;

namespace KerberosGen.Protocol.Tests.Rooms.Moderation;

public sealed class ModerationCommandTests
{
    private static readonly ModerationVerb[] s_verbs = Enum.GetValues<ModerationVerb>();

    [Theory]
    [InlineData("/kick bob", ModerationVerb.Kick, "bob", null)]
    [InlineData("  /KICK\tbob  ", ModerationVerb.Kick, "bob", null)]
    [InlineData("/kick bob smith", ModerationVerb.Kick, "bob smith", null)]
    [InlineData("/kick agent 7", ModerationVerb.Kick, "agent 7", null)]
    [InlineData("/mute bob", ModerationVerb.Mute, "bob", null)]
    [InlineData("/mute bob 10", ModerationVerb.Mute, "bob", 10)]
    [InlineData("/mute bob 10m", ModerationVerb.Mute, "bob", 10)]
    [InlineData("/mute bob smith  2h", ModerationVerb.Mute, "bob smith", 120)]
    [InlineData("/ban bob 1d", ModerationVerb.Ban, "bob", 1440)]
    [InlineData("/ban bob 3650d", ModerationVerb.Ban, "bob", 5256000)]
    [InlineData("/ban 10m", ModerationVerb.Ban, "10m", null)]
    [InlineData("/ban 10m 10m", ModerationVerb.Ban, "10m", 10)]
    [InlineData("/ban bob 10x", ModerationVerb.Ban, "bob 10x", null)]
    [InlineData("/ban bob m", ModerationVerb.Ban, "bob m", null)]
    [InlineData("/ban bob -5m", ModerationVerb.Ban, "bob -5m", null)]
    [InlineData("/ban \"agent 7\"", ModerationVerb.Ban, "agent 7", null)]
    [InlineData("/ban \"agent 7\" 7", ModerationVerb.Ban, "agent 7", 7)]
    [InlineData("/ban \"agent 7\"7", ModerationVerb.Ban, "agent 7", 7)]
    [InlineData("/ban \" a\\\"b\\\\c\\u202e\\U0001f600\\q\"", ModerationVerb.Ban, " a\"b\\c\u202e\U0001f600\\q", null)]
    [InlineData("/ban o\"neil", ModerationVerb.Ban, "o\"neil", null)]
    [InlineData("/unban bob 10m", ModerationVerb.Unban, "bob 10m", null)]
    [InlineData("/unmute id:4e43ae195f4d43b799ce2cca77178cfb", ModerationVerb.Unmute, "id:4e43ae195f4d43b799ce2cca77178cfb", null)]
    [InlineData("/bans", ModerationVerb.Bans, "", null)]
    [InlineData("/say \"Lunch\" at 12", ModerationVerb.Say, "\"Lunch\" at 12", null)]
    public void A_command_says_what_whom_and_for_how_long(string text, ModerationVerb verb, string target, int? minutes)
    {
        Assert.True(ModerationCommand.IsMeant(text));
        Assert.True(ModerationCommand.TryParse(text, "console", out ModerationAct? act, out string? problem), problem);
        Assert.Equal(new ModerationAct(verb, target, minutes is { } m ? TimeSpan.FromMinutes(m) : null, "console"), act);
        Assert.Null(problem);
    }

    [Theory]
    [InlineData("/kick", "A display name or a client id is missing: /kick NAME")]
    [InlineData("/kick \"\"", "A display name or a client id is missing: /kick NAME")]
    [InlineData("/kick \"bob", "A quote is not closed: /kick NAME")]
    [InlineData("/kick \"bob\\\"", "A quote is not closed: /kick NAME")]
    [InlineData("/kick \"bob\" 10m", "Something stands behind the name in quotes that is no length of time: /kick NAME")]
    [InlineData("/mute \"bob\" smith", "Something stands behind the name in quotes that is no length of time: /mute NAME [10m|2h|1d]")]
    [InlineData("/mute bob 0", "A length of time is from 1 minute (1m) to 3650 days (3650d). If the last word is part of the name, put the name in quotes.")]
    [InlineData("/mute bob 3651d", "A length of time is from 1 minute (1m) to 3650 days (3650d). If the last word is part of the name, put the name in quotes.")]
    [InlineData("/mute bob 99999999999999999999d", "A length of time is from 1 minute (1m) to 3650 days (3650d). If the last word is part of the name, put the name in quotes.")]
    [InlineData("/bans all", "/bans takes nothing after it.")]
    [InlineData("/say  ", "Say what? /say TEXT")]
    public void A_command_that_makes_no_sense_is_answered_with_how_it_is_written(string text, string expected)
    {
        Assert.True(ModerationCommand.IsMeant(text));
        Assert.False(ModerationCommand.TryParse(text, "console", out ModerationAct? act, out string? problem));
        Assert.Equal(expected, problem);
        Assert.Null(act);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/me waves")]
    [InlineData("/shrug")]
    [InlineData("/kicks bob")]
    [InlineData("/kick:bob")]
    [InlineData("kick bob")]
    [InlineData("// kick bob")]
    [InlineData("/ kick bob")]
    public void Other_texts_are_for_everyone(string text)
    {
        Assert.False(ModerationCommand.IsMeant(text));
        Assert.False(ModerationCommand.TryParse(text, "console", out _, out string? problem));
        Assert.Equal("That is no command of a moderator: there are /kick, /ban, /unban, /mute, /unmute, /bans, /say.", problem);
    }

    [Property(MaxTest = 2000)]
    public void No_text_throws_and_what_is_read_is_written_and_read_again(string? text, byte verb)
    {
        foreach (string command in new[] { text ?? "", $"/{s_verbs[verb % s_verbs.Length]} {text}", $"/ban \"{text}" })
        {
            bool isRead = ModerationCommand.TryParse(command, "console", out ModerationAct? act, out string? problem);
            Assert.Equal(isRead, act is not null);
            Assert.Equal(isRead, problem is null);
            Assert.True(!isRead || ModerationCommand.IsMeant(command));
            if (isRead)
                AssertRoundTrip(act!);
        }
    }

    [Property(MaxTest = 2000)]
    public void What_is_written_is_read(byte verb, string? target, uint minutes, string? by)
    {
        ModerationVerb wanted = s_verbs[verb % s_verbs.Length];
        bool isTimed = wanted is ModerationVerb.Ban or ModerationVerb.Mute;
        string whom = wanted == ModerationVerb.Bans ? "" : wanted == ModerationVerb.Say ? (target + ".").Trim() : target + ".";
        AssertRoundTrip(new ModerationAct(wanted, whom, null, by ?? ""));
        if (isTimed)
            AssertRoundTrip(new ModerationAct(wanted, whom, TimeSpan.FromMinutes(1 + (minutes % (3650 * 24 * 60))), by ?? ""));
    }

    [Property(MaxTest = 2000)]
    public void A_command_is_found_in_a_message_exactly_where_its_text_is_one(string? text)
    {
        string said = (text ?? "").Replace(": ", ":", StringComparison.Ordinal);
        byte[] content = System.Text.Encoding.UTF8.GetBytes("alice: " + said);
        Assert.Equal(ModerationCommand.IsMeant(said) && said.TrimStart(' ', '\t').StartsWith('/'), ModerationCommand.FindIn(content) is not null);
    }

    [Theory]
    [InlineData("bob: /kick alice", "/kick alice")]
    [InlineData("bob:   /kick alice: now", "/kick alice: now")]
    [InlineData("/kick alice", "/kick alice")]
    [InlineData("bob: well: /kick alice", null)]
    [InlineData("bob: /me waves", null)]
    [InlineData("bob: /shrug", null)]
    [InlineData("bob: hello", null)]
    [InlineData("", null)]
    public void A_command_stands_behind_the_name(string message, string? command) =>
        Assert.Equal(command, ModerationCommand.FindIn(System.Text.Encoding.UTF8.GetBytes(message)));

    private static void AssertRoundTrip(ModerationAct act)
    {
        string written = ModerationCommand.Write(act);
        Assert.True(ModerationCommand.TryParse(written, act.By, out ModerationAct? read, out string? problem), problem);
        Assert.Equal(act, read);
    }
}
