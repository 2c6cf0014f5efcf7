using FsCheck;
using FsCheck.Fluent;
using KerberosGen.Clients;
using KerberosGen.Hosting.Tests;

namespace KerberosGen.Client.Tests.Library;

/// <summary>The end of a stay, at any moment.</summary>
public sealed class LeavingTests
{
    private static readonly ChatClientOptions Hasty = new() { FirstRetryDelay = TimeSpan.FromMilliseconds(1), LongestRetryDelay = TimeSpan.FromMilliseconds(50) };

    [Fact]
    public async Task Who_leaves_is_announced_and_hears_the_end()
    {
        await using ChatRoomSite site = ChatRoomSite.Start();
        await using ChatClient bob = await ChatClient.ConnectAsync(site.TicketsFor("bob"), Hasty, Patience.Token);
        var bobHears = new Hearer(bob);
        await using ChatClient ann = await ChatClient.ConnectAsync(site.TicketsFor("ann"), Hasty, Patience.Token);
        var annHears = new Hearer(ann);
        Task sending = ann.SendAsync("bye", Patience.Token);
        await sending;
        await ann.LeaveAsync(Patience.Token);
        await annHears.End.WaitAsync(Patience.Limit);
        Assert.Equal("ann", (await bobHears.HearAsync<MemberLeft>()).Name);
        InvalidOperationException end = await Assert.ThrowsAsync<InvalidOperationException>(() => ann.SendAsync("too late", Patience.Token));
        Assert.Equal("This client has left the room.", end.Message);
        Assert.Empty(annHears.Heard.OfType<ConnectionLost>());
    }

    [Fact]
    public async Task Who_leaves_while_the_room_is_away_does_not_wait_for_it()
    {
        await using ChatRoomSite site = ChatRoomSite.Start();
        await using ChatClient chat = await ChatClient.ConnectAsync(site.TicketsFor("ann"), Hasty, Patience.Token);
        var hearer = new Hearer(chat);
        await site.KillAsync();
        await hearer.HearAsync<ConnectionLost>();
        Task waiting = chat.SendAsync("never", Patience.Token);
        await chat.LeaveAsync(Patience.Token);
        await hearer.End.WaitAsync(Patience.Limit);
        await Assert.ThrowsAsync<InvalidOperationException>(() => waiting);
    }

    [Fact]
    public async Task A_room_that_does_not_answer_the_farewell_is_left()
    {
        await using var room = new ScriptedRoom(static async peer =>
        {
            await peer.WelcomeAsync();
            await peer.WaitForEndAsync();
        });
        await using ChatClient chat = await ChatClient.ConnectAsync(room.Tickets, Hasty with { AnswerTimeout = TimeSpan.FromSeconds(5) }, Patience.Token);
        var hearer = new Hearer(chat);
        await chat.LeaveAsync(Patience.Token);
        await hearer.End.WaitAsync(Patience.Limit);
    }

    [Fact]
    public async Task A_source_that_never_answers_does_not_hold_up_the_end()
    {
        await using ChatRoomSite site = ChatRoomSite.Start();
        GivenTickets tickets = site.TicketsFor("ann");
        await using ChatClient chat = await ChatClient.ConnectAsync(tickets, Hasty, Patience.Token);
        tickets.Instead = static (_, _) => new TaskCompletionSource<RoomTicket>().Task;
        await site.KillAsync();
        await Patience.UntilAsync(() => tickets.Needs.Count > 1);
        await chat.DisposeAsync().AsTask().WaitAsync(Patience.Limit);
    }

    [Fact]
    public async Task A_wait_that_is_cancelled_ends_and_what_was_not_sent_is_not_sent()
    {
        await using ChatRoomSite site = ChatRoomSite.Start();
        await using ChatClient chat = await ChatClient.ConnectAsync(site.TicketsFor("ann"), Hasty, Patience.Token);
        var hearer = new Hearer(chat);
        await site.KillAsync();
        await hearer.HearAsync<ConnectionLost>();
        using var impatience = new CancellationTokenSource();
        Task sending = chat.SendAsync("not this", impatience.Token), listing = chat.ListMembersAsync(impatience.Token);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => listing);
        site.BringBack();
        await chat.SendAsync("this", Patience.Token);
        Assert.Equal(["ann: this"], site.Said);
    }

    [Fact]
    public void Disposal_at_any_moment_ends_everything() => Prop.ForAll(
        Gen.Choose(0, 4).Two().ToArbitrary(),
        static moment => Task.Run(() => DisposeAtAsync(moment.Item1, moment.Item2)).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(25));

    [Fact]
    public async Task Who_reads_no_events_stops_the_reading_and_loses_nothing()
    {
        await using ChatRoomSite site = ChatRoomSite.Start();
        await using ChatClient bob = await ChatClient.ConnectAsync(site.TicketsFor("bob"), Hasty, Patience.Token);
        var bobHears = new Hearer(bob);
        await using ChatClient ann = await ChatClient.ConnectAsync(site.TicketsFor("ann"), Hasty, Patience.Token);
        string block = new('x', 60_000);
        const int count = 400;
        await Task.WhenAll(Enumerable.Range(0, count).Select(at => bob.SendAsync($"{at} {block}", Patience.Token)));
        var annHears = new Hearer(ann);
        await annHears.HearAsync<MessageReceived>(count);
        Assert.Equal(Enumerable.Range(1, annHears.Sequences.Count).Select(static n => (ulong)n), annHears.Sequences);
        await bobHears.HearAsync<MessageReceived>(count);
    }

    private static async Task DisposeAtAsync(int moment, int waits)
    {
        await using ChatRoomSite site = ChatRoomSite.Start();
        await using var relay = new CuttingRelay(() => site.EndPoint);
        await using ChatClient chat = await ChatClient.ConnectAsync(site.TicketsFor("ann", relay.EndPoint), Hasty, Patience.Token);
        var hearer = new Hearer(chat);
        Task[] work = [.. Enumerable.Range(0, 20).Select(at => chat.SendAsync($"{at}", Patience.Token)), chat.ListMembersAsync(Patience.Token)];
        if (moment == 1)
            relay.CutNow();
        if (moment == 2)
            await site.KillAsync();
        if (moment == 3)
            await hearer.HearAsync<MessageReceived>();
        for (int at = 0; at < waits; at++)
            await Task.Yield();
        Task leaving = moment == 4 ? chat.LeaveAsync(Patience.Token) : Task.CompletedTask;
        await Task.WhenAll(chat.DisposeAsync().AsTask(), chat.DisposeAsync().AsTask()).WaitAsync(Patience.Limit);
        await leaving.WaitAsync(Patience.Limit);
        await hearer.End.WaitAsync(Patience.Limit);
        foreach (Task one in work)
        {
            await one.WaitAsync(Patience.Limit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Assert.True(one.IsCompletedSuccessfully || one.Exception?.InnerException is InvalidOperationException, $"{one.Exception}");
        }
    }
}
