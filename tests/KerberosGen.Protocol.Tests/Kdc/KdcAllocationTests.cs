using System.Buffers;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests.Kdc;

/// <summary>What the role allocates for a request where the store answers at once and the ciphers are kept: nothing.</summary>
public sealed class KdcAllocationTests
{
    private static readonly byte[] s_nonce = [1, 2, 3, 4, 5, 6, 7, 8];

    private readonly ArrayBufferWriter<byte> _output = new(64 * 1024);
    private readonly SilentKdcObserver _observer = new();

    [Theory]
    [InlineData(WireLayout.Documented, 224)]
    [InlineData(WireLayout.Original, 264)]
    public async Task A_ticket_allocates_nothing(WireLayout layout, int size)
    {
        var kdc = new KdcUnderTest(new KdcOptions { Layout = layout, TimeZone = Zones.Berlin });
        PrincipalId client = await kdc.RegisterClientAsync();
        (PrincipalId service, _) = await kdc.RegisterServiceAsync();
        Assert.Equal(0, LeastAllocatedBy(kdc, GivenRequest.Ticket(client, service, s_nonce)));
        Assert.Equal(size, _output.WrittenCount);
        Assert.Equal((2, 2), (kdc.Role.Ciphers.Misses, kdc.Role.Ciphers.Count));
    }

    [Fact]
    public async Task A_list_allocates_nothing()
    {
        var kdc = new KdcUnderTest();
        PrincipalId client = await kdc.RegisterClientAsync();
        for (int i = 0; i < 100; i++)
            await kdc.RegisterServiceAsync($"Printer {i}0");
        Assert.Equal(0, LeastAllocatedBy(kdc, GivenRequest.ServiceList(client)));
        Assert.Equal(7 + (100 * 277), _output.WrittenCount);
    }

    [Fact]
    public async Task A_refusal_that_nobody_reads_allocates_nothing_and_has_no_words()
    {
        var kdc = new KdcUnderTest();
        PrincipalId client = await kdc.RegisterClientAsync();
        (PrincipalId service, _) = await kdc.RegisterServiceAsync();
        PrincipalId stranger = RoomUnderTest.NewId();
        Assert.Equal(0, LeastAllocatedBy(kdc, GivenRequest.ServiceList(stranger)));
        Assert.Equal(0, LeastAllocatedBy(kdc, GivenRequest.Ticket(stranger, service, s_nonce)));
        Assert.Equal(0, LeastAllocatedBy(kdc, GivenRequest.Ticket(client, stranger, s_nonce)));
        Assert.Equal("", _observer.LastReason);
    }

    // The least of many: what the runtime allocates on this thread when it compiles a method again is not the role's.
    private long LeastAllocatedBy(KdcUnderTest kdc, GivenRequest request)
    {
        var exchange = new KdcExchange(kdc.Peer, _output, _observer, CancellationToken.None);
        long least = long.MaxValue;
        for (int round = 0; round < 20; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++)
            {
                _output.ResetWrittenCount();
                ValueTask<Disposition> answered = kdc.Role.AnswerAsync(request.Header, request.Payload, exchange);
                if (!answered.IsCompletedSuccessfully || answered.Result != Disposition.KeepOpen)
                    Assert.Fail("not answered at once");
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
