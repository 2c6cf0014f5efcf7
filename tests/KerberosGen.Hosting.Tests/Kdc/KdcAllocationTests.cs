using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging.Abstractions;

namespace KerberosGen.Hosting.Tests;

/// <summary>A request whose answer is in memory allocates nothing on its way through a server.</summary>
[Collection(nameof(Alone))]
public sealed class KdcAllocationTests
{
    private const int Requests = 10_000;

    // What the whole process may allocate meanwhile that is no request's: a timer, a thread of the pool, a tier of the JIT.
    private const long Slack = 64 * 1024;

    [Fact]
    public async Task Ten_thousand_tickets_one_by_one_over_TCP_allocate_nothing_in_the_whole_process()
    {
        await using KdcSite site = await KdcSite.StartAsync(new KdcLimits { RequestsPerPrincipal = default, RequestsPerSource = default, Requests = default });
        using Socket peer = Connect(site.Kdc);
        byte[] request = site.TicketRequest();
        AssertAllocatesNothing(() => Ask(peer, request, 224));
        Assert.InRange(site.Observer.Tickets, 2 * Requests, int.MaxValue);
    }

    [Fact]
    public async Task Tickets_asked_for_in_batches_over_TCP_allocate_nothing_in_the_whole_process()
    {
        await using KdcSite site = await KdcSite.StartAsync();
        using Socket peer = Connect(site.Kdc);
        byte[] requests = [.. Enumerable.Range(0, 100).SelectMany(nonce => site.TicketRequest(nonce))];
        AssertAllocatesNothing(() => Ask(peer, requests, 224 * 100), Requests / 100);
    }

    [Fact]
    public async Task Requests_that_are_refused_allocate_nothing_in_the_whole_process()
    {
        await using KdcSite site = await KdcSite.StartAsync();
        using Socket peer = Connect(site.Kdc);
        byte[] request = site.TicketRequest(service: KdcSite.Id(9));
        AssertAllocatesNothing(() => Ask(peer, request, 7));
        Assert.InRange(site.Observer.Refused(KdcRefusalKind.UnknownService), 2 * Requests, int.MaxValue);
    }

    [Fact]
    public async Task Ten_thousand_tickets_over_UDP_allocate_nothing_in_the_whole_process()
    {
        await using KdcSite site = await KdcSite.StartAsync(KdcLimits.None with { DatagramBytesPerSource = 0 });
        using var peer = new DatagramPeer(site.Kdc);
        byte[] request = site.TicketRequest();
        int nonce = 0;
        // What is remembered fills its place first.
        AssertAllocatesNothing(
            () =>
            {
                BitConverter.TryWriteBytes(request.AsSpan(39), ++nonce);
                Ask(peer.Socket, request, 224);
            },
            Requests,
            warmUp: 40_000);
    }

    [Fact]
    public async Task Datagrams_sent_again_allocate_nothing_in_the_whole_process()
    {
        await using KdcSite site = await KdcSite.StartAsync(KdcLimits.None with { DatagramBytesPerSource = 0 });
        using var peer = new DatagramPeer(site.Kdc);
        byte[] request = site.TicketRequest();
        AssertAllocatesNothing(() => Ask(peer.Socket, request, 224));
    }

    [Fact]
    public void Between_the_pipes_a_ticket_allocates_nothing_on_its_thread()
    {
        var store = new SteeredStore();
        store.Add(new ClientPrincipal(KdcSite.Id(1), new PrincipalName("ann"), new KeyMaterial(new byte[32]), DateTimeOffset.UnixEpoch));
        store.Add(new ServicePrincipal(KdcSite.Id(2), new PrincipalName("Printer 10"), new KeyMaterial(new byte[32]), new IPEndPoint(IPAddress.Loopback, 4000)));
        using var role = new KeyDistributionCenter(store, new KdcOptions(), TimeProvider.System, SystemRandomSource.Instance);
        var admission = new KdcAdmission(new KdcLimits { RequestsPerPrincipal = default, RequestsPerSource = default, Requests = default }, TimeProvider.System);
        // Everything runs on the thread that writes: it is the whole way from a pipe to a pipe.
        var options = new PipeOptions(readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, useSynchronizationContext: false);
        Pipe toKdc = new(options), fromKdc = new(options);
        var context = new DefaultConnectionContext("memory", new DuplexPipe(toKdc.Reader, fromKdc.Writer), new DuplexPipe(toKdc.Reader, fromKdc.Writer))
        {
            RemoteEndPoint = new IPEndPoint(IPAddress.Loopback, 5000),
        };
        Assert.True(admission.TryEnter(IPAddress.Loopback, out SourceAccount source).IsGranted);
        using var place = new SourcePlace(admission, source);
        using var connection = new KdcConnection(
            role,
            new ServedConnection(context, place, CancellationToken.None),
            new ServerLimits(),
            new QuietObserver(),
            admission,
            new StoreFailureLog(NullLogger.Instance, admission.Statistics));
        Task running = connection.RunAsync();
        byte[] request = RawPeer.Request(1027, KdcSite.Id(1).Bytes, [.. KdcSite.Id(2).Bytes, .. new byte[8]]);
        void Exchange()
        {
            toKdc.Writer.Write(request);
            toKdc.Writer.FlushAsync().GetAwaiter().GetResult();
            Assert.True(fromKdc.Reader.TryRead(out ReadResult answer));
            if (answer.Buffer.Length != 224)
                throw new InvalidOperationException($"{answer.Buffer.Length} bytes came back.");
            fromKdc.Reader.AdvanceTo(answer.Buffer.End);
        }

        for (int i = 0; i < Requests; i++)
            Exchange();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Requests; i++)
            Exchange();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.False(running.IsCompleted);
        toKdc.Writer.Complete();
        Assert.True(running.IsCompletedSuccessfully);
    }

    private static void AssertAllocatesNothing(Action exchange, int times = Requests, int warmUp = 0)
    {
        // The least of a few rounds: what else the process does meanwhile is not the server's.
        for (int i = 0; i < Math.Max(warmUp, times); i++)
            exchange();
        long least = long.MaxValue;
        for (int round = 0; round < 5 && least > Slack; round++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < times; i++)
                exchange();
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.True(least <= Slack, $"{least} bytes were allocated by {Requests} requests: {(double)least / Requests:F1} each.");
    }

    // Never used by an asynchronous call, so that what the test does itself needs no memory either.
    private static Socket Connect(IPEndPoint server)
    {
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(server);
        return socket;
    }

    private static void Ask(Socket socket, byte[] request, int answer)
    {
        socket.Send(request);
        Span<byte> buffer = stackalloc byte[4096];
        for (int received = 0; received < answer;)
        {
            int size = socket.Receive(buffer[..Math.Min(buffer.Length, answer - received)]);
            if (size == 0)
                throw new IOException("The connection has ended.");
            received += size;
        }
    }

    private sealed class DuplexPipe(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input => input;

        public PipeWriter Output => output;
    }
}
