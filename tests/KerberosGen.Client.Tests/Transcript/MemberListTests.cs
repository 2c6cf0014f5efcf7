using KerberosGen.Clients;

namespace KerberosGen.Client.Tests;

public sealed class MemberListTests
{
    private readonly MemberList _members = new(Room.Alice);

    [Fact]
    public void Who_is_here_is_sorted_and_oneself_marked()
    {
        _members.Refresh([new ChatMember(Room.Carol, "carol", Room.Noon), new ChatMember(Room.Alice, "alice", Room.Noon), new ChatMember(Room.Bob, "Bob", Room.Noon)]);
        Assert.Equal(["alice", "Bob", "carol"], _members.Names.Select(static name => name.Name));
        Assert.Equal([true, false, false], _members.Names.Select(static name => name.IsOwn));
        Assert.False(_members.NeedsRefresh);
        Assert.Same(_members.Names, _members.Names);
        Assert.Equal($"  alice (you)  since 12:00, 23 Nov  {Room.Alice}", _members.Describe(TimeZoneInfo.Utc).ElementAt(1));
    }

    [Fact]
    public void Who_comes_twice_is_here_until_both_have_left()
    {
        _members.Add(new MemberJoined(1, Room.Noon, Room.Bob, "bob"));
        _members.Add(new MemberJoined(2, Room.Noon, Room.Bob, "bob"));
        _members.Add(new MemberLeft(3, Room.Noon, Room.Bob, "bob"));
        Assert.Equal(["bob"], _members.Names.Select(static name => name.Name));
        _members.Add(new MemberLeft(4, Room.Noon, Room.Bob, "bob"));
        Assert.Empty(_members.Names);
    }

    [Fact]
    public void A_list_that_was_overtaken_is_asked_for_again()
    {
        long asked = _members.Version;
        _members.Add(new MemberJoined(1, Room.Noon, Room.Bob, "bob"));
        _members.Refresh([], asked);
        Assert.True(_members.NeedsRefresh);
        _members.Refresh([new ChatMember(Room.Bob, "bob", Room.Noon)], _members.Version);
        Assert.False(_members.NeedsRefresh);
        Assert.Single(_members.Names);
    }

    [Fact]
    public void Names_are_shown_harmless()
    {
        _members.Add(new MemberJoined(1, Room.Noon, Room.Bob, "\u202ebob\e[2J"));
        Assert.Equal("\\u202ebob\\u001b[2J", Assert.Single(_members.Names).Name);
    }
}
