using System.Net.Sockets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting.Tests.Rooms;

/// <summary>Peers that ask and do not read what they asked for: the room holds a bounded amount for each, and serves the others.</summary>
[Collection(nameof(Alone))]
public sealed class RoomMemoryTests
{
    private const int Hostile = 30;

    // Nothing disconnects them here but their number: what is measured is what the room holds while they last.
    private static readonly RoomLimits Patient = new() { RefusalsPerConnection = Rate.Unlimited, ListBytesPerConnection = Rate.Unlimited };

    private static readonly ServerLimits Slow = new() { PacketDeadline = TimeSpan.FromMinutes(5) };

    [Fact]
    public Task Floods_of_long_messages_whose_answers_are_not_read_hold_little() => WhileOthersChatAsync(
        512 * 1024,
        LongMessage);

    [Fact]
    public Task Floods_of_short_requests_whose_answers_are_not_read_hold_little() => WhileOthersChatAsync(
        512 * 1024,
        static (member, _) => RawPeer.Request(77, member.Id.Bytes, []));

    [Fact]
    public Task Floods_of_questions_who_is_here_hold_one_list_for_each_that_asks() => WhileOthersChatAsync(
        512 * 1024,
        static (member, ticket) => member.Bytes(ticket, static (session, output) => session.WriteMembersRequest(output)));

    [Fact]
    public Task Half_requests_hold_no_more_than_they_have_sent() => WhileOthersChatAsync(
        256 * 1024,
        static (member, ticket) => LongMessage(member, ticket)[..^1],
        isOnce: true);

    [Fact]
    public async Task Members_that_said_something_long_and_fell_silent_hold_nothing_of_it()
    {
        await using Site site = await Site.StartAsync(WireLayout.Documented, Slow, options: Site.Generous with { MaxMessageSize = 1024 }, roomLimits: Patient);
        SiteRoom room = await site.AddRoomAsync("Printer 10");
        List<(RawPeer Peer, Func<byte[]> Request)> peers = await EnterAsync(site, room, 60, LongMessage);
        // A socket holds what it has sent last, which is not the room's: so they are made before.
        (RawPeer Peer, byte[] Message)[] said = [.. peers.Select(static peer => (peer.Peer, peer.Request()))];
        long before = GC.GetTotalMemory(forceFullCollection: true);
        foreach ((RawPeer peer, byte[] message) in said)
            await peer.AskAsync(message);
        long held = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(said);
        Assert.InRange(held / peers.Count, long.MinValue, 32 * 1024);
        peers.ForEach(static peer => peer.Peer.Dispose());
    }

    private static async Task WhileOthersChatAsync(long bytesEach, Func<Member, SessionTicket, byte[]> request, bool isOnce = false)
    {
        await using Site site = await Site.StartAsync(WireLayout.Documented, Slow, options: Site.Generous with { MaxMessageSize = 1024 }, roomLimits: Patient);
        SiteRoom room = await site.AddRoomAsync("Printer 10");
        List<(RawPeer Peer, Func<byte[]> Request)> peers = await EnterAsync(site, room, Hostile, request);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        await Task.WhenAll(peers.Select(peer => FloodAsync(peer.Peer, peer.Request, isOnce)));
        long held = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.True(held < Hostile * bytesEach, $"{held / Hostile / 1024} KiB are held for each.");
        // All of them still wait, and others notice nothing.
        await using (Conversation conversation = await Conversation.StartAsync(site, room))
        {
            await Task.Delay(200);
            await conversation.EndAndCheckAsync();
        }

        peers.ForEach(static peer => peer.Peer.Dispose());
        await Patience.UntilAsync(() => room.Server.ConnectionCount == 0);
    }

    private static async Task<List<(RawPeer Peer, Func<byte[]> Request)>> EnterAsync(Site site, SiteRoom room, int count, Func<Member, SessionTicket, byte[]> request)
    {
        var peers = new List<(RawPeer, Func<byte[]>)>();
        for (int i = 0; i < count; i++)
        {
            Member member = await site.AddMemberAsync($"hostile {i}");
            SessionTicket ticket = await member.GetTicketAsync(room.Id);
            RawPeer peer = await RawPeer.ConnectAsync(room.EndPoint);
            peer.Socket.ReceiveBufferSize = 4096;
            await peer.AskAsync(member.TicketRequest(ticket));
            peers.Add((peer, () => request(member, ticket)));
        }

        return peers;
    }

    private static byte[] LongMessage(Member member, SessionTicket ticket) =>
        member.Bytes(ticket, static (session, output) => session.WriteMessage(output, new string('x', 60_000)));

    /// <summary>Sends until nothing more is taken for a while.</summary>
    private static async Task FloodAsync(RawPeer peer, Func<byte[]> request, bool isOnce)
    {
        try
        {
            while (true)
            {
                // No two messages are the same bytes.
                byte[] first = request();
                byte[] many = isOnce ? first : [.. first, .. Enumerable.Range(1, 64 * 1024 / first.Length).SelectMany(_ => request())];
                for (int sent = 0; sent < many.Length;)
                {
                    using var pause = new CancellationTokenSource(TimeSpan.FromSeconds(2));
                    sent += await peer.Socket.SendAsync(many.AsMemory(sent), SocketFlags.None, pause.Token);
                }

                if (isOnce)
                    return;
            }
        }
        catch (OperationCanceledException)
        {
            // The room does not read on, which is what bounds it.
        }
        catch (SocketException)
        {
            // It was disconnected, which bounds it as well.
        }
    }
}
