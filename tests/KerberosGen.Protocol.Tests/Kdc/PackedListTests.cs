using System.Buffers;
using System.Net;
using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests.Kdc;

/// <summary>1602 is made once and sent to all who ask, until a service changes.</summary>
public sealed class PackedListTests
{
    private const int Most = 60_567;

    [Fact]
    public async Task A_change_of_a_service_is_in_the_next_list()
    {
        var kdc = new KdcUnderTest();
        PrincipalId client = await kdc.RegisterClientAsync();
        (PrincipalId service, _) = await kdc.RegisterServiceAsync();
        Assert.Equal(kdc.Peer, await OnlyEndPointAsync(kdc, client));

        var moved = new IPEndPoint(IPAddress.Parse("198.51.100.3"), 65535);
        await kdc.Store.UpdateServiceAsync(service, s => s with { EndPoint = moved }, CancellationToken.None);
        Assert.Equal(moved, await OnlyEndPointAsync(kdc, client));

        await kdc.Store.RemoveServiceAsync(service, CancellationToken.None);
        Assert.Empty((await kdc.AskAsync(GivenRequest.ServiceList(client))).Answer(1602).Payload);
    }

    [Fact]
    public async Task Every_list_is_one_that_the_store_had_during_its_request()
    {
        const int Rooms = 300;
        var kdc = new KdcUnderTest();
        PrincipalId client = await kdc.RegisterClientAsync();
        GivenRequest request = GivenRequest.ServiceList(client);
        int begun = 0, done = 0;

        Task[] asking = [.. Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
            () =>
            {
                var output = new ArrayBufferWriter<byte>();
                var exchange = new KdcExchange(kdc.Peer, output, new SilentKdcObserver(), CancellationToken.None);
                bool isLast;
                do
                {
                    isLast = Volatile.Read(ref done) == Rooms;
                    output.ResetWrittenCount();
                    int least = Volatile.Read(ref done);
                    Assert.True(kdc.Role.AnswerAsync(request.Header, request.Payload, exchange).IsCompletedSuccessfully);
                    int most = Volatile.Read(ref begun);
                    ReadOnlySpan<byte> payload = output.WrittenSpan[7..];
                    Assert.InRange(payload.Length / 277, least, most);
                    for (int i = 0; i < payload.Length / 277; i++)
                        Assert.Equal(1000 + i, payload[(277 * i) + 275] | (payload[(277 * i) + 276] << 8));
                }
                while (!isLast);
            },
            TaskCreationOptions.LongRunning))];
        var key = new KeyMaterial(new byte[32]);
        for (int i = 0; i < Rooms; i++)
        {
            Volatile.Write(ref begun, i + 1);
            await kdc.Store.TryAddAsync(
                new ServicePrincipal(RoomUnderTest.NewId(), new PrincipalName($"Printer {i}0"), key, new IPEndPoint(IPAddress.Loopback, 1000 + i)), CancellationToken.None);
            Volatile.Write(ref done, i + 1);
        }

        await Task.WhenAll(asking);
    }

    [Fact]
    public async Task A_list_as_long_as_a_response_may_be_is_sent()
    {
        ReceivedPacket answer = await AskAsync(new ListOnlyStore(Most), out _);
        Assert.Equal(1602, answer.Code);
        Assert.Equal(Most * 277, answer.Payload.Length);
        Assert.InRange((uint)answer.Payload.Length, ProtocolLimits.MaxResponsePayload - 277, ProtocolLimits.MaxResponsePayload);
    }

    [Fact]
    public async Task A_longer_list_is_refused_with_the_number_in_the_log()
    {
        ReceivedPacket answer = await AskAsync(new ListOnlyStore(Most + 1), out RecordingKdcObserver observer);
        Assert.Equal(1609, answer.Code);
        Assert.Equal("the list has 60568 services, but a response carries 60567 at most: remove or disable some", Assert.Single(observer.Refusals));
    }

    [Fact]
    public async Task Disabled_services_do_not_make_a_list_too_long()
    {
        ReceivedPacket answer = await AskAsync(new ListOnlyStore(Most + 1, disabled: 1), out _);
        Assert.Equal(Most * 277, answer.Payload.Length);
    }

    private static Task<ReceivedPacket> AskAsync(IPrincipalStore store, out RecordingKdcObserver observer)
    {
        RecordingKdcObserver recording = observer = new RecordingKdcObserver();
        return AskAsync();

        async Task<ReceivedPacket> AskAsync()
        {
            using var kdc = new KeyDistributionCenter(store, new KdcOptions(), TimeProvider.System, SystemRandomSource.Instance);
            GivenRequest request = GivenRequest.ServiceList(RoomUnderTest.NewId());
            var output = new ArrayBufferWriter<byte>();
            await kdc.AnswerAsync(
                request.Header, request.Payload, new KdcExchange(new IPEndPoint(IPAddress.Loopback, 1), output, recording, CancellationToken.None));
            return Assert.Single(ReceivedPacket.CutAll(output.WrittenMemory));
        }
    }

    private static async Task<IPEndPoint> OnlyEndPointAsync(KdcUnderTest kdc, PrincipalId client)
    {
        byte[] entry = (await kdc.AskAsync(GivenRequest.ServiceList(client))).Answer(1602).Payload;
        Assert.Equal(277, entry.Length);
        return new IPEndPoint(new IPAddress(entry[271..275]), entry[275] | (entry[276] << 8));
    }

    /// <summary>Any client, and so many services.</summary>
    private sealed class ListOnlyStore(int services, int disabled = 0) : IPrincipalStore
    {
        private static readonly KeyMaterial s_key = new(new byte[32]);

        private readonly ServicePrincipal[] _services =
        [
            .. Enumerable.Range(0, services).Select(i =>
                new ServicePrincipal(RoomUnderTest.NewId(), new PrincipalName($"Printer {i}0"), s_key, new IPEndPoint(IPAddress.Loopback, 5000), i < disabled)),
        ];

        public ValueTask<ClientPrincipal?> FindClientAsync(PrincipalId id, CancellationToken cancellation) =>
            new(new ClientPrincipal(id, new PrincipalName("alice"), s_key, default));

        public ValueTask<IReadOnlyList<ServicePrincipal>> ListServicesAsync(CancellationToken cancellation) => new(_services);

        public ValueTask<ServicePrincipal?> FindServiceAsync(PrincipalId id, CancellationToken cancellation) => throw new NotSupportedException();

        public ValueTask<bool> TryAddAsync(ClientPrincipal client, CancellationToken cancellation) => throw new NotSupportedException();

        public ValueTask<bool> TryAddAsync(ServicePrincipal service, CancellationToken cancellation) => throw new NotSupportedException();

        public void NoteSeen(PrincipalId client, DateTimeOffset now)
        {
        }
    }
}
