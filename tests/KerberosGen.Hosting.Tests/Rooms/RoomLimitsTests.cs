using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using KerberosGen.Clients;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Logging.Abstractions;

namespace KerberosGen.Hosting.Tests.Rooms;

/// <summary>What a room lets its peers take, over real sockets.</summary>
public sealed class RoomLimitsTests
{
    private static readonly byte[] Unknown = RawPeer.Request(77, new byte[16], []);

    [Fact]
    public async Task Who_presents_no_ticket_is_disconnected_in_time_whatever_else_it_says()
    {
        var loggers = new RecordingLoggers();
        await using Site site = await Site.StartAsync(WireLayout.Documented, loggers: loggers, roomLimits: new RoomLimits { TicketDeadline = TimeSpan.FromSeconds(5) });
        SiteRoom room = await site.AddRoomAsync("Printer 10");
        using RawPeer silent = await RawPeer.ConnectAsync(room.EndPoint), busy = await RawPeer.ConnectAsync(room.EndPoint);
        Task<byte[]> silentsEnd = silent.ReceiveToEndAsync(), busysEnd = busy.ReceiveToEndAsync();
        while (!busysEnd.IsCompleted)
        {
            await busy.Socket.SendAsync(Unknown, Patience.Token).AsTask().ContinueWith(static _ => { }, TaskScheduler.Default);
            await Task.WhenAny(busysEnd, Task.Delay(50));
        }

        Assert.Empty(await silentsEnd);
        Assert.NotEmpty(await busysEnd);
        await Patience.UntilAsync(() => room.Server.ConnectionCount == 0);
        Assert.Contains(loggers.Lines, static line => line.Contains("not let in within 5 s", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_waits_for_a_room_that_is_slow_to_let_it_in_is_not_disconnected()
    {
        await using Site site = await Site.StartAsync(WireLayout.Documented, roomLimits: new RoomLimits { TicketDeadline = TimeSpan.FromSeconds(5) });
        using var store = new FailingRoomStore();
        SiteRoom room = await site.AddRoomAsync("Printer 10", store: store);
        Member ann = await site.AddMemberAsync("ann");
        SessionTicket ticket = await ann.GetTicketAsync(room.Id);
        store.Gate.Reset();
        using RawPeer peer = await RawPeer.ConnectAsync(room.EndPoint);
        await peer.SendAsync(ann.TicketRequest(ticket));
        await Task.Delay(TimeSpan.FromSeconds(7.5));
        store.Gate.Set();
        Assert.Equal(SymmetricKeyAck.Code, BitConverter.ToUInt16(await peer.ReceiveOnceAsync(), 1));
    }

    [Fact]
    public async Task Of_two_silent_members_the_subscriber_stays()
    {
        await using Site site = await Site.StartAsync(WireLayout.Documented, new ServerLimits { IdleTimeout = TimeSpan.FromSeconds(10) });
        SiteRoom room = await site.AddRoomAsync("Printer 10");
        Member ann = await site.AddMemberAsync("ann"), ben = await site.AddMemberAsync("ben");
        await using ChatConnection listening = await ben.EnterAsync(room);
        await listening.SubscribeAsync(0, ben.Name, Patience.Token);
        SessionTicket ticket = await ann.GetTicketAsync(room.Id);
        using RawPeer silent = await RawPeer.ConnectAsync(room.EndPoint);
        await silent.AskAsync(ann.TicketRequest(ticket));
        Assert.Empty(await silent.ReceiveToEndAsync());
        await using ChatConnection speaking = await ann.EnterAsync(room);
        await speaking.SendAsync("ann: still there?", Patience.Token);
        await listening.SendAsync("ben: yes", Patience.Token);
        await foreach (RoomEventRecord e in listening.Events)
        {
            if (e.Content.Span.SequenceEqual("ann: still there?"u8))
                return;
        }

        Assert.Fail("The subscriber was not told.");
    }

    [Fact]
    public async Task When_the_room_is_crowded_silent_members_go_sooner_and_subscribers_stay()
    {
        await using Site site = await Site.StartAsync(
            WireLayout.Documented, new ServerLimits { MaxConnections = 4, CrowdedIdleTimeout = TimeSpan.FromSeconds(10) });
        SiteRoom room = await site.AddRoomAsync("Printer 10");
        Member ann = await site.AddMemberAsync("ann"), ben = await site.AddMemberAsync("ben");
        await using ChatConnection listening = await ben.EnterAsync(room);
        await listening.SubscribeAsync(0, ben.Name, Patience.Token);
        SessionTicket ticket = await ann.GetTicketAsync(room.Id);
        var silent = new List<RawPeer>();
        for (int i = 0; i < 3; i++)
        {
            silent.Add(await RawPeer.ConnectAsync(room.EndPoint));
            await silent[i].AskAsync(ann.TicketRequest(ticket));
        }

        // Three of them would be three quarters, and are left alone.
        await Task.WhenAny(silent.Select(static peer => peer.ReceiveToEndAsync())).WaitAsync(Patience.Limit);
        await listening.SendAsync("ben: more room now", Patience.Token);
        silent.ForEach(static peer => peer.Dispose());
    }

    [Fact]
    public async Task One_address_has_so_many_connections_and_another_still_gets_in()
    {
        var loggers = new RecordingLoggers();
        await using Site site = await Site.StartAsync(WireLayout.Documented, loggers: loggers, roomLimits: new RoomLimits { ConnectionsPerSource = 3 });
        SiteRoom room = await site.AddRoomAsync("Printer 10");
        IPAddress crowd = IPAddress.Parse("127.0.0.2"), other = IPAddress.Parse("127.0.0.3");
        var inside = new List<RawPeer>();
        for (int i = 0; i < 3; i++)
        {
            inside.Add(await RawPeer.ConnectAsync(room.EndPoint, crowd));
            Assert.Equal(RawPeer.GeneralError, await inside[i].AskAsync(Unknown));
        }

        var knocking = Stopwatch.StartNew();
        for (int i = 0; i < 20; i++)
            Assert.Empty(await KnockAsync(static peer => peer.ReceiveToEndAsync()));
        knocking.Stop();

        using RawPeer welcome = await RawPeer.ConnectAsync(room.EndPoint, other);
        Assert.Equal(RawPeer.GeneralError, await welcome.AskAsync(Unknown));
        // Nobody fills the log by knocking: a line a second.
        Assert.InRange(loggers.Lines.Count(static line => line.Contains("its address has 3 connections", StringComparison.Ordinal)), 1, 2 + (int)knocking.Elapsed.TotalSeconds);
        inside[0].Dispose();
        byte[] answer = [];
        for (var trying = Stopwatch.StartNew(); answer.Length == 0 && trying.Elapsed < Patience.Limit;)
            answer = await KnockAsync(static peer => peer.AskAsync(Unknown));
        Assert.Equal(RawPeer.GeneralError, answer);
        inside.ForEach(static peer => peer.Dispose());

        async Task<byte[]> KnockAsync(Func<RawPeer, Task<byte[]>> listenAsync)
        {
            try
            {
                using RawPeer peer = await RawPeer.ConnectAsync(room.EndPoint, crowd);
                return await listenAsync(peer);
            }
            catch (SocketException)
            {
                return []; // It was turned away before it had looked.
            }
        }
    }

    [Fact]
    public async Task Who_is_refused_again_and_again_is_disconnected()
    {
        var loggers = new RecordingLoggers();
        await using Site site = await Site.StartAsync(WireLayout.Documented, loggers: loggers, roomLimits: new RoomLimits { RefusalsPerConnection = new Rate(0.001, 10) });
        SiteRoom room = await site.AddRoomAsync("Printer 10");
        using RawPeer peer = await RawPeer.ConnectAsync(room.EndPoint);
        for (int i = 0; i < 11; i++)
            Assert.Equal(RawPeer.GeneralError, await peer.AskAsync(Unknown));
        Assert.Empty(await peer.ReceiveToEndAsync());
        await Patience.UntilAsync(() => loggers.Lines.Any(static line => line.Contains("too many of its requests were refused", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Lists_of_members_have_a_rate_for_each_connection()
    {
        int list = ResponseHeader.Size + (2 * MemberEntry.Size);
        await using Site site = await Site.StartAsync(WireLayout.Documented, roomLimits: new RoomLimits { ListBytesPerConnection = new Rate(1, 3 * list) });
        SiteRoom room = await site.AddRoomAsync("Printer 10");
        Member ann = await site.AddMemberAsync("ann"), ben = await site.AddMemberAsync("ben");
        await using ChatConnection greedy = await ann.EnterAsync(room), modest = await ben.EnterAsync(room);
        for (int i = 0; i < 3; i++)
            await greedy.ListMembersAsync(Patience.Token);
        await Assert.ThrowsAsync<RequestRefusedException>(() => greedy.ListMembersAsync(Patience.Token));
        await modest.ListMembersAsync(Patience.Token);
        await greedy.SendAsync("ann: I may still speak", Patience.Token);
        Assert.Contains(Refusals.TooManyLists, site.Observer.Refusals);
    }

    [Fact]
    public async Task Before_a_ticket_a_long_request_is_refused_on_its_header_alone_and_after_it_is_not()
    {
        await using Site site = await Site.StartAsync(WireLayout.Documented);
        SiteRoom room = await site.AddRoomAsync("Printer 10");
        Member ann = await site.AddMemberAsync("ann");
        SessionTicket ticket = await ann.GetTicketAsync(room.Id);
        byte[] request = ann.TicketRequest(ticket);
        byte[] message = ann.Bytes(ticket, static (session, output) => session.WriteMessage(output, "ann: " + new string('x', 60_000)));
        using RawPeer stranger = await RawPeer.ConnectAsync(room.EndPoint), member = await RawPeer.ConnectAsync(room.EndPoint);
        await stranger.SendAsync(message[..23]);
        Assert.Equal(RawPeer.GeneralError, await stranger.ReceiveToEndAsync());
        // In one write, so that the room has not let it in when the message comes.
        await member.SendAsync([.. request, .. message]);
        Assert.Equal(14, (await member.ReceiveAsync(14)).Length);
        Assert.Single(site.Observer.Messages);
    }

    [Fact]
    public async Task Accepted_sockets_are_probed_when_silent_and_hold_no_more_than_they_are_told()
    {
        var seen = new TaskCompletionSource<int[]>();
        var limits = new ServerLimits { KeepAlive = new KeepAlive(TimeSpan.FromSeconds(61), TimeSpan.FromSeconds(7), 5), SocketBufferBytes = 64 * 1024 };
        await using PacketServer server = PacketServer.Start(
            Site.AnyPort,
            new PacketService(connection =>
            {
                Socket socket = connection.Context.Features.Get<IConnectionSocketFeature>()!.Socket;
                int Tcp(SocketOptionName name) => (int)socket.GetSocketOption(SocketOptionLevel.Tcp, name)!;
                seen.SetResult(
                [
                    (int)socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive)!,
                    Tcp(SocketOptionName.TcpKeepAliveTime),
                    Tcp(SocketOptionName.TcpKeepAliveInterval),
                    Tcp(SocketOptionName.TcpKeepAliveRetryCount),
                    socket.SendBufferSize / 1024 / 64,
                    socket.ReceiveBufferSize / 1024 / 64,
                ]);
                return Task.CompletedTask;
            }),
            limits,
            tap: null,
            NullLoggerFactory.Instance);
        using RawPeer peer = await RawPeer.ConnectAsync(server.EndPoint);
        // Linux doubles a buffer's size, for its own bookkeeping.
        int[] options = await seen.Task.WaitAsync(Patience.Limit);
        Assert.Equal([1, 61, 7, 5], options[..4]);
        Assert.All(options[4..], static times => Assert.InRange(times, 1, 2));
        Assert.Equal(TimeSpan.FromSeconds(96), limits.KeepAlive.Patience);
    }
}
