using FsCheck;
using FsCheck.Fluent;
using KerberosGen.Clients;
using KerberosGen.Hosting.Tests;

namespace KerberosGen.Client.Tests.Library;

/// <summary>How long a client waits before it comes back.</summary>
public sealed class BackOffTests
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    [Fact]
    public void A_wait_is_at_most_twice_the_one_before_and_never_below_half_of_what_is_due() => Prop.ForAll(
        Gen.Choose(0, 999).ArrayOf(12).ToArbitrary(),
        static draws =>
        {
            int at = 0;
            var backOff = new BackOff(First, Longest, () => draws[at++] / 1000.0);
            TimeSpan due = First;
            foreach (int _ in draws)
            {
                TimeSpan wait = backOff.Next();
                Assert.InRange(wait, due / 2, due);
                due = due * 2 < Longest ? due * 2 : Longest;
            }

            Assert.Equal(Longest, due);
            backOff.Reset();
            at = 0;
            Assert.InRange(backOff.Next(), First / 2, First);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task A_client_waits_by_its_clock_longer_each_time_until_the_room_is_back()
    {
        var clock = new TimerClock();
        await using ChatRoomSite site = ChatRoomSite.Start();
        await using ChatClient chat = await ChatClient.ConnectAsync(site.TicketsFor("ann"), new ChatClientOptions { Clock = clock }, Patience.Token);
        var hearer = new Hearer(chat);
        await hearer.HearAsync<MemberJoined>();
        await site.KillAsync();
        TimeSpan due = First;
        const int attempts = 9;
        for (int attempt = 1; attempt <= attempts; attempt++)
        {
            ConnectionLost lost = await hearer.HearAsync<ConnectionLost>(attempt);
            Assert.InRange(lost.NextTry, due / 2, due);
            due = due * 2 < Longest ? due * 2 : Longest;
            await Patience.UntilAsync(() => clock.Waits.Contains(lost.NextTry));
            Assert.Equal(attempt, hearer.Heard.OfType<ConnectionLost>().Count());
            clock.Advance(lost.NextTry - TimeSpan.FromMilliseconds(1));
            if (attempt == attempts)
                site.BringBack();
            Assert.Equal(attempt, hearer.Heard.OfType<ConnectionLost>().Count());
            clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        await hearer.HearAsync<ConnectionRestored>();
        await hearer.HearAsync<MemberJoined>(2);
        // It stood for long enough: the next time begins anew.
        clock.Advance(Longest);
        await chat.SendAsync("here again", Patience.Token);
        await site.KillAsync();
        Assert.InRange((await hearer.HearAsync<ConnectionLost>(attempts + 1)).NextTry, First / 2, First);
        Assert.Equal([1, 2, 3, 4], hearer.Sequences);
    }

    [Fact]
    public async Task A_room_that_accepts_and_closes_again_and_again_is_not_asked_without_waits()
    {
        await using var room = new ScriptedRoom(static async peer =>
        {
            await peer.WelcomeAsync();
        });
        var clock = new TimerClock();
        await using ChatClient chat = await ChatClient.ConnectAsync(room.Tickets, new ChatClientOptions { Clock = clock }, Patience.Token);
        var hearer = new Hearer(chat);
        TimeSpan due = First;
        for (int attempt = 1; attempt <= 5; attempt++)
        {
            ConnectionLost lost = await hearer.HearAsync<ConnectionLost>(attempt);
            Assert.InRange(lost.NextTry, due / 2, due);
            due *= 2;
            await Patience.UntilAsync(() => clock.Waits.Contains(lost.NextTry));
            clock.Advance(lost.NextTry);
        }
    }
}
