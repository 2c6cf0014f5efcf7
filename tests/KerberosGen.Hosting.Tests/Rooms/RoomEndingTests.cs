using System.Net.Sockets;
using KerberosGen.Clients;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting.Tests.Rooms;

/// <summary>However a connection or its room ends, everything ends: no connection, and so no task of one, is left.</summary>
public sealed class RoomEndingTests
{
    [Fact]
    public async Task A_peer_that_has_ended_its_side_still_gets_the_answers_it_waits_for()
    {
        await using Site site = await Site.StartAsync(WireLayout.Documented);
        using var store = new FailingRoomStore();
        SiteRoom room = await site.AddRoomAsync("Printer 10", store: store);
        Member ann = await site.AddMemberAsync("ann");
        SessionTicket ticket = await ann.GetTicketAsync(room.Id);
        byte[] request = ann.TicketRequest(ticket);
        byte[] messages = [.. Enumerable.Range(0, 200).SelectMany(_ => ann.Bytes(ticket, static (session, output) => session.WriteMessage(output, "ann: last words")))];
        store.Gate.Reset();
        using RawPeer peer = await RawPeer.ConnectAsync(room.EndPoint);
        // More than may be unanswered at once.
        await peer.SendAsync([.. request, .. messages]);
        peer.Socket.Shutdown(SocketShutdown.Send);
        await Task.Delay(100);
        store.Gate.Set();
        byte[] answers = await peer.ReceiveToEndAsync();
        Assert.Equal([SymmetricKeyAck.Code, .. Enumerable.Repeat(MessageAck.Code, 200)], answers.Chunk(7).Select(static a => BitConverter.ToUInt16(a, 1)));
        await Patience.UntilAsync(() => room.Server.ConnectionCount == 0);
    }

    [Fact]
    public async Task When_the_store_fails_nothing_is_acknowledged_and_every_connection_ends()
    {
        await using Site site = await Site.StartAsync(WireLayout.Documented);
        using var store = new FailingRoomStore();
        SiteRoom room = await site.AddRoomAsync("Printer 10", store: store);
        Member ann = await site.AddMemberAsync("ann"), ben = await site.AddMemberAsync("ben");
        SessionTicket ticket = await ann.GetTicketAsync(room.Id);
        using RawPeer speaker = await RawPeer.ConnectAsync(room.EndPoint), silent = await RawPeer.ConnectAsync(room.EndPoint);
        Assert.Equal(SymmetricKeyAck.Code, BitConverter.ToUInt16(await speaker.AskAsync(ann.TicketRequest(ticket)), 1));
        await using ChatConnection listening = await ben.EnterAsync(room);
        await listening.SubscribeAsync(0, ben.Name, Patience.Token);
        store.Fail();
        await speaker.SendAsync(ann.Bytes(ticket, static (session, output) => session.WriteMessage(output, "ann: is this kept?")));
        Assert.Empty(await speaker.ReceiveToEndAsync());
        Assert.Empty(await silent.ReceiveToEndAsync());
        await Assert.ThrowsAsync<StoreFailedException>(() => room.Server.Completion.WaitAsync(Patience.Limit));
        await Patience.UntilAsync(() => room.Server.ConnectionCount == 0);
        await Assert.ThrowsAnyAsync<Exception>(() => listening.SendAsync("ben: hello?", Patience.Token));
    }

