using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests.Kdc;

public sealed class KdcRefusalTests
{
    private static readonly byte[] s_nonce = [1, 2, 3, 4, 5, 6, 7, 8];
    private static readonly PrincipalId s_stranger = PrincipalId.Parse("4e43ae195f4d43b799ce2cca77178cfb");

    [Fact]
    public async Task An_unknown_client_gets_no_list() =>
        await AssertRefused(new KdcUnderTest(), GivenRequest.ServiceList(s_stranger), $"unknown client {s_stranger}");

    [Fact]
    public async Task A_service_is_no_client_and_gets_no_list()
    {
        var kdc = new KdcUnderTest();
        (PrincipalId service, _) = await kdc.RegisterServiceAsync();
        await AssertRefused(kdc, GivenRequest.ServiceList(service), $"unknown client {service}");
    }

    [Fact]
    public async Task An_unknown_client_gets_no_ticket()
    {
        var kdc = new KdcUnderTest();
        (PrincipalId service, _) = await kdc.RegisterServiceAsync();
        await AssertRefused(kdc, GivenRequest.Ticket(s_stranger, service, s_nonce), $"unknown client {s_stranger}");
        Assert.Empty(kdc.Store.Seen);
    }

    [Fact]
    public async Task There_is_no_ticket_to_an_unknown_service_nor_to_a_client()
    {
        var kdc = new KdcUnderTest();
        PrincipalId client = await kdc.RegisterClientAsync();
        await AssertRefused(kdc, GivenRequest.Ticket(client, s_stranger, s_nonce), $"unknown service {s_stranger}");
        await AssertRefused(kdc, GivenRequest.Ticket(client, client, s_nonce), $"unknown service {client}");
    }

    [Theory]
    [InlineData(1028, 265)]
    [InlineData(1028, 289)]
    [InlineData(1029, 20)]
    [InlineData(1030, 26)]
    [InlineData(1031, 0)]
    [InlineData(1032, 0)]
    public async Task Requests_to_rooms_are_refused_and_the_connection_stays(ushort code, int size)
    {
        var kdc = new KdcUnderTest();
        KdcReply reply = await kdc.AskAsync(GivenRequest.Of(code, s_stranger, new byte[size]));
        Assert.Empty(reply.Answer(1609).Payload);
        Assert.Equal(Disposition.KeepOpen, reply.Disposition);
        Assert.EndsWith("is for a room, not for the KDC", Assert.Single(kdc.Observer.Refusals), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1023)]
    [InlineData(1033)]
    [InlineData(1603)]
    [InlineData(65535)]
    public async Task Unknown_codes_are_refused_and_the_connection_stays(ushort code)
    {
        await AssertRefused(new KdcUnderTest(), GivenRequest.Of(code, s_stranger, []), $"unknown request code {code}");
        await AssertRefused(new KdcUnderTest(), GivenRequest.Of(code, s_stranger, new byte[99]), $"unknown request code {code}");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(23)]
    [InlineData(25)]
    [InlineData(255)]
    public async Task Another_version_is_refused_and_the_connection_is_closed(byte version)
    {
        foreach ((ushort code, int size) in new (ushort, int)[] { (1024, 510), (1025, 287), (1026, 0), (1027, 24), (1028, 265), (4000, 3) })
        {
            var kdc = new KdcUnderTest();
            await AssertRefused(
                kdc,
                GivenRequest.Of(code, s_stranger, new byte[size], version),
                $"version {version} in the header; it must be 24",
                Disposition.Close);
        }
    }

    [Theory]
    [InlineData(1024, 509)]
    [InlineData(1024, 511)]
    [InlineData(1024, 0)]
    [InlineData(1025, 286)]
    [InlineData(1025, 288)]
    [InlineData(1026, 1)]
    [InlineData(1027, 23)]
    [InlineData(1027, 25)]
    [InlineData(1028, 264)]
    [InlineData(1028, 266)]
    [InlineData(1028, 288)]
    [InlineData(1028, 290)]
    [InlineData(1031, 1)]
    public async Task Another_size_is_refused_and_the_connection_is_closed(ushort code, int size)
    {
        var kdc = new KdcUnderTest();
        PrincipalId client = await kdc.RegisterClientAsync();
        byte[] payload = Enumerable.Repeat((byte)'a', size).ToArray();

        KdcReply reply = await kdc.AskAsync(GivenRequest.Of(code, client, payload));

        Assert.Empty(reply.Answer(1609).Payload);
        Assert.Equal(Disposition.Close, reply.Disposition);
        Assert.Single(kdc.Observer.Refusals);
        Assert.Single(kdc.Store.Clients);
        Assert.Empty(kdc.Store.Services);
    }

    [Fact]
    public async Task A_refused_client_can_go_on()
    {
        var kdc = new KdcUnderTest();
        PrincipalId client = await kdc.RegisterClientAsync();
        await AssertRefused(kdc, GivenRequest.Ticket(client, s_stranger, s_nonce), $"unknown service {s_stranger}");
        (PrincipalId service, _) = await kdc.RegisterServiceAsync();
        (await kdc.AskAsync(GivenRequest.Ticket(client, service, s_nonce))).Answer(1603);
    }

    private static async Task AssertRefused(
        KdcUnderTest kdc, GivenRequest request, string sentence, Disposition expected = Disposition.KeepOpen)
    {
        KdcReply reply = await kdc.AskAsync(request);
        Assert.Empty(reply.Answer(1609).Payload);
        Assert.Equal(expected, reply.Disposition);
        Assert.Equal(sentence, kdc.Observer.Refusals[^1]);
    }
}
