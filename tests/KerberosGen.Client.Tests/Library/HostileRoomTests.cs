using FsCheck;
using FsCheck.Fluent;
using KerberosGen.Clients;
using KerberosGen.Hosting.Tests;
using KerberosGen.Packets;

namespace KerberosGen.Client.Tests.Library;

/// <summary>Rooms that send what no room should.</summary>
public sealed class HostileRoomTests
{
    private static readonly ChatClientOptions Hasty = new() { FirstRetryDelay = TimeSpan.FromMilliseconds(1), LongestRetryDelay = TimeSpan.FromMilliseconds(50) };

    [Theory]
    [InlineData("answer to nothing")]
    [InlineData("oversized")]
    [InlineData("another version")]
    [InlineData("altered event")]
    [InlineData("event that is not the next one")]
    [InlineData("broken event")]
    [InlineData("list that was not asked for")]
    public async Task What_makes_no_sense_ends_the_connection_and_it_is_made_again(string what)
    {
        ScriptedRoom room = null!;
        await using ScriptedRoom kept = room = new ScriptedRoom(
            async peer =>
            {
                await peer.WelcomeAsync();
                byte[] altered = peer.Event(2, EventKind.Notice, "hello");
                altered[9] ^= 1;
                await peer.SendAsync(what switch
                {
                    "oversized" => ScriptedRoom.Answer(1606, size: uint.MaxValue),
                    "another version" => ScriptedRoom.Answer(1605, version: 23),
                    "altered event" => altered,
                    "event that is not the next one" => Skipping(peer),
                    "broken event" => [.. ScriptedRoom.Answer(1606, size: 3), 1, 2, 3],
                    "list that was not asked for" => ScriptedRoom.Answer(1607),
                    _ => ScriptedRoom.Answer(1604),
                });
                await peer.WaitForEndAsync();
            },
            WelcomeAndWaitAsync);
        await using ChatClient chat = await ChatClient.ConnectAsync(room.Tickets, Hasty, Patience.Token);
        var hearer = new Hearer(chat);
        Assert.StartsWith("The room ", (await hearer.HearAsync<ConnectionLost>()).Reason, StringComparison.Ordinal);
        await hearer.HearAsync<ConnectionRestored>();
        Assert.Equal([1, 2], hearer.Sequences);
        Assert.Empty(hearer.Heard.OfType<RoomNotice>());
    }

    [Fact]
    public void Garbage_never_throws_past_the_client() => Prop.ForAll(
        Gen.Choose(0, 255).Select(static value => (byte)value).ArrayOf().ToArbitrary(),
        static garbage => Task.Run(async () =>
        {
            await using var room = new ScriptedRoom(
                async peer =>
                {
                    await peer.WelcomeAsync();
                    await peer.SendAsync(garbage);
                },
                WelcomeAndWaitAsync);
            await using ChatClient chat = await ChatClient.ConnectAsync(room.Tickets, Hasty, Patience.Token);
            var hearer = new Hearer(chat);
            await hearer.HearAsync<ConnectionRestored>();
            await chat.DisposeAsync();
            await hearer.End.WaitAsync(Patience.Limit);
        }).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(ulong.MaxValue)]
    public async Task An_event_out_of_its_order_is_not_told_and_asked_for_again(ulong sequence)
    {
        ScriptedRoom room = null!;
        await using ScriptedRoom kept = room = new ScriptedRoom(
            async peer =>
            {
                await peer.WelcomeAsync();
                await peer.SendAsync(peer.Event(2, EventKind.Notice, "two"), peer.Event(sequence, EventKind.Notice, "what"));
                await peer.WaitForEndAsync();
            },
            async peer =>
            {
                await peer.WelcomeAsync(3);
                await peer.SendAsync(peer.Event(4, EventKind.Notice, "four"));
                await peer.WaitForEndAsync();
            });
        await using ChatClient chat = await ChatClient.ConnectAsync(room.Tickets, Hasty, Patience.Token);
        var hearer = new Hearer(chat);
        Assert.Equal($"The room told event {sequence} after event 2.", (await hearer.HearAsync<ConnectionLost>()).Reason);
        await hearer.HearAsync<RoomNotice>(2);
        Assert.Equal([1, 2, 3, 4], hearer.Sequences);
    }

