using System.Net;
using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests.Kdc;

/// <summary>Who may register, under which name and id, and from where.</summary>
public sealed class RegistrationRuleTests
{
    private static readonly byte[] s_key = [.. Enumerable.Range(1, 32).Select(static i => (byte)i)];
    private static readonly GivenRequest s_alice = GivenRequest.ClientRegistration("alice"u8, "pw"u8);
    private static readonly GivenRequest s_printer = GivenRequest.ServiceRegistration("Printer 10"u8, s_key);

    [Fact]
    public async Task When_registration_is_closed_clients_and_services_get_1601_and_are_not_kept()
    {
        var kdc = new KdcUnderTest(new KdcOptions { IsRegistrationOpen = false });
        foreach (GivenRequest request in new[] { s_alice, s_printer })
        {
            KdcReply reply = await kdc.AskAsync(request);
            Assert.Empty(reply.Answer(1601).Payload);
            Assert.Equal(Disposition.KeepOpen, reply.Disposition);
        }

        Assert.Equal(Enumerable.Repeat("Registration is closed: the administrator registers clients and services.", 2), kdc.Observer.Refusals);
        Assert.Empty(kdc.Store.Clients);
        Assert.Empty(kdc.Store.Services);
    }

    [Fact]
    public async Task When_registration_is_closed_what_the_administrator_enrols_gets_lists_and_tickets()
    {
        var kdc = new KdcUnderTest(new KdcOptions { IsRegistrationOpen = false });
        var client = new ClientPrincipal(RoomUnderTest.NewId(), new PrincipalName("alice"), KeyMaterial.FromPassword("pw"u8), default);
        var service = new ServicePrincipal(RoomUnderTest.NewId(), new PrincipalName("Printer 10"), new KeyMaterial(s_key), new IPEndPoint(IPAddress.Loopback, 5000));
        await kdc.Store.TryAddAsync(client, CancellationToken.None);
        await kdc.Store.TryAddAsync(service, CancellationToken.None);
        Assert.Equal(277, (await kdc.AskAsync(GivenRequest.ServiceList(client.Id))).Answer(1602).Payload.Length);
        (await kdc.AskAsync(GivenRequest.Ticket(client.Id, service.Id, "12345678"u8))).Answer(1603);
    }

    [Fact]
    public async Task A_disabled_principal_keeps_its_name_and_a_removed_one_does_not()
    {
        var kdc = new KdcUnderTest();
        PrincipalId client = await kdc.RegisterClientAsync("alice");
        (PrincipalId service, _) = await kdc.RegisterServiceAsync("Printer 10");

        await kdc.Store.UpdateClientAsync(client, static c => c with { IsDisabled = true }, CancellationToken.None);
        await kdc.Store.UpdateServiceAsync(service, static s => s with { IsDisabled = true }, CancellationToken.None);
        (await kdc.AskAsync(s_alice)).Answer(1601);
        (await kdc.AskAsync(s_printer)).Answer(1601);

        await kdc.Store.RemoveClientAsync(client, CancellationToken.None);
        await kdc.Store.RemoveServiceAsync(service, CancellationToken.None);
        Assert.NotEqual(client.Bytes.ToArray(), (await kdc.AskAsync(s_alice)).Answer(1600).Payload);
        Assert.NotEqual(service.Bytes.ToArray(), (await kdc.AskAsync(s_printer)).Answer(1600).Payload);
    }

    [Fact]
    public async Task An_id_that_is_taken_is_drawn_again()
    {
        var store = new InMemoryPrincipalStore();
        var server = new AuthenticationServer(store, new KdcOptions(), TimeProvider.System, new ScriptedIds(1, 1, 2, 1, 1, 2));
        await AskAsync(server, GivenRequest.ClientRegistration("client 0"u8, "pw"u8));
        await AskAsync(server, GivenRequest.ClientRegistration("client 1"u8, "pw"u8));
        Assert.Equal([IdOf(1), IdOf(2)], store.Clients.Select(static c => c.Id));
        Assert.Equal(KeyMaterial.FromPassword("pw"u8), store.Clients[1].Key);

        await AskAsync(server, GivenRequest.ServiceRegistration("service 0"u8, s_key));
        await AskAsync(server, GivenRequest.ServiceRegistration("service 1"u8, s_key));
        Assert.Equal([IdOf(1), IdOf(2)], store.Services.Select(static s => s.Id));
        Assert.Equal(new KeyMaterial(s_key), store.Services[1].Key);
    }

