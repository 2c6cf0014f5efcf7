using System.Net;
using System.Net.Sockets;
using KerberosGen.Clients;
using KerberosGen.Crypto;
using KerberosGen.Hosting.Tests;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using Microsoft.Extensions.Time.Testing;

namespace KerberosGen.Client.Tests.Kdc;

public sealed class KdcDatagramTests
{
    private static readonly byte[] EmptyList = BareKdc.Response(1602, []);

    [Fact]
    public async Task A_request_is_sent_again_after_ever_longer_waits_until_it_is_answered()
    {
        using var kdc = new BareDatagrams();
        var clock = new FakeTimeProvider();
        Task<IReadOnlyList<ServiceInfo>> listing = KdcLocatorTests.ListAsync(new KdcLocator([kdc.EndPoint], overUdp: true, null, clock), KdcSite.Id(1));
        (byte[] first, IPEndPoint client) = await kdc.ReceiveAsync();
        foreach (TimeSpan wait in KdcUdpTransport.Waits.SkipLast(1))
        {
            clock.Advance(wait - TimeSpan.FromMilliseconds(1));
            Assert.False(kdc.HasMore);
            clock.Advance(TimeSpan.FromMilliseconds(1));
            (byte[] again, IPEndPoint from) = await kdc.ReceiveAsync();
            Assert.Equal(first, again);
            // From another port it would be another request to the KDC.
            Assert.Equal(client, from);
        }

        Assert.Equal(KdcUdpTransport.Waits.Order(), KdcUdpTransport.Waits);
        await kdc.SendAsync(EmptyList, client);
        Assert.Empty(await listing.WaitAsync(Patience.Limit));
    }

    [Fact]
    public async Task A_late_answer_to_one_request_is_not_taken_for_the_answer_to_the_next()
    {
        using var kdc = new BareDatagrams();
        await using KdcClient client = await KdcClient.ConnectAsync(kdc.EndPoint, local: null, overUdp: true, Patience.Token);
        Task<IReadOnlyList<ServiceInfo>> first = client.ListServicesAsync(default, Patience.Token);
        (_, IPEndPoint firstPort) = await kdc.ReceiveAsync();
        await kdc.SendAsync(EmptyList, firstPort);
        Assert.Empty(await first.WaitAsync(Patience.Limit));
        Task<IReadOnlyList<ServiceInfo>> second = client.ListServicesAsync(default, Patience.Token);
        (_, IPEndPoint secondPort) = await kdc.ReceiveAsync();
        await kdc.SendAsync(EmptyList, firstPort);
        await kdc.SendAsync(RawPeer.GeneralError, firstPort);
        await kdc.SendAsync(Entry("Printer 10", 4000), secondPort);
        Assert.Single(await second.WaitAsync(Patience.Limit));
    }

    [Fact]
    public async Task What_is_no_answer_or_comes_from_elsewhere_is_as_good_as_lost()
    {
        using BareDatagrams kdc = new(), stranger = new();
        Task<IReadOnlyList<ServiceInfo>> listing = KdcLocatorTests.ListAsync(new KdcLocator([kdc.EndPoint], overUdp: true, null, new FakeTimeProvider()), default);
        (_, IPEndPoint client) = await kdc.ReceiveAsync();
        await stranger.SendAsync(EmptyList, client);
        byte[][] nonsense =
        [
            [], [24], RawPeer.GeneralError[..6], [.. RawPeer.GeneralError, 0], BareKdc.Response(1602, [], version: 23), BareKdc.Response(1604, []),
            BareKdc.Response(1600, new byte[16]), BareKdc.Response(1603, new byte[217]), BareKdc.Response(1602, new byte[276]), BareKdc.Response(1602, [], size: 277), new byte[60_000],
        ];
        foreach (byte[] datagram in nonsense)
            await kdc.SendAsync(datagram, client);
        await kdc.SendAsync(Entry("Printer 10", 4000), client);
        Assert.Single(await listing.WaitAsync(Patience.Limit));
    }