    [Fact]
    public async Task A_room_whose_order_begins_anew_is_the_end()
    {
        ScriptedRoom room = null!;
        await using ScriptedRoom kept = room = new ScriptedRoom(
            async peer =>
            {
                await peer.WelcomeAsync(7);
            },
            async peer =>
            {
                await peer.WelcomeAsync(1);
                await peer.WaitForEndAsync();
            });
        await using ChatClient chat = await ChatClient.ConnectAsync(room.Tickets, Hasty, Patience.Token);
        var hearer = new Hearer(chat);
        RequestRefusedException end = await Assert.ThrowsAsync<RequestRefusedException>(() => hearer.End.WaitAsync(Patience.Limit));
        Assert.Contains("event 1 where what comes after 7 was asked for", end.Message, StringComparison.Ordinal);
        Assert.Equal([7], hearer.Sequences);
    }

    [Fact]
    public async Task A_room_that_accepts_and_never_answers_is_given_up()
    {
        await using var room = new ScriptedRoom(static peer => peer.WaitForEndAsync());
        IOException silent = await Assert.ThrowsAsync<IOException>(
            () => ChatClient.ConnectAsync(room.Tickets, Hasty with { AnswerTimeout = TimeSpan.FromMilliseconds(300) }, Patience.Token));
        Assert.Contains("did not answer", silent.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_room_that_falls_silent_is_left_and_a_message_is_sent_again()
    {
        ScriptedRoom room = null!;
        await using ScriptedRoom kept = room = new ScriptedRoom(
            WelcomeAndWaitAsync,
            async peer =>
            {
                await peer.WelcomeAsync();
                Assert.Equal(1029, await peer.ReadAsync());
                await peer.SendAsync(ScriptedRoom.Answer(1605), peer.Event(3, EventKind.Message, "ann: hello", room.Ticket.ClientId));
                await peer.WaitForEndAsync();
            });
        await using ChatClient chat = await ChatClient.ConnectAsync(
            room.Tickets, Hasty with { AnswerTimeout = TimeSpan.FromSeconds(5), SettleTime = TimeSpan.FromMilliseconds(100) }, Patience.Token);
        var hearer = new Hearer(chat);
        await chat.SendAsync("hello", Patience.Token);
        Assert.Contains("did not answer", (await hearer.HearAsync<ConnectionLost>()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_is_answered_with_nonsense_does_not_count_as_refused()
    {
        ScriptedRoom room = null!;
        await using ScriptedRoom kept = room = new ScriptedRoom(
            static async peer =>
            {
                await peer.WelcomeAsync();
                await peer.ReadAsync();
                await peer.SendAsync(ScriptedRoom.Answer(1604));
                await peer.WaitForEndAsync();
            },
            async peer =>
            {
                await peer.WelcomeAsync();
                await peer.SendAsync(peer.Event(3, EventKind.Message, "ann: hello", room.Ticket.ClientId));
                await peer.WaitForEndAsync();
            });
        await using ChatClient chat = await ChatClient.ConnectAsync(room.Tickets, Hasty, Patience.Token);
        var hearer = new Hearer(chat);
        await chat.SendAsync("hello", Patience.Token);
        await hearer.HearAsync<MessageReceived>();
    }

    /// <summary>The event after one that somebody dropped.</summary>
    private static byte[] Skipping(ScriptedPeer peer)
    {
        peer.Event(2, EventKind.Notice, "dropped");
        return peer.Event(2, EventKind.Notice, "next");
    }

    private static async Task WelcomeAndWaitAsync(ScriptedPeer peer)
    {
        await peer.WelcomeAsync();
        await peer.WaitForEndAsync();
    }
}
