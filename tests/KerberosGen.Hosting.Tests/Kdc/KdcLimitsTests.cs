using System.Net;
using System.Net.Sockets;
using KerberosGen.Protocol;
using Microsoft.Extensions.Time.Testing;

namespace KerberosGen.Hosting.Tests;

/// <summary>The limits as peers meet them: each is refused politely, counted, and closed if it goes on; others are served.</summary>
public sealed class KdcLimitsTests
{
    private static readonly IPAddress Elsewhere = IPAddress.Parse("127.0.0.2");

    [Fact]
    public async Task A_source_that_asks_too_often_over_TCP_gets_1609_and_is_closed_if_it_goes_on()
    {
        await using KdcSite site = await KdcSite.StartAsync(KdcLimits.None with { RequestsPerSource = new Rate(0.01, 20) });
        using RawPeer peer = await RawPeer.ConnectAsync(site.Kdc);
        List<int> codes = [];
        do
            codes.Add(KdcSite.Code(await peer.AskAsync(site.ListRequest)));
        while (codes[^1] != 0 && codes.Count < 1000);
        // The connection itself has cost one.
        Assert.Equal(19, codes.Count(static code => code == 1602));
        Assert.Equal(1602, codes[18]);
        Assert.InRange(codes.Count(static code => code == 1609), 2, 60);
        Assert.Equal(0, codes[^1]);
        Assert.Equal(codes.Count(static code => code == 1609), site.Observer.Refused(KdcRefusalKind.OverLimit));
        await site.AssertServesAsync(Elsewhere);
    }

    [Fact]
    public async Task A_source_over_its_limit_is_turned_away_with_1609_when_it_connects_again()
    {
        await using KdcSite site = await KdcSite.StartAsync(KdcLimits.None with { RequestsPerSource = new Rate(0.01, 2) });
        await site.AssertServesAsync();
        using RawPeer second = await RawPeer.ConnectAsync(site.Kdc);
        Assert.Equal(RawPeer.GeneralError, await second.ReceiveToEndAsync());
        Assert.Equal(1, site.Statistics.ConnectionsRefused);
        Assert.Equal(1, site.Observer.Refused(KdcRefusalKind.OverLimit));
        await site.AssertServesAsync(Elsewhere);
    }

    [Fact]
    public async Task A_source_that_registers_too_often_gets_1601_and_may_still_ask()
    {
        await using KdcSite site = await KdcSite.StartAsync(KdcLimits.None with { RegistrationsPerSource = new Rate(0.01, 5) });
        using RawPeer peer = await RawPeer.ConnectAsync(site.Kdc);
        for (int i = 0; i < 10; i++)
            Assert.Equal(i < 5 ? 1600 : 1601, KdcSite.Code(await peer.AskAsync(KdcSite.Registration($"client {i}"))));
        Assert.Equal(5, site.Store.Registrations);
        Assert.Equal(1603, KdcSite.Code(await peer.AskAsync(site.TicketRequest())));
        using RawPeer other = await RawPeer.ConnectAsync(site.Kdc, Elsewhere);
        Assert.Equal(1600, KdcSite.Code(await other.AskAsync(KdcSite.Registration("another"))));
    }

    [Fact]
    public async Task Connections_of_one_source_are_limited_and_those_of_another_are_served()
    {
        await using KdcSite site = await KdcSite.StartAsync(KdcLimits.None with { ConnectionsPerSource = 10 });
        List<RawPeer> flood = [];
        for (int i = 0; i < 30; i++)
            flood.Add(await RawPeer.ConnectAsync(site.Kdc));
        byte[][] turnedAway = await Task.WhenAll(flood[10..].Select(static peer => peer.ReceiveToEndAsync()));
        Assert.All(turnedAway, static answer => Assert.Equal(RawPeer.GeneralError, answer));
        Assert.Equal(10, site.Statistics.OpenConnections);
        Assert.Equal(20, site.Statistics.ConnectionsRefused);
        await site.AssertServesAsync(Elsewhere);
        Assert.Equal(1602, KdcSite.Code(await flood[0].AskAsync(site.ListRequest)));
        flood.ForEach(static peer => peer.Dispose());
        await Patience.UntilAsync(() => site.Statistics.OpenConnections == 0);
        await site.AssertServesAsync();
    }

    [Fact]
    public async Task Connections_of_all_are_limited_and_idle_ones_make_room()
    {
        var times = new ServerLimits { CrowdedIdleTimeout = TimeSpan.FromSeconds(10) };
        await using KdcSite site = await KdcSite.StartAsync(KdcLimits.None with { Connections = 20 }, times);
        List<RawPeer> idle = [];
        for (int i = 0; i < 25; i++)
            idle.Add(await RawPeer.ConnectAsync(site.Kdc, IPAddress.Parse($"127.0.1.{i + 1}")));
        byte[][] turnedAway = await Task.WhenAll(idle[20..].Select(static peer => peer.ReceiveToEndAsync()));
        Assert.All(turnedAway, static answer => Assert.Equal(RawPeer.GeneralError, answer));
        // The others may be silent for ten minutes, but not while the KDC is crowded.
        await Patience.UntilAsync(() => site.Statistics.OpenConnections <= 15);
        await site.AssertServesAsync();
        idle.ForEach(static peer => peer.Dispose());
    }

