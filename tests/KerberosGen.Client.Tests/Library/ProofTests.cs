using KerberosGen.Clients;
using KerberosGen.Hosting.Tests;
using KerberosGen.Packets;

namespace KerberosGen.Client.Tests.Library;

/// <summary>What a client takes for proved, and what it does not.</summary>
public sealed class ProofTests
{
    private static readonly ChatClientOptions Hasty = new() { FirstRetryDelay = TimeSpan.FromMilliseconds(1), LongestRetryDelay = TimeSpan.FromMilliseconds(50) };

    [Fact]
    public async Task A_message_that_somebody_drops_and_acknowledges_is_not_delivered_until_the_room_tells_it()
    {
        await using ChatRoomSite site = ChatRoomSite.Start();
        await using var relay = new DroppingRelay(site.EndPoint);
        await using ChatClient chat = await ChatClient.ConnectAsync(
            site.TicketsFor("ann", relay.EndPoint), Hasty with { AnswerTimeout = TimeSpan.FromSeconds(2), SettleTime = TimeSpan.FromMilliseconds(100) }, Patience.Token);
        var hearer = new Hearer(chat);
        Task sending = chat.SendAsync("hello", Patience.Token);
        ConnectionLost lost = await hearer.HearAsync<ConnectionLost>();
        Assert.Equal("The room did not tell a message within 2 s that it had acknowledged: somebody may drop what is sent.", lost.Reason);
        Assert.False(sending.IsCompleted);
        Assert.Empty(site.Said);

        relay.IsDropping = false;
        await sending;
        Assert.Equal(["ann: hello"], site.Said);
        Assert.True(relay.Dropped > 0);
    }

    [Fact]
    public async Task A_room_that_does_not_prove_to_be_the_room_is_never_entered()
    {
        await using var room = new ScriptedRoom(static async peer =>
        {
            await PretendAsync(peer);
            await peer.WaitForEndAsync();
        });
        IOException unproved = await Assert.ThrowsAsync<IOException>(
            () => ChatClient.ConnectAsync(room.Tickets, Hasty with { AnswerTimeout = TimeSpan.FromMilliseconds(500) }, Patience.Token));
        Assert.Contains("did not answer", unproved.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forged_first_event_is_no_proof()
    {
        await using var room = new ScriptedRoom(static async peer =>
        {
            await PretendAsync(peer);
            byte[] forged = peer.Event(1, EventKind.Notice, "Welcome!");
            forged[7] ^= 1;
            await peer.SendAsync(forged);
            await peer.WaitForEndAsync();
        });
        IOException unproved = await Assert.ThrowsAnyAsync<IOException>(() => ChatClient.ConnectAsync(room.Tickets, Hasty, Patience.Token));
        Assert.Equal("The room sent an event that does not verify: somebody alters, replays or drops what the room sends.", unproved.Message);
    }

    [Fact]
    public async Task Who_comes_back_to_one_who_does_not_prove_to_be_the_room_is_not_back_and_lists_nobody()
    {
        await using var room = new ScriptedRoom(
            static peer => peer.WelcomeAsync(),
            static async peer =>
            {
                await PretendAsync(peer);
                await peer.WaitForEndAsync();
            },
            static async peer =>
            {
                await peer.WelcomeAsync();
                Assert.Equal(1031, await peer.ReadAsync());
                await peer.SendAsync(ScriptedRoom.Answer(1607));
                await peer.WaitForEndAsync();
            });
        await using ChatClient chat = await ChatClient.ConnectAsync(room.Tickets, Hasty with { AnswerTimeout = TimeSpan.FromSeconds(2) }, Patience.Token);
        var hearer = new Hearer(chat);
        await hearer.HearAsync<ConnectionLost>();
        Task<IReadOnlyList<ChatMember>> listing = chat.ListMembersAsync(Patience.Token);
        await hearer.HearAsync<ConnectionRestored>();
        Assert.Empty(await listing);
        Assert.Equal(3, room.Connections);
        Assert.Single(hearer.Heard.OfType<ConnectionRestored>());
    }

    [Fact]
    public async Task What_the_room_could_not_verify_is_marked_and_the_mark_taken_off()
    {
        await using var room = new ScriptedRoom(static async peer =>
        {
            await peer.WelcomeAsync();
            await peer.SendAsync(peer.Event(2, EventKind.Message, "(unverified) bob: hello"), peer.Event(3, EventKind.Message, "bob: (unverified) hello"));
            await peer.WaitForEndAsync();
        });
        await using ChatClient chat = await ChatClient.ConnectAsync(room.Tickets, Hasty, Patience.Token);
        var hearer = new Hearer(chat);
        await hearer.HearAsync<MessageReceived>(2);
        Assert.Equal(
            [(false, "bob", "hello"), (true, "bob", "(unverified) hello")],
            hearer.Heard.OfType<MessageReceived>().Select(static said => (said.IsVerified, said.Sender, said.Text)));
    }

    // What anybody on the way can do: no answer but an event is authenticated.
    private static async Task PretendAsync(ScriptedPeer peer)
    {
        Assert.Equal(1028, await peer.ReadAsync());
        await peer.SendAsync(ScriptedRoom.Answer(1604));
        Assert.Equal(1030, await peer.ReadAsync());
        await peer.SendAsync(ScriptedRoom.Answer(1604));
    }
}
