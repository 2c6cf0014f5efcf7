namespace KerberosGen.Hosting.Tests;

/// <summary>Over UDP a peer that hears nothing asks again: it gets the one answer.</summary>
public sealed class RetransmissionTests
{
    [Fact]
    public async Task A_ticket_asked_for_again_is_the_same_ticket()
    {
        await using KdcSite site = await KdcSite.StartAsync();
        using DatagramPeer peer = new(site.Kdc), other = new(site.Kdc);
        byte[] first = await peer.AskAsync(site.TicketRequest(nonce: 1));
        Assert.Equal(1603, KdcSite.Code(first));
        Assert.Equal(first, await peer.AskAsync(site.TicketRequest(nonce: 1)));
        Assert.NotEqual(first, await peer.AskAsync(site.TicketRequest(nonce: 2)));
        Assert.NotEqual(first, await other.AskAsync(site.TicketRequest(nonce: 1)));
        Assert.Equal(3, site.Observer.Tickets);
        Assert.Equal(1, site.Statistics.AnswersRepeated);
    }

    [Fact]
    public async Task A_registration_sent_again_while_it_is_at_work_is_done_once_and_answered_once()
    {
        await using KdcSite site = await KdcSite.StartAsync();
        var gate = new TaskCompletionSource();
        site.Store.Gate = gate.Task;
        using var peer = new DatagramPeer(site.Kdc);
        byte[] request = KdcSite.Registration("ann lee");
        for (int i = 0; i < 5; i++)
            await peer.SendAsync(request);
        await Patience.UntilAsync(() => site.Statistics.DatagramsReceived == 5);
        Assert.Equal(1, site.Store.Registrations);
        // Others are served meanwhile.
        using var other = new DatagramPeer(site.Kdc);
        Assert.Equal(1603, KdcSite.Code(await other.AskAsync(site.TicketRequest())));
        gate.SetResult();
        byte[] answer = Assert.Single(await peer.ReceiveAllAsync(atLeast: 1));
        Assert.Equal(1600, KdcSite.Code(answer));
        Assert.Equal(answer, await peer.AskAsync(request));
        Assert.Equal(1, site.Store.Registrations);
    }

    [Fact]
    public async Task A_registration_is_remembered_whatever_flood_of_other_requests_follows()
    {
        await using KdcSite site = await KdcSite.StartAsync(KdcLimits.None with { DatagramBytesPerSource = 0 });
        using DatagramPeer peer = new(site.Kdc), flood = new(site.Kdc);
        byte[] request = KdcSite.Registration("ann lee");
        byte[] answer = await peer.AskAsync(request);
        // Nothing is remembered for longer than a few seconds: on a machine that is busy, the flood is the smaller.
        long end = Environment.TickCount64 + 3_000;
        for (int i = 0; i < 20_000 && Environment.TickCount64 < end; i++)
            await flood.AskAsync(site.TicketRequest(i));
        Assert.Equal(answer, await peer.AskAsync(request));
        Assert.Equal(1, site.Store.Registrations);
    }

    [Fact]
    public async Task No_more_than_so_many_wait_for_the_store_and_the_rest_is_dropped()
    {
        await using KdcSite site = await KdcSite.StartAsync();
        var gate = new TaskCompletionSource();
        site.Store.Gate = gate.Task;
        using var peer = new DatagramPeer(site.Kdc);
        for (int i = 0; i < 300; i++)
        {
            await peer.SendAsync(KdcSite.Registration($"client {i}"));
            await Patience.UntilAsync(() => site.Statistics.DatagramsReceived == i + 1);
        }

        await Patience.UntilAsync(() => site.Statistics.DatagramsDropped >= 44);
        Assert.Equal(256, site.Statistics.DatagramsAtWork);
        Assert.Equal(44, site.Statistics.DatagramsDropped);
        gate.SetResult();
        await Patience.UntilAsync(() => site.Statistics.DatagramsAtWork == 0);
        Assert.Equal(256, (await peer.ReceiveAllAsync(atLeast: 256)).Count(static answer => KdcSite.Code(answer) == 1600));
        Assert.Equal(1600, KdcSite.Code(await peer.AskAsync(KdcSite.Registration("client 299"))));
    }

    [Fact]
    public async Task A_store_that_fails_costs_the_answer_and_the_request_can_be_sent_again()
    {
        var log = new RecordingLoggers();
        await using KdcSite site = await KdcSite.StartAsync(loggers: log);
        site.Store.Failure = new IOException("The database is away.");
        using var peer = new DatagramPeer(site.Kdc);
        byte[] request = KdcSite.Registration("ann lee");
        for (int i = 0; i < 100; i++)
        {
            await peer.SendAsync(request);
            await peer.SendAsync(site.TicketRequest(i));
        }

        await Patience.UntilAsync(() => site.Statistics.DatagramsReceived == 200 && site.Statistics.DatagramsAtWork == 0);
        Assert.Empty(await peer.ReceiveAllAsync(atLeast: 0));
        Assert.InRange(site.Statistics.StoreFailures, 101, 200);
        site.Store.Failure = null;
        Assert.Equal(1600, KdcSite.Code(await peer.AskAsync(request)));
        Assert.InRange(log.Lines.Count(static line => line.Contains("The database is away.", StringComparison.Ordinal)), 1, 10);
    }

    [Fact]
    public async Task A_store_that_fails_costs_the_connection_but_no_answer_before_it()
    {
        var log = new RecordingLoggers();
        await using KdcSite site = await KdcSite.StartAsync(loggers: log);
        for (int i = 0; i < 50; i++)
        {
            using RawPeer peer = await RawPeer.ConnectAsync(site.Kdc);
            Assert.Equal(1603, KdcSite.Code(await peer.AskAsync(site.TicketRequest())));
            site.Store.Failure = new IOException("The database is away.");
            // 1025 to a KDC in one write with a code that needs no store.
            await peer.SendAsync([.. RawPeer.Request(1031, site.Client.Bytes, []), .. site.TicketRequest()]);
            Assert.Equal(RawPeer.GeneralError, await peer.ReceiveToEndAsync());
            site.Store.Failure = null;
        }

        Assert.Equal(50, site.Statistics.StoreFailures);
        Assert.InRange(log.Lines.Count, 1, 10);
        await site.AssertServesAsync();
    }
}
