using KerberosGen.Clients;
using KerberosGen.Hosting.Tests;

namespace KerberosGen.Client.Tests.Library;

/// <summary>Rooms of the original program, which know no subscription.</summary>
public sealed class UnsubscribedRoomTests
{
    private static readonly ChatClientOptions Hasty = new() { FirstRetryDelay = TimeSpan.FromMilliseconds(1), LongestRetryDelay = TimeSpan.FromMilliseconds(50) };

    [Fact]
    public async Task A_room_that_refuses_1030_and_1031_takes_messages()
    {
        await using var room = new ScriptedRoom(static peer => AnswerAsync(peer, static code => code is 1030 or 1031 ? (ushort)1609 : code == 1028 ? (ushort)1604 : (ushort)1605));
        await using ChatClient chat = await ChatClient.ConnectAsync(room.Tickets, Hasty, Patience.Token);
        Assert.False(chat.IsSubscribed);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(at => chat.SendAsync($"{at}", Patience.Token)));
        await Assert.ThrowsAsync<RequestRefusedException>(() => chat.ListMembersAsync(Patience.Token));
        await chat.LeaveAsync(Patience.Token);
        Assert.Equal(1, room.Connections);
    }

    [Fact]
    public async Task A_room_that_closes_at_1030_is_entered_without_it()
    {
        await using var room = new ScriptedRoom(static peer => AnswerAsync(peer, static code => code switch { 1028 => 1604, 1029 => 1605, _ => 0 }));
        await using ChatClient chat = await ChatClient.ConnectAsync(room.Tickets, Hasty, Patience.Token);
        Assert.False(chat.IsSubscribed);
        await chat.SendAsync("hello", Patience.Token);
    }

    [Fact]
    public async Task A_room_that_closes_after_it_refused_1030_is_entered_without_it()
    {
        await using var room = new ScriptedRoom(static async peer =>
        {
            await peer.ReadAsync();
            await peer.SendAsync(ScriptedRoom.Answer(1604));
            if (await peer.ReadAsync() == 1030)
            {
                await peer.SendAsync(ScriptedRoom.Answer(1609));
                return;
            }

            await peer.SendAsync(ScriptedRoom.Answer(1605));
            await peer.WaitForEndAsync();
        });
        await using ChatClient chat = await ChatClient.ConnectAsync(room.Tickets, Hasty, Patience.Token);
        Assert.False(chat.IsSubscribed);
        await chat.SendAsync("hello", Patience.Token);
    }

    [Fact]
    public async Task A_message_waits_for_the_answer_to_the_one_before()
    {
        await using var room = new ScriptedRoom(static async peer =>
        {
            await peer.ReadAsync();
            await peer.SendAsync(ScriptedRoom.Answer(1604));
            await peer.ReadAsync();
            await peer.SendAsync(ScriptedRoom.Answer(1609));
            await peer.ReadAsync();
            await peer.SendAsync(ScriptedRoom.Answer(1609));
            Assert.Equal(1029, await peer.ReadAsync());
            Task<ushort> next = peer.ReadAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(300));
            if (next.IsCompleted)
                return;
            await peer.SendAsync(ScriptedRoom.Answer(1605));
            await next;
            await peer.SendAsync(ScriptedRoom.Answer(1605));
            await peer.WaitForEndAsync();
        });
        await using ChatClient chat = await ChatClient.ConnectAsync(room.Tickets, Hasty, Patience.Token);
        await Task.WhenAll(chat.SendAsync("one", Patience.Token), chat.SendAsync("two", Patience.Token));
    }

    [Fact]
    public async Task What_was_on_its_way_at_a_cut_may_have_arrived_and_what_waited_is_sent()
    {
        await using var room = new ScriptedRoom(
            static async peer =>
            {
                foreach (ushort answer in new ushort[] { 1604, 1609, 1609 })
                {
                    await peer.ReadAsync();
                    await peer.SendAsync(ScriptedRoom.Answer(answer));
                }

                await peer.ReadAsync();
            },
            static peer => AnswerAsync(peer, static code => code switch { 1028 => 1604, 1029 => 1605, _ => 0 }));
        await using ChatClient chat = await ChatClient.ConnectAsync(room.Tickets, Hasty, Patience.Token);
        var hearer = new Hearer(chat);
        Task first = chat.SendAsync("one", Patience.Token), second = chat.SendAsync("two", Patience.Token);
        DeliveryUncertainException uncertain = await Assert.ThrowsAsync<DeliveryUncertainException>(() => first);
        Assert.Contains("It may have arrived", uncertain.Message, StringComparison.Ordinal);
        await second;
        await hearer.HearAsync<ConnectionRestored>();
        Assert.False(chat.IsSubscribed);
    }

    private static async Task AnswerAsync(ScriptedPeer peer, Func<ushort, ushort> answer)
    {
        while (await peer.ReadAsync() is > 0 and ushort code && answer(code) is > 0 and ushort answered)
            await peer.SendAsync(ScriptedRoom.Answer(answered));
    }
}