    [Fact]
    public async Task Requests_of_all_are_limited()
    {
        await using KdcSite site = await KdcSite.StartAsync(KdcLimits.None with { Requests = new Rate(0.01, 10) });
        List<int> codes = [];
        for (int i = 0; i < 20; i++)
        {
            using RawPeer peer = await RawPeer.ConnectAsync(site.Kdc, IPAddress.Parse($"127.0.1.{i + 1}"));
            codes.Add(KdcSite.Code(await peer.AskAsync(site.ListRequest)));
        }

        Assert.Equal([.. Enumerable.Repeat(1602, 10), .. Enumerable.Repeat(1609, 10)], codes);
        Assert.Equal(10, site.Observer.Refused(KdcRefusalKind.OverLimit));
    }

    [Fact]
    public async Task A_principal_with_many_refused_requests_is_throttled_at_that_source_only()
    {
        await using KdcSite site = await KdcSite.StartAsync(KdcLimits.None with { RefusalsPerPrincipal = new Rate(0.01, 10) });
        using RawPeer attacker = await RawPeer.ConnectAsync(site.Kdc);
        for (int i = 0; i < 15; i++)
            Assert.Equal(1609, KdcSite.Code(await attacker.AskAsync(site.TicketRequest(i, service: KdcSite.Id(9)))));
        Assert.Equal(10, site.Observer.Refused(KdcRefusalKind.UnknownService));
        Assert.Equal(5, site.Observer.Refused(KdcRefusalKind.PrincipalThrottled));
        Assert.Equal(1609, KdcSite.Code(await attacker.AskAsync(site.TicketRequest())));
        await site.AssertServesAsync(Elsewhere);
    }

    [Fact]
    public async Task A_principal_in_whose_name_tickets_are_asked_for_in_a_flood_is_throttled()
    {
        await using KdcSite site = await KdcSite.StartAsync(KdcLimits.None with { RequestsPerPrincipal = new Rate(0.01, 10) }, clock: new FakeTimeProvider());
        using RawPeer peer = await RawPeer.ConnectAsync(site.Kdc);
        int[] codes = new int[100];
        for (int i = 0; i < codes.Length && (i == 0 || codes[i - 1] != 0); i++)
            codes[i] = KdcSite.Code(await peer.AskAsync(site.TicketRequest(i)));
        Assert.Equal(Enumerable.Repeat(1603, 15), codes[..15]);
        // One comes back each second, and the connection ends when it has been told often enough.
        Assert.InRange(codes.Count(static code => code == 1603), 15, 40);
        Assert.InRange(site.Observer.Refused(KdcRefusalKind.PrincipalThrottled), 50, 85);
        Assert.Equal(1609, codes[16]);
        Assert.Equal(0, codes[^1]);
        // Its owner asks elsewhere, and less.
        await site.AssertServesAsync(Elsewhere);
    }

    [Fact]
    public async Task A_source_over_its_limit_is_told_so_over_UDP_for_a_while_and_then_dropped()
    {
        await using KdcSite site = await KdcSite.StartAsync(KdcLimits.None with { RequestsPerSource = new Rate(0.01, 10) });
        using var peer = new DatagramPeer(site.Kdc);
        for (int i = 0; i < 200; i++)
            await peer.SendAsync(site.TicketRequest(i));
        await Patience.UntilAsync(() => site.Statistics.DatagramsSent + site.Statistics.DatagramsDropped == 200);
        IReadOnlyList<byte[]> answers = await peer.ReceiveAllAsync(atLeast: (int)site.Statistics.DatagramsSent);
        Assert.Equal(10, answers.Count(static answer => KdcSite.Code(answer) == 1603));
        Assert.InRange(answers.Count(static answer => KdcSite.Code(answer) == 1609), 50, 60);
        Assert.Equal(200, answers.Count + site.Statistics.DatagramsDropped);
        using var other = new DatagramPeer(site.Kdc, Elsewhere);
        Assert.Equal(1603, KdcSite.Code(await other.AskAsync(site.TicketRequest())));
    }

    [Fact]
    public async Task TCP_and_UDP_of_one_source_share_its_limit()
    {
        await using KdcSite site = await KdcSite.StartAsync(KdcLimits.None with { RegistrationsPerSource = new Rate(0.01, 2) });
        using var datagrams = new DatagramPeer(site.Kdc);
        using RawPeer peer = await RawPeer.ConnectAsync(site.Kdc);
        Assert.Equal(1600, KdcSite.Code(await datagrams.AskAsync(KdcSite.Registration("one"))));
        Assert.Equal(1600, KdcSite.Code(await peer.AskAsync(KdcSite.Registration("two"))));
        Assert.Equal(1601, KdcSite.Code(await datagrams.AskAsync(KdcSite.Registration("three"))));
        Assert.Equal(1601, KdcSite.Code(await peer.AskAsync(KdcSite.Registration("four"))));
        // What was answered with 1600 is answered so again.
        Assert.Equal(1600, KdcSite.Code(await datagrams.AskAsync(KdcSite.Registration("one"))));
    }

    [Fact]
    public async Task A_peer_that_does_not_take_its_answers_is_cut_off_and_what_waited_for_it_is_given_back()
    {
        await using KdcSite site = await KdcSite.StartAsync(times: new ServerLimits { PacketDeadline = TimeSpan.FromSeconds(1) });
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(site.Kdc, Patience.Token);
        byte[] questions = [.. Enumerable.Range(0, 1000).SelectMany(_ => site.ListRequest)];
        try
        {
            while (true)
                await socket.SendAsync(questions, Patience.Token);
        }
        catch (SocketException e)
        {
            Assert.Contains(e.SocketErrorCode, new[] { SocketError.ConnectionReset, SocketError.Shutdown });
        }

        await Patience.UntilAsync(() => site.Statistics.OpenConnections == 0);
        Assert.Equal(0, site.Statistics.UnsentBytes);
    }
}
