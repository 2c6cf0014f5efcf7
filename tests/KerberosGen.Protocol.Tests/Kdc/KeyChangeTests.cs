using System.Buffers;
using System.Security.Cryptography;
using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests.Kdc;

/// <summary>A new key counts from the moment that the store has answered, whatever ciphers were kept for the old one.</summary>
public sealed class KeyChangeTests
{
    private const int Changes = 60;

    private static readonly byte[] s_nonce = [1, 2, 3, 4, 5, 6, 7, 8];

    private int _begun;
    private int _done;

    public static TheoryData<WireLayout, int> Kdcs => new()
    {
        { WireLayout.Documented, 10_000 },
        { WireLayout.Original, 10_000 },
        { WireLayout.Documented, 3 },
        { WireLayout.Documented, 0 },
    };

    [Theory]
    [MemberData(nameof(Kdcs))]
    public async Task Every_ticket_is_sealed_under_a_key_that_was_current_during_its_request(WireLayout layout, int cacheSize)
    {
        var kdc = new KdcUnderTest(new KdcOptions { Layout = layout, TimeZone = Zones.Berlin, CipherCacheSize = cacheSize });
        PrincipalId[] clients = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => kdc.RegisterClientAsync($"client {i}")));
        (PrincipalId service, byte[] first) = await kdc.RegisterServiceAsync();
        byte[][] keys = [first, .. Enumerable.Range(0, Changes).Select(static _ => RandomNumberGenerator.GetBytes(32))];

        Task[] asking = [.. Enumerable.Range(0, 4).Select(seed => Task.Factory.StartNew(
            () => AskUntilChanged(kdc, layout, clients, service, keys, seed), TaskCreationOptions.LongRunning))];
        for (int next = 1; next <= Changes; next++)
        {
            Volatile.Write(ref _begun, next);
            await kdc.Store.UpdateServiceAsync(service, s => s with { Key = new KeyMaterial(keys[next]) }, CancellationToken.None);
            Volatile.Write(ref _done, next);
            await Task.Delay(1);
        }

        await Task.WhenAll(asking);
    }

    [Theory]
    [InlineData(WireLayout.Documented)]
    [InlineData(WireLayout.Original)]
    public async Task A_new_password_opens_the_next_session_key_and_the_old_one_does_not(WireLayout layout)
    {
        var kdc = new KdcUnderTest(new KdcOptions { Layout = layout, TimeZone = Zones.Berlin });
        PrincipalId client = await kdc.RegisterClientAsync();
        (PrincipalId service, _) = await kdc.RegisterServiceAsync();
        GivenRequest request = GivenRequest.Ticket(client, service, s_nonce);
        Assert.True(Opens((await kdc.AskAsync(request)).Answer(1603).Payload, "Wonderland-1865"));

        await kdc.Store.UpdateClientAsync(client, static c => c with { Key = KeyMaterial.FromPassword("Looking-Glass-1871"u8) }, CancellationToken.None);

        byte[] answer = (await kdc.AskAsync(request)).Answer(1603).Payload;
        Assert.True(Opens(answer, "Looking-Glass-1871"));
        Assert.False(Opens(answer, "Wonderland-1865"));
    }

    [Fact]
    public async Task A_removed_principal_gets_no_more_tickets_though_its_cipher_was_kept()
    {
        var kdc = new KdcUnderTest();
        PrincipalId client = await kdc.RegisterClientAsync();
        (PrincipalId service, _) = await kdc.RegisterServiceAsync();
        GivenRequest request = GivenRequest.Ticket(client, service, s_nonce);
        (await kdc.AskAsync(request)).Answer(1603);

        await kdc.Store.RemoveServiceAsync(service, CancellationToken.None);
        (await kdc.AskAsync(request)).Answer(1609);
        await kdc.Store.RemoveClientAsync(client, CancellationToken.None);
        (await kdc.AskAsync(request)).Answer(1609);

        Assert.Equal([$"unknown service {service}", $"unknown client {client}"], kdc.Observer.Refusals);
    }

    private static bool Opens(byte[] answer, string password) =>
        PlainCbc.Open(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(password)), answer.AsSpan(16, 16), answer.AsSpan(32, 16), PaddingMode.None)
            .AsSpan(0, 8).SequenceEqual(s_nonce);

    private void AskUntilChanged(KdcUnderTest kdc, WireLayout layout, PrincipalId[] clients, PrincipalId service, byte[][] keys, int seed)
    {
        byte[] clientKey = SHA256.HashData("Wonderland-1865"u8);
        var output = new ArrayBufferWriter<byte>();
        var exchange = new KdcExchange(kdc.Peer, output, new SilentKdcObserver(), CancellationToken.None);
        var random = new Random(seed);
        bool isLast;
        do
        {
            isLast = Volatile.Read(ref _done) == Changes;
            GivenRequest request = GivenRequest.Ticket(clients[random.Next(clients.Length)], service, s_nonce);
            output.ResetWrittenCount();
            int oldest = Volatile.Read(ref _done);
            Assert.Equal(Disposition.KeepOpen, kdc.Role.AnswerAsync(request.Header, request.Payload, exchange).AsTask().GetAwaiter().GetResult());
            int newest = Volatile.Read(ref _begun);

            byte[] payload = output.WrittenSpan[7..].ToArray();
            byte[] sessionKey = layout == WireLayout.Documented
                ? PlainCbc.Open(clientKey, payload.AsSpan(16, 16), payload.AsSpan(48, 32), PaddingMode.None)
                : PlainCbc.Open(clientKey, payload.AsSpan(16, 16), payload.AsSpan(48, 48));
            byte[] ticket = layout == WireLayout.Documented ? payload[80..] : payload[96..];
            int ivAt = layout == WireLayout.Documented ? 41 : 65;
            Assert.Contains(
                Enumerable.Range(oldest, newest - oldest + 1),
                key => sessionKey.SequenceEqual(PlainCbc.Open(keys[key], ticket.AsSpan(ivAt, 16), ticket.AsSpan(ivAt + 16, 32), PaddingMode.None)));
        }
        while (!isLast);
    }
}
