using KerberosGen.Clients;
using KerberosGen.Hosting.Tests;
using KerberosGen.Protocol;

namespace KerberosGen.Client.Tests.Library;

/// <summary>A client whose connection breaks, and what it makes of it.</summary>
public sealed class ResumeTests
{
    private static readonly ChatClientOptions Hasty = new() { FirstRetryDelay = TimeSpan.FromMilliseconds(1), LongestRetryDelay = TimeSpan.FromMilliseconds(50) };

    [Fact]
    public async Task A_room_that_is_killed_and_comes_back_is_chatted_in_on()
    {
        await using ChatRoomSite site = ChatRoomSite.Start();
        await using ChatClient chat = await ChatClient.ConnectAsync(site.TicketsFor("ann"), Hasty, Patience.Token);
        var hearer = new Hearer(chat);
        await chat.SendAsync("before", Patience.Token);
        await site.KillAsync();
        Assert.Contains("closed the connection", (await hearer.HearAsync<ConnectionLost>()).Reason, StringComparison.Ordinal);
        Task meanwhile = chat.SendAsync("meanwhile", Patience.Token);
        Task<IReadOnlyList<ChatMember>> listing = chat.ListMembersAsync(Patience.Token);
        site.BringBack();
        await hearer.HearAsync<ConnectionRestored>();
        await meanwhile;
        Assert.Equal("ann", Assert.Single(await listing).Name);
        await hearer.HearAsync<MessageReceived>(2);
        Assert.Equal(["before", "meanwhile"], hearer.Messages);
        Assert.Equal([1, 2, 3, 4, 5], hearer.Sequences);
    }

    [Fact]
    public async Task A_room_that_has_moved_is_found_by_asking_for_it()
    {
        await using ChatRoomSite site = ChatRoomSite.Start();
        GivenTickets tickets = site.TicketsFor("ann");
        await using ChatClient chat = await ChatClient.ConnectAsync(tickets, Hasty, Patience.Token);
        var hearer = new Hearer(chat);
        await site.KillAsync();
        site.BringBack(isElsewhere: true);
        await hearer.HearAsync<ConnectionRestored>();
        await chat.SendAsync("found you", Patience.Token);
        Assert.Equal(site.EndPoint, chat.Ticket.Room.EndPoint);
        Assert.Equal(TicketNeed.Any, tickets.Needs.First());
        Assert.All(tickets.Needs.Skip(1), static need => Assert.Equal(TicketNeed.RoomUnreachable, need));
    }

    [Fact]
    public async Task A_message_that_arrives_late_over_the_old_connection_is_not_sent_again()
    {
        await using ChatRoomSite site = ChatRoomSite.Start();
        await using var relay = new HoldingRelay(site.EndPoint);
        await using ChatClient chat = await ChatClient.ConnectAsync(
            site.TicketsFor("ann", relay.EndPoint), Hasty with { SettleTime = Patience.Limit }, Patience.Token);
        var hearer = new Hearer(chat);
        await hearer.HearAsync<MemberJoined>();
        relay.Hold();
        Task late = chat.SendAsync("late", Patience.Token);
        await Patience.UntilAsync(() => relay.Held > 0);
        relay.CutFirst();
        await hearer.HearAsync<MemberJoined>(2);
        Task next = chat.SendAsync("next", Patience.Token);
        Assert.False(late.IsCompleted);
        relay.Release();
        await late;
        await next;
        Assert.Equal(["ann: late", "ann: next"], site.Said);
    }

    [Fact]
    public async Task A_message_that_never_arrived_is_sent_again_even_if_the_room_does_not_notice_the_cut()
    {
        await using ChatRoomSite site = ChatRoomSite.Start();
        await using var relay = new HoldingRelay(site.EndPoint);
        await using ChatClient chat = await ChatClient.ConnectAsync(
            site.TicketsFor("ann", relay.EndPoint), Hasty with { SettleTime = TimeSpan.FromMilliseconds(300) }, Patience.Token);
        var hearer = new Hearer(chat);
        await hearer.HearAsync<MemberJoined>();
        relay.Hold();
        Task lost = chat.SendAsync("lost", Patience.Token);
        await Patience.UntilAsync(() => relay.Held > 0);
        relay.CutFirst();
        await lost;
        Assert.Equal(["ann: lost"], site.Said);
    }

    [Fact]
    public async Task Who_asks_only_for_what_comes_misses_nothing_of_it()
    {
        await using ChatRoomSite site = ChatRoomSite.Start();
        await using var relay = new CuttingRelay(() => site.EndPoint);
        await using ChatClient bob = await ChatClient.ConnectAsync(site.TicketsFor("bob"), Hasty, Patience.Token);
        await bob.SendAsync("old", Patience.Token);
        await using ChatClient ann = await ChatClient.ConnectAsync(
            site.TicketsFor("ann", relay.EndPoint), Hasty with { Since = ulong.MaxValue, FirstRetryDelay = TimeSpan.FromMilliseconds(200) }, Patience.Token);
        var hearer = new Hearer(ann);
        await ann.SendAsync("hello", Patience.Token);
        relay.CutNow();
        await hearer.HearAsync<ConnectionLost>();
        await bob.SendAsync("while you were away", Patience.Token);
        await hearer.HearAsync<MessageReceived>(2);
        Assert.Equal(["hello", "while you were away"], hearer.Messages);
    }

