using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace KerberosGen.Hosting.Tests;

/// <summary>
/// Attacks with real sockets under the default limits, bounded in count and time: the KDC's memory stays within bounds, and a
/// client that behaves is served meanwhile. The client has an address of its own: what its neighbours do behind one address
/// is counted with it.
/// </summary>
[Collection(nameof(Alone))]
public sealed class UnderAttackTests
{
    private const int EnoughServed = 5;
    private const long MaxGrowth = 48 * 1024 * 1024;

    private static readonly IPAddress Good = IPAddress.Parse("127.9.9.9");
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(2);
    private static readonly ServerLimits Times = new() { PacketDeadline = TimeSpan.FromSeconds(2), CrowdedIdleTimeout = TimeSpan.FromSeconds(1) };

    [Fact]
    public Task Connections_that_come_and_go() => AttackAsync(new KdcLimits(), static async (site, end) =>
    {
        for (int i = 0; !end.IsCancellationRequested; i++)
        {
            using Socket socket = Connect(site.Kdc, Source(i));
            switch (i % 3)
            {
                case 0:
                    socket.Send(site.ListRequest);
                    break;
                case 1:
                    socket.LingerState = new LingerOption(true, 0);
                    break;
            }
        }

        await Patience.UntilAsync(() => site.Statistics.OpenConnections <= 1);
    });

    [Fact]
    public Task Thousands_of_connections_whose_headers_never_end() => AttackAsync(new KdcLimits { Connections = 1000 }, static async (site, end) =>
    {
        List<Socket> sockets = [];
        for (int i = 0; i < 2000; i++)
        {
            Socket socket = Connect(site.Kdc, Source(i));
            sockets.Add(socket);
            TrySend(socket, site.ListRequest.AsSpan(0, 5));
        }

        for (int at = 5; !end.IsCancellationRequested; at++)
        {
            foreach (Socket socket in sockets)
                TrySend(socket, [0]);
            await Task.Delay(200, CancellationToken.None);
        }

        await Patience.UntilAsync(() => site.Statistics.OpenConnections <= 1);
        sockets.ForEach(static socket => socket.Dispose());
    });

    [Fact]
    public Task Random_bytes_over_TCP() => AttackAsync(new KdcLimits(), static (site, end) =>
    {
        var random = new Random(5);
        byte[] noise = new byte[10_000];
        for (int i = 0; !end.IsCancellationRequested; i++)
        {
            random.NextBytes(noise);
            using Socket socket = Connect(site.Kdc, Source(i));
            TrySend(socket, noise.AsSpan(0, random.Next(1, noise.Length)));
        }

        return Task.CompletedTask;
    });

