using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using KerberosGen.Clients;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting.Tests;

/// <summary>Whatever a peer does, it is answered or cut off, and two well-behaved members lose nothing meanwhile.</summary>
public sealed class HostileClientTests
{
    private static readonly ServerLimits Short = new()
    {
        PacketDeadline = TimeSpan.FromSeconds(1),
        IdleTimeout = TimeSpan.FromMinutes(5),
        DrainTimeout = TimeSpan.FromSeconds(5),
    };

    private static readonly byte[] Anyone = new byte[16];

    [Fact]
    public Task Half_a_header_and_then_silence_is_cut_off() => WhileOthersChatAsync(Short, static async (site, room) =>
    {
        foreach (IPEndPoint server in new[] { site.Kdc, room.EndPoint })
        {
            using RawPeer peer = await RawPeer.ConnectAsync(server);
            await peer.SendAsync(RawPeer.Request(1026, Anyone, [])[..11]);
            Assert.Empty(await peer.ReceiveToEndAsync());
        }
    });

    [Fact]
    public Task Silence_from_the_start_is_cut_off() => WhileOthersChatAsync(Short with { IdleTimeout = TimeSpan.FromSeconds(10) }, static (site, room) =>
        Task.WhenAll(new[] { site.Kdc, room.EndPoint }.Select(static async server =>
        {
            using RawPeer peer = await RawPeer.ConnectAsync(server);
            Assert.Empty(await peer.ReceiveToEndAsync());
        })));

    [Fact]
    public Task Half_a_header_and_then_the_end_is_closed_without_an_answer() => WhileOthersChatAsync(new ServerLimits(), static async (site, room) =>
    {
        foreach (IPEndPoint server in new[] { site.Kdc, room.EndPoint })
        {
            using RawPeer peer = await RawPeer.ConnectAsync(server);
            await peer.SendAsync(RawPeer.Request(1026, Anyone, [])[..11]);
            peer.Socket.Shutdown(SocketShutdown.Send);
            Assert.Empty(await peer.ReceiveToEndAsync());
        }
    });

    [Theory]
    [InlineData(1024, uint.MaxValue)]
    [InlineData(1028, 511u)]
    [InlineData(1029, 64u * 1024)]
    [InlineData(1026, 1u)]
    [InlineData(9999, 1u << 31)]
    public Task A_size_that_cannot_be_is_refused_on_the_header_alone(ushort code, uint size) => WhileOthersChatAsync(new ServerLimits(), async (site, room) =>
    {
        foreach (IPEndPoint server in new[] { site.Kdc, room.EndPoint })
        {
            using RawPeer peer = await RawPeer.ConnectAsync(server);
            await peer.SendAsync(RawPeer.Request(code, Anyone, [], size: size));
            Assert.Equal(RawPeer.GeneralError, await peer.ReceiveToEndAsync());
        }
    });

    [Fact]
    public Task The_answer_to_a_refused_size_arrives_although_its_sender_goes_on_sending() => WhileOthersChatAsync(new ServerLimits(), static async (site, room) =>
    {
        using RawPeer peer = await RawPeer.ConnectAsync(room.EndPoint);
        await peer.SendAsync(RawPeer.Request(1029, Anyone, new byte[100_000]));
        Assert.Equal(RawPeer.GeneralError, await peer.ReceiveOnceAsync());
    });

    [Fact]
    public Task A_payload_that_trickles_is_cut_off_although_bytes_keep_coming() => WhileOthersChatAsync(Short, static async (site, room) =>
    {
        foreach (IPEndPoint server in new[] { site.Kdc, room.EndPoint })
        {
            using RawPeer peer = await RawPeer.ConnectAsync(server);
            await peer.SendAsync(RawPeer.Request(1024, Anyone, [], size: 510));
            Task<byte[]> end = peer.ReceiveToEndAsync();
            int sent = 0;
            try
            {
                for (; !end.IsCompleted && sent < 509; sent++)
                {
                    await peer.Socket.SendAsync(new byte[1], Patience.Token);
                    await Task.WhenAny(end, Task.Delay(20));
                }
            }
            catch (SocketException)
            {
                // The server has cut the connection off, which is what is expected.
            }

            Assert.Empty(await end);
            Assert.InRange(sent, 1, 508);
        }
    });