    [Fact]
    public async Task A_server_stops_at_any_moment_of_a_conversation()
    {
        for (int round = 0; round < 12; round++)
        {
            Site site = await Site.StartAsync(WireLayout.Documented, new ServerLimits { DrainTimeout = 2 * Patience.Limit });
            SiteRoom room = await site.AddRoomAsync("Printer 10");
            Member[] members = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => site.AddMemberAsync($"member {i}")));
            Task[] talking = Array.ConvertAll(members, member => TalkAsync(member, room));
            await Task.Delay(round * 10);
            // Within less than the drain timeout: nothing had to be aborted.
            await site.DisposeAsync().AsTask().WaitAsync(Patience.Limit);
            Assert.Equal(0, room.Server.ConnectionCount);
            await Task.WhenAll(talking).WaitAsync(Patience.Limit);
        }
    }

    [Fact]
    public async Task Connections_that_are_reset_at_any_moment_leave_nothing_behind()
    {
        await using Site site = await Site.StartAsync(WireLayout.Documented);
        SiteRoom room = await site.AddRoomAsync("Printer 10");
        await using (Conversation conversation = await Conversation.StartAsync(site, room))
        {
            Member rude = await site.AddMemberAsync("rude");
            SessionTicket ticket = await rude.GetTicketAsync(room.Id);
            var random = new Random(6);
            for (int i = 0; i < 200; i++)
            {
                // A ticket is good for some sixty authenticators a minute.
                if (i % 50 == 49)
                    ticket = await rude.GetTicketAsync(room.Id);
                byte[] all =
                [
                    .. rude.TicketRequest(ticket),
                    .. rude.Bytes(ticket, (session, output) => session.WriteSubscription(output, 0, rude.Name)),
                    .. rude.Bytes(ticket, static (session, output) => session.WriteMessage(output, "rude: bang")),
                    .. rude.Bytes(ticket, static (session, output) => session.WriteMembersRequest(output)),
                    .. rude.Bytes(ticket, static (session, output) => session.WriteMessage(output, "rude: bang")),
                ];
                using RawPeer peer = await RawPeer.ConnectAsync(room.EndPoint);
                await peer.SendAsync(all[..random.Next(all.Length)]);
                if (i % 3 == 0)
                    await Task.Delay(random.Next(5));
                peer.Socket.LingerState = new LingerOption(i % 2 == 0, 0);
                peer.Socket.Close();
            }

            await Patience.UntilAsync(() => room.Server.ConnectionCount == 2);
            await conversation.EndAndCheckAsync();
        }

        await Patience.UntilAsync(() => room.Server.ConnectionCount == 0);
    }

    [Fact]
    public async Task Who_is_kicked_while_it_reads_nothing_is_gone_in_a_moment()
    {
        await using Site site = await Site.StartAsync(
            WireLayout.Documented, new ServerLimits { PacketDeadline = TimeSpan.FromMinutes(5) }, options: Site.Generous with { MaxBytesBehind = int.MaxValue });
        SiteRoom room = await site.AddRoomAsync("Printer 10");
        using Socket deaf = await SubscribeDeafAsync(site, room);
        Member loud = await site.AddMemberAsync("loud");
        await using ChatConnection chat = await loud.EnterAsync(room);
        for (int i = 0; i < 60; i++)
            await chat.SendAsync("loud: " + new string('x', 60_000), Patience.Token);
        Assert.Equal(2, room.Server.ConnectionCount);
        Assert.True(ModerationCommand.TryParse("/kick deaf", "console", out ModerationAct? act, out _));
        room.Writer!.Post(RoomCommand.Moderate(act, out Task<ModerationResult> kicked));
        Assert.True((await kicked.WaitAsync(Patience.Limit)).IsDone);
        await Patience.UntilAsync(() => room.Server.ConnectionCount == 1);
    }

    [Fact]
    public async Task Who_is_too_slow_is_told_so_if_it_reads_after_all()
    {
        await using Site site = await Site.StartAsync(
            WireLayout.Documented, options: Site.Generous with { MaxBytesBehind = 300_000 }, roomLimits: new RoomLimits { FarewellDeadline = TimeSpan.FromSeconds(30) });
        SiteRoom room = await site.AddRoomAsync("Printer 10");
        using Socket deaf = await SubscribeDeafAsync(site, room);
        Member loud = await site.AddMemberAsync("loud");
        await using ChatConnection chat = await loud.EnterAsync(room);
        while (site.Observer.Endings.IsEmpty)
            await chat.SendAsync("loud: " + new string('x', 60_000), Patience.Token);
        byte[] all = await ReadToEndAsync(deaf);
        // The last packet is a notice with sequence 0.
        int last = 0;
        for (int at = 7; at < all.Length; at += 7 + BitConverter.ToInt32(all, at + 3))
            last = at;
        Assert.Equal(RoomEvent.Code, BitConverter.ToUInt16(all, last + 1));
        Assert.Equal(0UL, BitConverter.ToUInt64(all, last + 7));
        Assert.Equal((byte)EventKind.Notice, all[last + 7 + 16]);
    }

    private static async Task<Socket> SubscribeDeafAsync(Site site, SiteRoom room)
    {
        Member deaf = await site.AddMemberAsync("deaf");
        SessionTicket ticket = await deaf.GetTicketAsync(room.Id);
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(room.EndPoint, Patience.Token);
        await socket.SendAsync(deaf.TicketRequest(ticket), Patience.Token);
        Assert.Equal(7, await socket.ReceiveAsync(new byte[7], Patience.Token));
        await socket.SendAsync(deaf.Bytes(ticket, (session, output) => session.WriteSubscription(output, 0, deaf.Name)), Patience.Token);
        return socket;
    }

    private static async Task<byte[]> ReadToEndAsync(Socket socket)
    {
        var all = new MemoryStream();
        byte[] some = new byte[64 * 1024];
        while (await socket.ReceiveAsync(some, Patience.Token) is > 0 and int size)
            all.Write(some, 0, size);
        return all.ToArray();
    }

    private static async Task TalkAsync(Member member, SiteRoom room)
    {
        try
        {
            await using ChatConnection chat = await member.EnterAsync(room);
            await chat.SubscribeAsync(0, member.Name, Patience.Token);
            while (true)
                await chat.SendAsync($"{member.Name}: hello", Patience.Token);
        }
        catch (Exception e) when (e is IOException or SocketException or RequestRefusedException)
        {
            // The server has stopped, which is what ends the conversation.
        }
    }
}