    [Fact]
    public Task Datagrams_of_random_bytes_and_of_requests_from_many_sources() => AttackAsync(new KdcLimits(), static (site, end) =>
    {
        var random = new Random(6);
        Socket[] sockets = [.. Enumerable.Range(0, 200).Select(static i =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            socket.Bind(new IPEndPoint(Source(i), 0));
            return socket;
        })];
        byte[] noise = new byte[1200];
        for (int i = 0; !end.IsCancellationRequested || site.Statistics.DatagramsReceived < 1000; i++)
        {
            random.NextBytes(noise);
            byte[] datagram = (i % 4) switch
            {
                0 => noise[..random.Next(1, noise.Length)],
                1 => KdcSite.Registration($"spam {i}"),
                2 => site.TicketRequest(i, client: new Packets.PrincipalId(noise.AsSpan(0, 16))),
                _ => site.ListRequest,
            };
            sockets[i % sockets.Length].SendTo(datagram, site.Kdc);
        }

        Array.ForEach(sockets, static socket => socket.Dispose());
        return Task.CompletedTask;
    });

    [Fact]
    public Task One_source_that_sends_datagrams_without_end() => AttackAsync(new KdcLimits(), static (site, end) =>
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(Source(1), 0));
        for (int i = 0; !end.IsCancellationRequested || site.Statistics.DatagramsDropped == 0; i++)
            socket.SendTo(site.TicketRequest(i), site.Kdc);
        return Task.CompletedTask;
    });

    [Fact]
    public Task Connections_that_pipeline_thousands_of_requests_without_end() => AttackAsync(KdcLimits.None, static async (site, end) =>
    {
        byte[] requests = [.. Enumerable.Range(0, 2000).SelectMany(nonce => site.TicketRequest(nonce))];
        Socket[] sockets = [.. Enumerable.Range(0, 8).Select(i => Connect(site.Kdc, Source(i)))];
        Task all = Task.WhenAll(sockets.SelectMany(socket => new[] { Task.Run(() => KdcServersTests.PourAsync(socket, requests)), Task.Run(() => KdcServersTests.ReadAllAsync(socket)) }));
        await Task.WhenAny(all, Task.Delay(Timeout.Infinite, end));
        Array.ForEach(sockets, static socket => socket.Dispose());
        await all;
    });

    [Fact]
    public Task Peers_that_ask_for_long_lists_and_read_none() => AttackAsync(new KdcLimits { UnsentBytes = 16 * 1024 * 1024 }, static async (site, end) =>
    {
        for (int i = 0; i < 1000; i++)
        {
            site.Store.Add(new Protocol.ServicePrincipal(
                new Packets.PrincipalId(Guid.NewGuid().ToByteArray()), new Packets.PrincipalName($"Printer {i}"), new Crypto.KeyMaterial(new byte[32]), new IPEndPoint(IPAddress.Loopback, 4000)));
        }

        // 277 KB each: four hundred of them would be 110 MB.
        List<Socket> sockets = [];
        for (int i = 0; i < 400; i++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
            socket.Bind(new IPEndPoint(Source(i), 0));
            socket.Connect(site.Kdc);
            socket.Send([.. site.ListRequest, .. site.ListRequest]);
            sockets.Add(socket);
            if (i % 20 == 0)
                await Task.Delay(10, CancellationToken.None);
        }

        Assert.InRange(site.Statistics.UnsentBytes, 0, 20 * 1024 * 1024);
        await Task.Delay(Timeout.Infinite, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        sockets.ForEach(static socket => socket.Dispose());
        await Patience.UntilAsync(() => site.Statistics.UnsentBytes == 0);
    });

    private static async Task AttackAsync(KdcLimits limits, Func<KdcSite, CancellationToken, Task> attack)
    {
        await using KdcSite site = await KdcSite.StartAsync(limits, Times);
        await site.AssertServesAsync(Good);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        using var end = new CancellationTokenSource();
        Task attacking = Task.Run(() => attack(site, end.Token));
        var clock = Stopwatch.StartNew();
        int served = 0;
        while (!attacking.IsCompleted)
        {
            if (await TryAskAsync(site))
                served++;
            // However busy the machine is: the attack goes on until the client was served in its midst.
            if (clock.Elapsed > (served < EnoughServed ? Patience.Limit : Duration))
                await end.CancelAsync();
            await Task.Delay(20);
        }

        await attacking;
        Assert.InRange(served, EnoughServed, int.MaxValue);
        long growth = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.True(growth < MaxGrowth, $"The process has grown by {growth} bytes.");
        await site.AssertServesAsync(Good);
    }

    /// <summary>A client that behaves: one connection, one ticket. When all places are taken it tries again a little later.</summary>
    private static async Task<bool> TryAskAsync(KdcSite site)
    {
        try
        {
            using RawPeer peer = await RawPeer.ConnectAsync(site.Kdc, Good);
            return KdcSite.Code(await peer.AskAsync(site.TicketRequest(Random.Shared.Next()))) == 1603;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static IPAddress Source(int i) => new([127, 1, (byte)(i % 40), (byte)(1 + (i / 40 % 5))]);

    private static Socket Connect(IPEndPoint server, IPAddress from)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Bind(new IPEndPoint(from, 0));
        socket.Connect(server);
        return socket;
    }

    private static void TrySend(Socket socket, ReadOnlySpan<byte> bytes)
    {
        try
        {
            socket.Send(bytes);
        }
        catch (SocketException)
        {
            // Cut off, which is what is expected.
        }
    }
}