    [Theory]
    [InlineData(1)]
    [InlineData(1023)]
    [InlineData(1600)]
    [InlineData(ushort.MaxValue)]
    public Task An_unknown_code_is_refused_and_the_connection_goes_on(ushort code) => WhileOthersChatAsync(new ServerLimits(), async (site, room) =>
    {
        foreach (IPEndPoint server in new[] { site.Kdc, room.EndPoint })
        {
            using RawPeer peer = await RawPeer.ConnectAsync(server);
            Assert.Equal(RawPeer.GeneralError, await peer.AskAsync(RawPeer.Request(code, Anyone, [1, 2, 3])));
            Assert.Equal(RawPeer.GeneralError, await peer.AskAsync(RawPeer.Request(code, Anyone, [])));
        }
    });

    [Fact]
    public Task Another_version_is_refused_and_the_connection_closed() => WhileOthersChatAsync(new ServerLimits(), static async (site, room) =>
    {
        foreach (IPEndPoint server in new[] { site.Kdc, room.EndPoint })
        {
            foreach (byte version in new byte[] { 0, 23, 25, 255 })
            {
                using RawPeer peer = await RawPeer.ConnectAsync(server);
                await peer.SendAsync(RawPeer.Request(1026, Anyone, [], version));
                Assert.Equal(RawPeer.GeneralError, await peer.ReceiveToEndAsync());
            }
        }
    });

    [Fact]
    public Task Responses_sent_to_a_server_are_answered_or_cut_off() => WhileOthersChatAsync(Short, static async (site, room) =>
    {
        foreach (IPEndPoint server in new[] { site.Kdc, room.EndPoint })
        {
            using RawPeer peer = await RawPeer.ConnectAsync(server);
            // A 1600 is 23 bytes, as a request header is, so it reads as one.
            await peer.SendAsync([24, 0x40, 0x06, 16, 0, 0, 0, .. Enumerable.Repeat((byte)0xEE, 16)]);
            Assert.Equal(RawPeer.GeneralError, await peer.ReceiveToEndAsync());
        }
    });

    [Fact]
    public Task Noise_is_answered_or_cut_off() => WhileOthersChatAsync(Short, static async (site, room) =>
    {
        var random = new Random(2024);
        byte[][] noises = [.. Enumerable.Range(0, 20).Select(_ => new byte[random.Next(1, 4096)])];
        Array.ForEach(noises, random.NextBytes);
        await Task.WhenAll(noises.SelectMany(noise => new[] { AnnoyAsync(site.Kdc, noise), AnnoyAsync(room.EndPoint, noise) }));

        static async Task AnnoyAsync(IPEndPoint server, byte[] noise)
        {
            using RawPeer peer = await RawPeer.ConnectAsync(server);
            await peer.SendAsync(noise);
            byte[] answers = await peer.ReceiveToEndAsync();
            Assert.All(answers.Chunk(7), answer => Assert.Equal(RawPeer.GeneralError, answer));
        }
    });

    [Fact]
    public Task A_good_header_over_noise_is_refused() => WhileOthersChatAsync(Short, static async (site, room) =>
    {
        var random = new Random(7);
        using RawPeer peer = await RawPeer.ConnectAsync(room.EndPoint);
        foreach (int size in new[] { 265, 289 })
        {
            byte[] noise = new byte[size];
            for (int i = 0; i < 20; i++)
            {
                random.NextBytes(noise);
                Assert.Equal(RawPeer.GeneralError, await peer.AskAsync(RawPeer.Request(1028, Anyone, noise)));
            }
        }
    });

