using System.Net;
using System.Net.Sockets;
using KerberosGen.Clients;
using KerberosGen.Hosting.Tests;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using KerberosGen.Storage;
using Microsoft.Extensions.Time.Testing;

namespace KerberosGen.Client.Tests.Kdc;

public sealed class KdcLocatorTests
{
    /// <summary>What a peer that is no KDC may say.</summary>
    public static TheoryData<string, byte[]> Nonsense => new()
    {
        { "it closed the connection without an answer", [] },
        { "it closed the connection without an answer", [24, 0x42] },
        { "it closed the connection without an answer", BareKdc.Response(1602, new byte[100], size: 277) },
        { "it answers in version 72 of the protocol, and this client speaks 24", "HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray() },
        { "it answers in version 23 of the protocol, and this client speaks 24", BareKdc.Response(1602, [], version: 23) },
        { "it answers 1026 with 1604, which is no answer to that", BareKdc.Response(1604, []) },
        { "it answers 1026 with 1600, which is no answer to that", BareKdc.Response(1600, new byte[16]) },
        { "its list of services has 276 bytes, which are no whole entries", BareKdc.Response(1602, new byte[276]) },
        { "it announces 4294967295 bytes for an answer 1602, which it cannot have", BareKdc.Response(1602, [], size: uint.MaxValue) },
        { "it announces 1 bytes for an answer 1609, which it cannot have", BareKdc.Response(1609, [1]) },
    };

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task A_KDC_that_answers_nonsense_leads_to_the_next_one(string reason, byte[] answer)
    {
        await using BareKdc bad = BareKdc.Answering(answer);
        await using KdcSite good = await KdcSite.StartAsync();
        Assert.Single(await ListAsync(new KdcLocator([bad.EndPoint, good.Kdc], overUdp: false), good.Client));
        var failed = await Assert.ThrowsAsync<KdcUnreachableException>(() => ListAsync(new KdcLocator([bad.EndPoint], overUdp: false), good.Client));
        Assert.Equal($"The KDC at {bad.EndPoint} cannot be reached ({reason}). Is it running, and are -ip, -p and -pr right?", failed.Message);
    }

    [Fact]
    public async Task The_sentence_names_every_KDC_that_was_tried_and_where_it_stands()
    {
        using Socket closed = NobodyAt(out IPEndPoint nobody);
        await using BareKdc closing = BareKdc.Closing();
        var locator = new KdcLocator([new KdcAddress(nobody, "srv.info:1"), new KdcAddress(closing.EndPoint, "srv.info:3")], overUdp: false);
        var failed = await Assert.ThrowsAsync<KdcUnreachableException>(() => ListAsync(locator, default));
        Assert.Equal(
            $"None of the 2 KDCs can be reached: {nobody} of srv.info:1 (it refuses connections); {closing.EndPoint} of srv.info:3 (it closed the connection without an answer). Is one of them running, and are these addresses and -pr right?",
            failed.Message);
        failed = await Assert.ThrowsAsync<KdcUnreachableException>(() => ListAsync(new KdcLocator([new KdcAddress(nobody, "srv.info:1")], overUdp: false), default));
        Assert.Equal($"The KDC at {nobody} cannot be reached (it refuses connections). Is it running, and are srv.info:1 and -pr right?", failed.Message);
        failed = await Assert.ThrowsAsync<KdcUnreachableException>(() => ListAsync(new KdcLocator([nobody], overUdp: true), default));
        Assert.Equal(
            $"The KDC at {nobody} cannot be reached (it takes no datagrams, and over TCP it refuses connections). Is it running, and are -ip, -p and -pr right?",
            failed.Message);
    }

    [Fact]
    public async Task A_KDC_that_takes_no_connection_is_given_up_after_three_seconds()
    {
        using var full = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        full.Bind(Site.AnyPort);
        full.Listen(0);
        List<Socket> waiting = Fill((IPEndPoint)full.LocalEndPoint!);
        var clock = new FakeTimeProvider();
        Task<IReadOnlyList<ServiceInfo>> listing = ListAsync(new KdcLocator([(IPEndPoint)full.LocalEndPoint!], overUdp: false, null, clock), default);
        clock.Advance(TimeSpan.FromSeconds(2.9));
        Assert.False(listing.IsCompleted);
        await clock.UntilAsync(() => listing.IsCompleted);
        var failed = await Assert.ThrowsAsync<KdcUnreachableException>(() => listing);
        Assert.Contains("(it takes no connection within 3 s)", failed.Message, StringComparison.Ordinal);
        waiting.ForEach(static socket => socket.Dispose());
    }

    [Fact]
    public async Task A_KDC_that_is_silent_is_given_up_after_ten_seconds()
    {
        var ended = new TaskCompletionSource();
        var asked = new TaskCompletionSource();
        await using BareKdc silent = BareKdc.Start(async (peer, end) =>
        {
            asked.SetResult();
            await BareKdc.EndOfAsync(peer, end);
            ended.SetResult();
        });
        await using KdcSite good = await KdcSite.StartAsync();
        var clock = new FakeTimeProvider();
        Task<IReadOnlyList<ServiceInfo>> listing = ListAsync(new KdcLocator([silent.EndPoint, good.Kdc], overUdp: false, null, clock), good.Client);
        await asked.Task.WaitAsync(Patience.Limit);
        clock.Advance(TimeSpan.FromSeconds(9));
        Assert.False(listing.IsCompleted);
        // From here on only the good one is waited for.
        clock.Advance(TimeSpan.FromSeconds(1));
        await ended.Task.WaitAsync(Patience.Limit);
        Assert.Single(await listing.WaitAsync(Patience.Limit));
    }

    [Fact]
    public async Task A_refusal_is_an_answer_and_ends_the_search()
    {
        await using KdcSite strict = await KdcSite.StartAsync();
        await using BareKdc next = BareKdc.Closing();
        var locator = new KdcLocator([strict.Kdc, next.EndPoint], overUdp: false);
        var refused = await Assert.ThrowsAsync<RequestRefusedException>(() => ListAsync(locator, KdcSite.Id(9)));
        Assert.Equal(GeneralError.Code, refused.Code);
        await RegisterAsync(locator, "bob");
        refused = await Assert.ThrowsAsync<RequestRefusedException>(() => RegisterAsync(locator, "bob"));
        Assert.Equal(RegistrationFailure.Code, refused.Code);
        Assert.DoesNotContain("this very request", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, next.Asked);
    }

    [Fact]
    public async Task The_KDC_that_answered_last_is_asked_first()
    {
        await using BareKdc closing = BareKdc.Closing();
        await using KdcSite good = await KdcSite.StartAsync();
        await using BareKdc other = BareKdc.Closing();
        var locator = new KdcLocator([closing.EndPoint, good.Kdc, other.EndPoint], overUdp: false);
        Assert.Equal(closing.EndPoint, locator.AnsweredLast);
        for (int i = 0; i < 3; i++)
            Assert.Single(await ListAsync(locator, good.Client));
        Assert.Equal((1, 0), (closing.Asked, other.Asked));
        Assert.Equal(good.Kdc, locator.AnsweredLast);
        await good.DisposeAsync();
        await Assert.ThrowsAsync<KdcUnreachableException>(() => ListAsync(locator, good.Client));
        Assert.Equal((2, 1), (closing.Asked, other.Asked));
    }

    [Fact]
    public async Task A_KDC_that_stands_there_twice_is_asked_once()
    {
        await using BareKdc closing = BareKdc.Closing();
        var locator = new KdcLocator([closing.EndPoint, closing.EndPoint], overUdp: false);
        await Assert.ThrowsAsync<KdcUnreachableException>(() => ListAsync(locator, default));
        Assert.Equal(1, closing.Asked);
        Assert.Throws<ArgumentException>(() => new KdcLocator(Array.Empty<IPEndPoint>(), overUdp: false));
    }

    [Fact]
    public async Task A_registration_goes_to_the_next_KDC_only_if_the_first_cannot_have_got_it()
    {
        using Socket closed = NobodyAt(out IPEndPoint nobody);
        await using BareKdc closing = BareKdc.Closing();
        await using KdcSite good = await KdcSite.StartAsync();
        Assert.NotEqual(default, await RegisterAsync(new KdcLocator([nobody, good.Kdc], overUdp: false), "bob"));
        Assert.NotEqual(default, await RegisterAsync(new KdcLocator([nobody, good.Kdc], overUdp: true), "eve"));
        var uncertain = await Assert.ThrowsAsync<KdcUnreachableException>(() => RegisterAsync(new KdcLocator([closing.EndPoint, good.Kdc], overUdp: false), "joe"));
        Assert.Equal(
            $"The KDC at {closing.EndPoint} may have registered the client \"joe\", but its answer did not come (it closed the connection without an answer). Try again once it is there: if the name is taken then, choose another, or have the KDC's administrator remove it ('kdc principals remove').",
            uncertain.Message);
        Assert.Equal(3, good.Store.Clients);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task KDCs_are_reached_over_IPv6(bool overUdp)
    {
        await using KdcSite site = await KdcSite.StartAsync(address: IPAddress.IPv6Loopback);
        var locator = new KdcLocator([site.Kdc], overUdp);
        Assert.NotEqual(default, await RegisterAsync(locator, "bob"));
        Assert.Single(await ListAsync(locator, site.Client));
        Assert.StartsWith("[::1]:", $"{locator.AnsweredLast}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_wait_ends_at_once_when_it_is_cancelled(bool overUdp)
    {
        await using BareKdc silent = BareKdc.Silent();
        using var datagrams = new BareDatagrams(silent.EndPoint);
        await using KdcSite good = await KdcSite.StartAsync();
        using var cancellation = new CancellationTokenSource();
        var locator = new KdcLocator([silent.EndPoint, good.Kdc], overUdp, null, new FakeTimeProvider());
        Task listing = locator.AskAsync(kdc => kdc.ListServicesAsync(good.Client, cancellation.Token), cancellation.Token);
        if (overUdp)
            await datagrams.ReceiveAsync();
        else
            await Patience.UntilAsync(() => silent.Asked == 1);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => listing.WaitAsync(Patience.Limit));
    }

    internal static Task<IReadOnlyList<ServiceInfo>> ListAsync(KdcLocator locator, PrincipalId client) =>
        locator.AskAsync(kdc => kdc.ListServicesAsync(client, Patience.Token), Patience.Token);

    internal static Task<PrincipalId> RegisterAsync(KdcLocator locator, string name) =>
        locator.AskAsync(kdc => kdc.RegisterClientAsync(new PrincipalName(name), new Password("secret"), Patience.Token), Patience.Token);

    /// <summary>A port that is held, so that nobody listens there, for connections nor datagrams.</summary>
    private static Socket NobodyAt(out IPEndPoint endPoint)
    {
        var held = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        held.Bind(Site.AnyPort);
        endPoint = (IPEndPoint)held.LocalEndPoint!;
        return held;
    }

    /// <summary>Has more connections wait at a listener than it keeps, so that the kernel answers no more of them.</summary>
    private static List<Socket> Fill(IPEndPoint listener)
    {
        var sockets = new List<Socket>();
        for (int i = 0; i < 16; i++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            sockets.Add(socket);
            _ = socket.ConnectAsync(listener).ContinueWith(static ended => ended.Exception, TaskScheduler.Default);
        }

        return sockets;
    }
}