    [Fact]
    public async Task A_flood_of_nonsense_does_not_keep_a_client_from_giving_up()
    {
        using var kdc = new BareDatagrams();
        var clock = new FakeTimeProvider();
        Task<IReadOnlyList<ServiceInfo>> listing = KdcLocatorTests.ListAsync(new KdcLocator([kdc.EndPoint], overUdp: true, null, clock), default);
        (_, IPEndPoint client) = await kdc.ReceiveAsync();
        using var enough = new CancellationTokenSource();
        Task flood = Task.Run(async () =>
        {
            byte[] noise = new byte[1000];
            while (!enough.IsCancellationRequested)
            {
                try
                {
                    await kdc.SendAsync(noise, client);
                }
                catch (SocketException)
                {
                    // The client has closed its port.
                }
            }
        });
        await clock.UntilAsync(() => listing.IsCompleted);
        await enough.CancelAsync();
        await flood;
        var failed = await Assert.ThrowsAsync<KdcUnreachableException>(() => listing);
        Assert.Contains("(it does not answer over UDP, and over TCP it refuses connections)", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_KDC_that_serves_TCP_only_is_asked_over_TCP_at_once()
    {
        await using Site site = await Site.StartAsync(WireLayout.Documented);
        var locator = new KdcLocator([site.Kdc], overUdp: true, null, new FakeTimeProvider());
        PrincipalId ann = await KdcLocatorTests.RegisterAsync(locator, "ann");
        Assert.Empty(await KdcLocatorTests.ListAsync(locator, ann));
    }

    [Fact]
    public async Task What_UDP_does_not_answer_is_asked_over_TCP()
    {
        await using Site site = await Site.StartAsync(WireLayout.Documented);
        using var silent = new BareDatagrams(site.Kdc);
        var clock = new FakeTimeProvider();
        var locator = new KdcLocator([site.Kdc], overUdp: true, null, clock);
        Task<PrincipalId> registering = KdcLocatorTests.RegisterAsync(locator, "ann");
        await GiveUpUdpAsync(silent, clock);
        Assert.NotEqual(default, await registering.WaitAsync(Patience.Limit));
    }

    [Fact]
    public async Task A_name_that_is_taken_after_an_answer_was_lost_may_be_our_own()
    {
        await using Site site = await Site.StartAsync(WireLayout.Documented);
        using var silent = new BareDatagrams(site.Kdc);
        await site.AddMemberAsync("ann");
        var clock = new FakeTimeProvider();
        Task<PrincipalId> registering = KdcLocatorTests.RegisterAsync(new KdcLocator([site.Kdc], overUdp: true, null, clock), "ann");
        await GiveUpUdpAsync(silent, clock);
        var refused = await Assert.ThrowsAsync<RequestRefusedException>(() => registering.WaitAsync(Patience.Limit));
        Assert.EndsWith(
            " It may be taken by this very request, which was sent 5 times and whose first answer was lost: then choose another name, or have the KDC's administrator remove it.",
            refused.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registration_that_datagrams_may_have_brought_goes_to_no_other_KDC()
    {
        using var silent = new BareDatagrams();
        await using BareKdc next = BareKdc.Closing();
        var clock = new FakeTimeProvider();
        Task<PrincipalId> registering = KdcLocatorTests.RegisterAsync(new KdcLocator([silent.EndPoint, next.EndPoint], overUdp: true, null, clock), "ann");
        await GiveUpUdpAsync(silent, clock);
        var uncertain = await Assert.ThrowsAsync<KdcUnreachableException>(() => registering.WaitAsync(Patience.Limit));
        Assert.Contains("may have registered the client \"ann\"", uncertain.Message, StringComparison.Ordinal);
        Assert.Equal(0, next.Asked);
    }

    [Fact]
    public async Task A_list_too_long_for_a_datagram_is_read_over_TCP()
    {
        await using KdcSite site = await KdcSite.StartAsync();
        AddRooms(service => site.Store.Add(service));
        Assert.Equal(401, (await KdcLocatorTests.ListAsync(new KdcLocator([site.Kdc], overUdp: true), site.Client)).Count);
        var refused = await Assert.ThrowsAsync<RequestRefusedException>(() => KdcLocatorTests.ListAsync(new KdcLocator([site.Kdc], overUdp: true), KdcSite.Id(9)));
        Assert.Equal("The KDC does not know this client: register first.", refused.Message);
        Assert.Equal(GeneralError.Code, refused.Code);
    }

    [Fact]
    public async Task Where_the_KDC_serves_UDP_only_what_it_said_there_stands()
    {
        await using Site site = await Site.StartAsync(WireLayout.Documented, overUdp: true);
        var locator = new KdcLocator([site.Kdc], overUdp: true);
        PrincipalId ann = await KdcLocatorTests.RegisterAsync(locator, "ann");
        Assert.Empty(await KdcLocatorTests.ListAsync(locator, ann));
        var refused = await Assert.ThrowsAsync<RequestRefusedException>(() => KdcLocatorTests.ListAsync(locator, KdcSite.Id(9)));
        Assert.Equal(
            $"The KDC at {site.Kdc} refused over UDP: it does not know this client, or its answer is too long for a datagram, and over TCP it cannot be asked (it refuses connections). Register if you have not, or have it serve TCP too.",
            refused.Message);
        Assert.Equal(0, refused.Code);
    }

    /// <summary>A list of one service.</summary>
    internal static byte[] Entry(string name, ushort port)
    {
        byte[] entry = new byte[277];
        KdcSite.Id(7).Bytes.CopyTo(entry);
        System.Text.Encoding.UTF8.GetBytes(name, entry.AsSpan(16));
        IPAddress.Loopback.TryWriteBytes(entry.AsSpan(271), out _);
        BitConverter.TryWriteBytes(entry.AsSpan(275), port);
        return BareKdc.Response(1602, entry);
    }

    private static void AddRooms(Action<ServicePrincipal> add)
    {
        for (int i = 1; i <= 400; i++)
            add(new ServicePrincipal(new PrincipalId(Guid.NewGuid().ToByteArray()), new PrincipalName($"Room {i}"), new KeyMaterial(new byte[32]), new IPEndPoint(IPAddress.Loopback, 4000 + i)));
    }

    /// <summary>Lets each wait pass as soon as its datagram is there.</summary>
    private static async Task GiveUpUdpAsync(BareDatagrams silent, FakeTimeProvider clock)
    {
        foreach (TimeSpan wait in KdcUdpTransport.Waits)
        {
            await silent.ReceiveAsync();
            clock.Advance(wait);
        }
    }
}
