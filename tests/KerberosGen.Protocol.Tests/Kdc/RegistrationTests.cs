using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace KerberosGen.Protocol.Tests.Kdc;

public sealed class RegistrationTests
{
    private static readonly byte[] s_key = Enumerable.Range(1, 32).Select(static i => (byte)i).ToArray();

    [Theory]
    [InlineData(WireLayout.Documented)]
    [InlineData(WireLayout.Original)]
    public async Task A_client_is_answered_with_the_id_under_which_it_is_kept(WireLayout layout)
    {
        var kdc = new KdcUnderTest(new KdcOptions { Layout = layout });

        KdcReply reply = await kdc.AskAsync(GivenRequest.ClientRegistration("Michael Jackson"u8, "qwer1234"u8));

        Assert.Equal(Disposition.KeepOpen, reply.Disposition);
        ClientPrincipal client = Assert.Single(kdc.Store.Clients);
        Assert.Equal(client.Id.Bytes.ToArray(), reply.Answer(1600).Payload);
        Assert.Equal("Michael Jackson", client.Name.ToString());
        Assert.Equal(SHA256.HashData("qwer1234"u8), client.Key.Bytes.ToArray());
        Assert.Equal(KdcUnderTest.Start, client.LastSeen);
        Assert.Equal($"192.0.2.7:50552 client Michael Jackson {client.Id}", Assert.Single(kdc.Observer.Told));
    }

    [Fact]
    public async Task A_service_is_kept_at_the_address_its_request_comes_from()
    {
        var kdc = new KdcUnderTest();

        KdcReply reply = await kdc.AskAsync(GivenRequest.ServiceRegistration("Printer 10"u8, s_key));

        Assert.Equal(Disposition.KeepOpen, reply.Disposition);
        ServicePrincipal service = Assert.Single(kdc.Store.Services);
        Assert.Equal(service.Id.Bytes.ToArray(), reply.Answer(1600).Payload);
        Assert.Equal("Printer 10", service.Name.ToString());
        Assert.Equal(s_key, service.Key.Bytes.ToArray());
        Assert.Equal(new IPEndPoint(IPAddress.Parse("192.0.2.7"), 50552), service.EndPoint);
        Assert.Equal($"192.0.2.7:50552 service Printer 10 {service.Id} 192.0.2.7:50552", Assert.Single(kdc.Observer.Told));
    }

    [Fact]
    public async Task A_service_seen_through_a_dual_stack_socket_has_its_IPv4_address()
    {
        var kdc = new KdcUnderTest { Peer = new IPEndPoint(IPAddress.Parse("::ffff:192.0.2.9"), 1234) };

        (await kdc.AskAsync(GivenRequest.ServiceRegistration("Printer 10"u8, s_key))).Answer(1600);

        Assert.Equal(new IPEndPoint(IPAddress.Parse("192.0.2.9"), 1234), Assert.Single(kdc.Store.Services).EndPoint);
    }

    [Fact]
    public async Task A_service_seen_over_IPv6_is_refused()
    {
        var kdc = new KdcUnderTest { Peer = new IPEndPoint(IPAddress.IPv6Loopback, 1234) };

        KdcReply reply = await kdc.AskAsync(GivenRequest.ServiceRegistration("Printer 10"u8, s_key));

        Assert.Empty(reply.Answer(1601).Payload);
        Assert.Equal(Disposition.KeepOpen, reply.Disposition);
        Assert.Empty(kdc.Store.Services);
        Assert.Equal(
            "The service \"Printer 10\" registers over IPv6, which the list of services cannot carry.", Assert.Single(kdc.Observer.Refusals));
    }

    [Fact]
    public async Task A_client_may_register_over_IPv6()
    {
        var kdc = new KdcUnderTest { Peer = new IPEndPoint(IPAddress.IPv6Loopback, 1234) };
        (await kdc.AskAsync(GivenRequest.ClientRegistration("alice"u8, "pw"u8))).Answer(1600);
    }