    [Fact]
    public Task Connections_beyond_the_limit_are_closed_at_once() => WhileOthersChatAsync(new ServerLimits { MaxConnections = 10 }, static async (site, room) =>
    {
        var flood = new List<RawPeer>();
        try
        {
            int turnedAway = 0;
            for (int i = 0; i < 50; i++)
            {
                try
                {
                    flood.Add(await RawPeer.ConnectAsync(room.EndPoint));
                }
                catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
                {
                    turnedAway++;
                }
            }

            // Eight of them fit beside the two members; the others read the end of the connection.
            Task<byte[]>[] ends = [.. flood.Select(static peer => peer.ReceiveToEndAsync())];
            for (; turnedAway < 42; turnedAway++)
                ends = [.. ends.Except([await Task.WhenAny(ends).WaitAsync(Patience.Limit)])];
            Assert.Equal(8, ends.Count(static end => !end.IsCompleted));
        }
        finally
        {
            flood.ForEach(static peer => peer.Dispose());
        }

        // Once they are gone there is room again.
        Member cem = await site.AddMemberAsync("cem");
        SessionTicket ticket = await cem.GetTicketAsync(room.Id);
        byte[] answer = [];
        for (var trying = Stopwatch.StartNew(); answer.Length == 0 && trying.Elapsed < Patience.Limit;)
        {
            using RawPeer peer = await RawPeer.ConnectAsync(room.EndPoint);
            answer = await peer.AskAsync(cem.TicketRequest(ticket));
        }

        Assert.Equal(SymmetricKeyAck.Code, BitConverter.ToUInt16(answer, 1));
    });

    [Fact]
    public Task A_subscriber_that_never_reads_is_cut_off() => WhileOthersChatAsync(Short, static async (site, room) =>
    {
        Member deaf = await site.AddMemberAsync("deaf");
        SessionTicket ticket = await deaf.GetTicketAsync(room.Id);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(room.EndPoint, Patience.Token);
        await socket.SendAsync(deaf.TicketRequest(ticket), Patience.Token);
        byte[] ack = new byte[7];
        Assert.Equal(7, await socket.ReceiveAsync(ack, Patience.Token));
        await socket.SendAsync(deaf.Bytes(ticket, (session, output) => session.WriteSubscription(output, 0, deaf.Name)), Patience.Token);

        Member loud = await site.AddMemberAsync("loud");
        await using ChatConnection chat = await loud.EnterAsync(room);
        string text = "loud: " + new string('x', 60_000);
        while ((await chat.ListMembersAsync(Patience.Token)).Any(m => m.ClientId == deaf.Id))
            await chat.SendAsync(text, Patience.Token);
    });

    [Fact]
    public Task A_subscriber_that_resets_its_connection_harms_nobody() => WhileOthersChatAsync(new ServerLimits(), static async (site, room) =>
    {
        for (int i = 0; i < 10; i++)
        {
            Member rude = await site.AddMemberAsync($"rude {i}");
            SessionTicket ticket = await rude.GetTicketAsync(room.Id);
            using RawPeer peer = await RawPeer.ConnectAsync(room.EndPoint);
            await peer.AskAsync(rude.TicketRequest(ticket));
            await peer.SendAsync(rude.Bytes(ticket, (session, output) => session.WriteSubscription(output, 0, rude.Name)));
            peer.Socket.LingerState = new LingerOption(true, 0);
            peer.Socket.Close();
        }
    });

    [Fact]
    public Task Requests_whose_answers_are_never_read_are_cut_off() => WhileOthersChatAsync(Short, static async (site, room) =>
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(room.EndPoint, Patience.Token);
        byte[] questions = [.. Enumerable.Range(0, 1000).SelectMany(static _ => RawPeer.Request(1031, Anyone, []))];
        try
        {
            while (true)
                await socket.SendAsync(questions, Patience.Token);
        }
        catch (SocketException e)
        {
            Assert.Contains(e.SocketErrorCode, new[] { SocketError.ConnectionReset, SocketError.Shutdown });
        }
    });

    private static async Task WhileOthersChatAsync(ServerLimits limits, Func<Site, SiteRoom, Task> hostility)
    {
        await using Site site = await Site.StartAsync(WireLayout.Documented, limits);
        SiteRoom room = await site.AddRoomAsync("Printer 10");
        await using Conversation conversation = await Conversation.StartAsync(site, room);
        await hostility(site, room);
        await conversation.EndAndCheckAsync();
    }
}
