using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using KerberosGen.Crypto;
using KerberosGen.Protocol;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging.Abstractions;

namespace KerberosGen.Hosting.Tests;

public sealed class KdcServersTests
{
    [Fact]
    public async Task TCP_and_UDP_are_served_under_one_port_number_that_the_system_chose()
    {
        await using KdcSite site = await KdcSite.StartAsync();
        Assert.NotEqual(0, site.Kdc.Port);
        await site.AssertServesAsync();
        using var peer = new DatagramPeer(site.Kdc);
        Assert.Equal(1603, KdcSite.Code(await peer.AskAsync(site.TicketRequest())));
    }

    [Fact]
    public Task A_port_that_is_taken_for_UDP_is_given_back_for_TCP_and_said_in_words() => OnSomePortAsync(async () =>
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var endPoint = (IPEndPoint)taken.LocalEndPoint!;
        var said = await Assert.ThrowsAsync<AddressInUseException>(() => StartAsync(endPoint, KdcTransports.Both));
        Assert.Equal($"{endPoint} is in use.", said.Message);
        await using KdcServers tcp = await StartAsync(endPoint, KdcTransports.Tcp);
        Assert.Equal(endPoint, tcp.EndPoint);
    });

    [Theory]
    [InlineData(KdcTransports.Tcp)]
    [InlineData(KdcTransports.Udp)]
    public Task One_transport_alone_leaves_the_port_to_the_other(KdcTransports transport) => OnSomePortAsync(async () =>
    {
        await using KdcServers one = await StartAsync(Site.AnyPort, transport);
        await using KdcServers other = await StartAsync(one.EndPoint, KdcTransports.Both ^ transport);
        Assert.Equal(one.EndPoint, other.EndPoint);
    });

    [Fact]
    public async Task A_room_and_a_client_over_IPv4_are_seen_as_such_by_a_KDC_that_listens_on_both()
    {
        await using KdcSite site = await KdcSite.StartAsync(KdcLimits.None with { ConnectionsPerSource = 1 }, address: IPAddress.IPv6Any);
        var kdc = new IPEndPoint(IPAddress.Loopback, site.Kdc.Port);
        using var datagrams = new DatagramPeer(kdc);
        byte[] payload = new byte[287];
        "Printer 20"u8.CopyTo(payload);
        Array.Fill(payload, (byte)7, 255, 32);
        // A service over IPv6 would get 1601.
        Assert.Equal(1600, KdcSite.Code(await datagrams.AskAsync(RawPeer.Request(1025, new byte[16], payload))));
        "Printer 30"u8.CopyTo(payload);
        using RawPeer peer = await RawPeer.ConnectAsync(kdc);
        Assert.Equal(1600, KdcSite.Code(await peer.AskAsync(RawPeer.Request(1025, new byte[16], payload))));
    }

    [Fact]
    public async Task A_stopping_KDC_gives_the_answers_that_are_at_work_over_TCP_and_UDP_and_closes_idle_connections_at_once()
    {
        KdcSite site = await KdcSite.StartAsync(times: new ServerLimits { DrainTimeout = 2 * Patience.Limit });
        var gate = new TaskCompletionSource();
        site.Store.Gate = gate.Task;
        using RawPeer idle = await RawPeer.ConnectAsync(site.Kdc), busy = await RawPeer.ConnectAsync(site.Kdc);
        using var datagrams = new DatagramPeer(site.Kdc);
        await busy.SendAsync(KdcSite.Registration("by TCP"));
        await datagrams.SendAsync(KdcSite.Registration("by UDP"));
        await Patience.UntilAsync(() => site.Store.Registrations == 2);
        Task stopping = site.DisposeAsync().AsTask();
        Assert.Empty(await idle.ReceiveToEndAsync());
        await Assert.ThrowsAsync<SocketException>(() => RawPeer.ConnectAsync(site.Kdc));
        Assert.False(stopping.IsCompleted);
        gate.SetResult();
        Assert.Equal(1600, KdcSite.Code(await busy.ReceiveToEndAsync()));
        Assert.Equal(1600, KdcSite.Code(await datagrams.ReceiveAsync()));
        await stopping.WaitAsync(Patience.Limit);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_store_that_does_not_answer_keeps_a_stopping_KDC_no_longer_than_its_drain_timeout(bool isDeaf)
    {
        KdcSite site = await KdcSite.StartAsync(times: new ServerLimits { DrainTimeout = TimeSpan.FromMilliseconds(300) });
        site.Store.Gate = new TaskCompletionSource().Task;
        site.Store.IsDeaf = isDeaf;
        using RawPeer peer = await RawPeer.ConnectAsync(site.Kdc);
        using var datagrams = new DatagramPeer(site.Kdc);
        await peer.SendAsync(KdcSite.Registration("by TCP"));
        await datagrams.SendAsync(KdcSite.Registration("by UDP"));
        await Patience.UntilAsync(() => site.Store.Registrations == 2);
        await site.DisposeAsync().AsTask().WaitAsync(Patience.Limit);
        Assert.Empty(await peer.ReceiveToEndAsync());
    }

    [Fact]
    public async Task A_peer_that_pipelines_endlessly_does_not_keep_a_KDC_from_stopping()
    {
        KdcSite site = await KdcSite.StartAsync();
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(site.Kdc);
        byte[] requests = [.. Enumerable.Range(0, 1000).SelectMany(nonce => site.TicketRequest(nonce))];
        Task sending = Task.Run(() => PourAsync(socket, requests));
        Task reading = Task.Run(() => ReadAllAsync(socket));
        await Patience.UntilAsync(() => site.Observer.Tickets > 1000);
        await site.DisposeAsync().AsTask().WaitAsync(Patience.Limit);
        await Task.WhenAll(sending, reading).WaitAsync(Patience.Limit);
    }

    [Fact]
    public async Task An_ordinary_end_of_a_connection_does_not_linger()
    {
        await using KdcSite site = await KdcSite.StartAsync();
        var clock = Stopwatch.StartNew();
        for (int i = 0; i < 400; i++)
        {
            using RawPeer peer = await RawPeer.ConnectAsync(site.Kdc);
            await peer.SendAsync(site.ListRequest);
            peer.Socket.Shutdown(SocketShutdown.Send);
            Assert.Equal(1602, KdcSite.Code(await peer.ReceiveToEndAsync()));
        }

        // A second each would be four hundred: this tells a wait from none, not fast from slow.
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(200));
    }

    internal static async Task PourAsync(Socket socket, byte[] bytes)
    {
        try
        {
            while (true)
                await socket.SendAsync(bytes, Patience.Token);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The server has ended the connection, or the test has.
        }
    }

    internal static async Task ReadAllAsync(Socket socket)
    {
        byte[] buffer = new byte[64 * 1024];
        try
        {
            while (await socket.ReceiveAsync(buffer, Patience.Token) > 0)
            {
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Likewise.
        }
    }

    // A port that the system chose for one transport may be taken for the other, by a test beside this one.
    private static async Task OnSomePortAsync(Func<Task> test)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await test();
                return;
            }
            catch (AddressInUseException) when (attempt < 10)
            {
                // On another port.
            }
        }
    }

    private static Task<KdcServers> StartAsync(IPEndPoint endPoint, KdcTransports transports) => KdcServers.StartAsync(
        transports,
        new KeyDistributionCenter(new SteeredStore(), new KdcOptions(), TimeProvider.System, SystemRandomSource.Instance),
        endPoint,
        new QuietObserver(),
        new ServerLimits(),
        new KdcAdmission(KdcLimits.None, TimeProvider.System),
        tap: null,
        NullLoggerFactory.Instance,
        Patience.Token);
}