    [Fact]
    public async Task A_name_is_registered_once_among_clients_and_once_among_services()
    {
        var kdc = new KdcUnderTest();
        GivenRequest client = GivenRequest.ClientRegistration("Zoë"u8, "pw"u8);
        GivenRequest service = GivenRequest.ServiceRegistration("Zoë"u8, s_key);

        (await kdc.AskAsync(client)).Answer(1600);
        (await kdc.AskAsync(service)).Answer(1600);
        KdcReply secondClient = await kdc.AskAsync(client);
        KdcReply secondService = await kdc.AskAsync(service);

        Assert.Empty(secondClient.Answer(1601).Payload);
        Assert.Empty(secondService.Answer(1601).Payload);
        Assert.Equal(
            ["The name \"Zoë\" is registered already.", "The service name \"Zoë\" is registered already."], kdc.Observer.Refusals);
        Assert.Single(kdc.Store.Clients);
        Assert.Single(kdc.Store.Services);
    }

    [Theory]
    [InlineData("alice", "Alice")]
    [InlineData("alice", "alice ")]
    [InlineData("é", "e\u0301")]
    public async Task Names_that_differ_in_a_byte_are_two_names(string first, string second)
    {
        var kdc = new KdcUnderTest();
        await kdc.RegisterClientAsync(first);
        await kdc.RegisterClientAsync(second);
        await kdc.RegisterServiceAsync(first);
        await kdc.RegisterServiceAsync(second);
        Assert.Equal(2, kdc.Store.Clients.Count);
        Assert.Equal(2, kdc.Store.Services.Count);
    }

    [Fact]
    public async Task Bytes_behind_a_names_NUL_make_no_other_name_and_are_not_kept()
    {
        var kdc = new KdcUnderTest();

        (await kdc.AskAsync(GivenRequest.ClientRegistration("alice\0junk"u8, "pw\0junk"u8))).Answer(1600);
        (await kdc.AskAsync(GivenRequest.ClientRegistration("alice"u8, "pw"u8))).Answer(1601);
        (await kdc.AskAsync(GivenRequest.ServiceRegistration("Printer 10\0\nrow"u8, s_key))).Answer(1600);

        Assert.True(Assert.Single(kdc.Store.Clients).Name.IsPadded);
        Assert.Equal(SHA256.HashData("pw"u8), kdc.Store.Clients[0].Key.Bytes.ToArray());
        Assert.True(Assert.Single(kdc.Store.Services).Name.IsPadded);
    }

    [Fact]
    public async Task A_name_and_a_password_of_254_bytes_are_taken()
    {
        var kdc = new KdcUnderTest();
        byte[] longest = Encoding.UTF8.GetBytes(new string('é', 127));
        (await kdc.AskAsync(GivenRequest.ClientRegistration(longest, longest))).Answer(1600);
        (await kdc.AskAsync(GivenRequest.ServiceRegistration(longest, s_key))).Answer(1600);
        Assert.Equal(SHA256.HashData(longest), Assert.Single(kdc.Store.Clients).Key.Bytes.ToArray());
    }

    [Fact]
    public async Task No_id_that_the_KDC_issues_has_a_zero_byte()
    {
        var kdc = new KdcUnderTest();
        for (int i = 0; i < 500; i++)
        {
            Assert.False((await kdc.RegisterClientAsync($"client {i}")).Bytes.Contains((byte)0));
            Assert.False((await kdc.RegisterServiceAsync($"service {i}")).Id.Bytes.Contains((byte)0));
        }

        Assert.Equal(1000, kdc.Store.Clients.Select(static c => c.Id).Concat(kdc.Store.Services.Select(static s => s.Id)).Distinct().Count());
    }

    [Fact]
    public async Task Of_many_that_register_one_name_at_once_one_gets_it()
    {
        var kdc = new KdcUnderTest();
        GivenRequest request = GivenRequest.ClientRegistration("alice"u8, "pw"u8);
        var observers = new System.Collections.Concurrent.ConcurrentBag<ushort>();
        await Parallel.ForAsync(0, 64, async (_, _) => observers.Add(Assert.Single((await kdc.AskAsync(request)).Packets).Code));
        Assert.Equal(1, observers.Count(static c => c == 1600));
        Assert.Equal(63, observers.Count(static c => c == 1601));
    }
}