    [Fact]
    public async Task Events_that_the_room_holds_no_more_are_told_as_missed()
    {
        await using ChatRoomSite site = ChatRoomSite.Start(Site.Generous with { History = 2 });
        await using var relay = new CuttingRelay(() => site.EndPoint);
        await using ChatClient bob = await ChatClient.ConnectAsync(site.TicketsFor("bob"), Hasty, Patience.Token);
        await using ChatClient ann = await ChatClient.ConnectAsync(
            site.TicketsFor("ann", relay.EndPoint), Hasty with { FirstRetryDelay = TimeSpan.FromSeconds(10), LongestRetryDelay = TimeSpan.FromSeconds(10) }, Patience.Token);
        var hearer = new Hearer(ann);
        await hearer.HearAsync<MemberJoined>(1, e => e.ClientId == ann.Ticket.ClientId);
        relay.CutNow();
        await hearer.HearAsync<ConnectionLost>();
        for (int at = 0; at < 9; at++)
            await bob.SendAsync($"{at}", Patience.Token);
        EventsMissed missed = await hearer.HearAsync<EventsMissed>();
        await hearer.HearAsync<MessageReceived>();
        IReadOnlyList<ulong> seen = hearer.Sequences;
        int gap = seen.Select((n, at) => at > 0 ? (int)(n - seen[at - 1] - 1) : 0).Sum();
        Assert.Equal((int)missed.Count, gap);
    }

    [Fact]
    public async Task A_refusal_says_why_and_whether_to_try_again()
    {
        await using ChatRoomSite site = ChatRoomSite.Start(Site.Generous with { MessageRate = new Rate(0.001, 2), MaxMessageSize = 100 });
        await using ChatClient chat = await ChatClient.ConnectAsync(site.TicketsFor("ann"), Hasty, Patience.Token);
        var hearer = new Hearer(chat);
        RequestRefusedException tooLong = await Assert.ThrowsAsync<RequestRefusedException>(() => chat.SendAsync(new string('x', 200), Patience.Token));
        Assert.Equal(1609, tooLong.Code);
        Assert.Contains("Send it in parts", tooLong.Reason, StringComparison.Ordinal);
        Assert.False(tooLong.IsTooSoon);
        await chat.SendAsync("one", Patience.Token);
        await chat.SendAsync("two", Patience.Token);
        RequestRefusedException tooSoon = await Assert.ThrowsAsync<RequestRefusedException>(() => chat.SendAsync("three", Patience.Token));
        Assert.True(tooSoon.IsTooSoon);
        await hearer.HearAsync<RoomNotice>(2);
    }

    [Fact]
    public async Task A_kick_is_the_end()
    {
        await using ChatRoomSite site = ChatRoomSite.Start();
        await using ChatClient chat = await ChatClient.ConnectAsync(site.TicketsFor("ann"), Hasty, Patience.Token);
        var hearer = new Hearer(chat);
        await hearer.HearAsync<MemberJoined>();
        Assert.True((await site.ModerateAsync(ModerationVerb.Kick, "ann")).IsDone);
        RequestRefusedException end = await Assert.ThrowsAsync<RequestRefusedException>(() => hearer.End.WaitAsync(Patience.Limit));
        Assert.Contains("You were kicked", end.Message, StringComparison.Ordinal);
        Assert.Same(end, await Assert.ThrowsAsync<RequestRefusedException>(() => chat.SendAsync("but", Patience.Token)));
        await Assert.ThrowsAsync<RequestRefusedException>(() => chat.ListMembersAsync(Patience.Token));
    }

    [Fact]
    public async Task A_ban_is_the_end()
    {
        await using ChatRoomSite site = ChatRoomSite.Start();
        await using ChatClient chat = await ChatClient.ConnectAsync(site.TicketsFor("ann"), Hasty, Patience.Token);
        var hearer = new Hearer(chat);
        await hearer.HearAsync<MemberJoined>();
        Assert.True((await site.ModerateAsync(ModerationVerb.Ban, "ann")).IsDone);
        RequestRefusedException end = await Assert.ThrowsAsync<RequestRefusedException>(() => hearer.End.WaitAsync(Patience.Limit));
        Assert.Contains("You were banned", end.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_anothers_is_said_at_once()
    {
        await using ChatRoomSite site = ChatRoomSite.Start();
        await using ChatClient first = await ChatClient.ConnectAsync(site.TicketsFor("ann"), Hasty, Patience.Token);
        RequestRefusedException refused = await Assert.ThrowsAsync<RequestRefusedException>(
            () => ChatClient.ConnectAsync(site.TicketsFor("ann"), Hasty, Patience.Token));
        Assert.Contains("refused the name ann", refused.Message, StringComparison.Ordinal);
    }
}