    [Fact]
    public async Task A_source_of_ids_that_repeats_itself_fails_instead_of_running_on()
    {
        var server = new AuthenticationServer(new InMemoryPrincipalStore(), new KdcOptions(), TimeProvider.System, new ScriptedIds(1, 1, 1, 1));
        await AskAsync(server, s_alice);
        await Assert.ThrowsAsync<InvalidOperationException>(() => AskAsync(server, GivenRequest.ClientRegistration("bob"u8, "pw"u8)));
    }

    [Theory]
    [InlineData("127.0.0.1", true, true)]
    [InlineData("127.8.9.10", true, true)]
    [InlineData("::ffff:127.0.0.1", true, true)]
    [InlineData("127.0.0.1", false, false)]
    [InlineData("192.0.2.7", true, false)]
    public async Task A_service_at_loopback_is_pointed_out_where_the_KDC_serves_other_hosts(string address, bool servesOthers, bool isPointedOut)
    {
        var kdc = new KdcUnderTest(new KdcOptions { ServesOtherHosts = servesOthers }) { Peer = new IPEndPoint(IPAddress.Parse(address), 50552) };
        (await kdc.AskAsync(s_printer)).Answer(1600);
        (await kdc.AskAsync(s_printer)).Answer(1601);
        ServicePrincipal service = Assert.Single(kdc.Store.Services);
        string told = $"{kdc.Peer} loopback Printer 10 {service.Id} {service.EndPoint}";
        Assert.Equal(isPointedOut ? [told] : [], kdc.Observer.Told.Where(static t => t.Contains("loopback", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_service_seen_over_IPv6_is_refused_though_the_administrator_has_enrolled_its_name()
    {
        var kdc = new KdcUnderTest { Peer = new IPEndPoint(IPAddress.IPv6Loopback, 1234) };
        var service = new ServicePrincipal(RoomUnderTest.NewId(), new PrincipalName("Printer 10"), new KeyMaterial(s_key), new IPEndPoint(IPAddress.Parse("192.0.2.9"), 5000));
        await kdc.Store.TryAddAsync(service, CancellationToken.None);
        (await kdc.AskAsync(s_printer)).Answer(1601);
        Assert.Same(service, Assert.Single(kdc.Store.Services));
        PrincipalId client = await kdc.RegisterClientAsync();
        byte[] entry = (await kdc.AskAsync(GivenRequest.ServiceList(client))).Answer(1602).Payload;
        Assert.Equal([192, 0, 2, 9], entry[271..275]);
    }

    private static async Task AskAsync(AuthenticationServer server, GivenRequest request)
    {
        var exchange = new KdcExchange(
            new IPEndPoint(IPAddress.Loopback, 1), new System.Buffers.ArrayBufferWriter<byte>(), new SilentKdcObserver(), CancellationToken.None);
        if (ClientRegistration.Unpack(request.Payload, out ClientRegistration client).IsDone && request.Header.Code == ClientRegistration.Code)
            await server.RegisterAsync(in client, exchange);
        else if (ServiceRegistration.Unpack(request.Payload, out ServiceRegistration service).IsDone)
            await server.RegisterAsync(in service, exchange);
    }

    private static PrincipalId IdOf(byte number) => new([.. Enumerable.Repeat(number, PrincipalId.Size)]);

    /// <summary>Ids of one byte sixteen times, one after the other.</summary>
    private sealed class ScriptedIds(params byte[] numbers) : IRandomSource
    {
        private int _next;

        public void Fill(Span<byte> destination) => destination.Fill(numbers[_next++]);
    }
}
