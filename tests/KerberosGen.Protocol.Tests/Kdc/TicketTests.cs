using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests.Kdc;

public sealed class TicketTests
{
    private static readonly byte[] s_nonce = [1, 2, 3, 4, 5, 6, 7, 8];
    private static readonly byte[] s_clientKey = SHA256.HashData("Wonderland-1865"u8);

    [Fact]
    public async Task A_documented_ticket_opens_with_the_service_key_and_its_session_key_with_the_clients()
    {
        var kdc = new KdcUnderTest(new KdcOptions { Layout = WireLayout.Documented, TimeZone = Zones.Kolkata });
        PrincipalId client = await kdc.RegisterClientAsync();
        (PrincipalId service, byte[] serviceKey) = await kdc.RegisterServiceAsync();

        KdcReply reply = await kdc.AskAsync(GivenRequest.Ticket(client, service, s_nonce));

        Assert.Equal(Disposition.KeepOpen, reply.Disposition);
        byte[] payload = reply.Answer(1603).Payload;
        Assert.Equal(217, payload.Length);
        Assert.Equal(client.Bytes.ToArray(), payload[..16]);
        byte[] keyIv = payload[16..32];
        Assert.Equal(s_nonce, PlainCbc.Open(s_clientKey, keyIv, payload.AsSpan(32, 16)));
        byte[] sessionKey = PlainCbc.Open(s_clientKey, keyIv, payload.AsSpan(48, 32), PaddingMode.None);

        byte[] ticket = payload[80..];
        Assert.Equal(137, ticket.Length);
        Assert.Equal(24, ticket[0]);
        Assert.Equal(client.Bytes.ToArray(), ticket[1..17]);
        Assert.Equal(service.Bytes.ToArray(), ticket[17..33]);
        Assert.Equal(KdcUnderTest.Start.ToUnixTimeSeconds(), BinaryPrimitives.ReadInt64LittleEndian(ticket.AsSpan(33)));
        byte[] ticketIv = ticket[41..57];
        Assert.Equal(sessionKey, PlainCbc.Open(serviceKey, ticketIv, ticket.AsSpan(57, 48)));
        Assert.Equal("16/06/26_12:30:45", Encoding.ASCII.GetString(PlainCbc.Open(serviceKey, ticketIv, ticket.AsSpan(105, 32))));
        Assert.NotEqual(keyIv, ticketIv);
        Assert.Equal($"192.0.2.7:50552 ticket {client} {service}", kdc.Observer.Told[^1]);
    }

    [Fact]
    public async Task An_original_ticket_has_its_creation_encrypted_and_its_times_local()
    {
        var kdc = new KdcUnderTest(new KdcOptions { Layout = WireLayout.Original, TimeZone = Zones.Kolkata });
        PrincipalId client = await kdc.RegisterClientAsync();
        (PrincipalId service, byte[] serviceKey) = await kdc.RegisterServiceAsync();

        byte[] payload = (await kdc.AskAsync(GivenRequest.Ticket(client, service, s_nonce))).Answer(1603).Payload;

        Assert.Equal(257, payload.Length);
        Assert.Equal(client.Bytes.ToArray(), payload[..16]);
        byte[] keyIv = payload[16..32];
        Assert.Equal(s_nonce, PlainCbc.Open(s_clientKey, keyIv, payload.AsSpan(32, 16)));
        byte[] sessionKey = PlainCbc.Open(s_clientKey, keyIv, payload.AsSpan(48, 48));

        byte[] ticket = payload[96..];
        Assert.Equal(161, ticket.Length);
        Assert.Equal(24, ticket[0]);
        Assert.Equal(client.Bytes.ToArray(), ticket[1..17]);
        Assert.Equal(service.Bytes.ToArray(), ticket[17..33]);
        byte[] ticketIv = ticket[65..81];
        Assert.Equal("15/06/26_18:00:45", Encoding.ASCII.GetString(PlainCbc.Open(serviceKey, ticketIv, ticket.AsSpan(33, 32))));
        Assert.Equal(sessionKey, PlainCbc.Open(serviceKey, ticketIv, ticket.AsSpan(81, 48)));
        Assert.Equal("16/06/26_18:00:45", Encoding.ASCII.GetString(PlainCbc.Open(serviceKey, ticketIv, ticket.AsSpan(129, 32))));
    }

    [Fact]
    public async Task A_ticket_lives_as_long_as_the_KDC_is_told()
    {
        var kdc = new KdcUnderTest(new KdcOptions { TicketLifetime = TimeSpan.FromMinutes(90) });
        PrincipalId client = await kdc.RegisterClientAsync();
        (PrincipalId service, byte[] serviceKey) = await kdc.RegisterServiceAsync();
        byte[] ticket = (await kdc.AskAsync(GivenRequest.Ticket(client, service, s_nonce))).Answer(1603).Payload[80..];
        Assert.Equal("15/06/26_14:00:45", Encoding.ASCII.GetString(PlainCbc.Open(serviceKey, ticket.AsSpan(41, 16), ticket.AsSpan(105, 32))));
    }

    [Theory]
    [InlineData(WireLayout.Documented)]
    [InlineData(WireLayout.Original)]
    public async Task Every_session_key_is_new_and_none_has_a_zero_byte(WireLayout layout)
    {
        var kdc = new KdcUnderTest(new KdcOptions { Layout = layout });
        PrincipalId client = await kdc.RegisterClientAsync();
        (PrincipalId service, _) = await kdc.RegisterServiceAsync();
        var keys = new HashSet<string>();
        var ivs = new HashSet<string>();
        for (int i = 0; i < 1000; i++)
        {
            byte[] payload = (await kdc.AskAsync(GivenRequest.Ticket(client, service, s_nonce))).Answer(1603).Payload;
            byte[] key = layout == WireLayout.Documented
                ? PlainCbc.Open(s_clientKey, payload.AsSpan(16, 16), payload.AsSpan(48, 32), PaddingMode.None)
                : PlainCbc.Open(s_clientKey, payload.AsSpan(16, 16), payload.AsSpan(48, 48));
            Assert.DoesNotContain((byte)0, key);
            Assert.True(keys.Add(Convert.ToHexString(key)));
            Assert.True(ivs.Add(Convert.ToHexString(payload, 16, 16)));
        }
    }

    [Fact]
    public async Task The_client_is_noted_as_seen()
    {
        var kdc = new KdcUnderTest();
        PrincipalId client = await kdc.RegisterClientAsync();
        (PrincipalId service, _) = await kdc.RegisterServiceAsync();
        kdc.Clock.Advance(TimeSpan.FromHours(3));
        await kdc.AskAsync(GivenRequest.Ticket(client, service, s_nonce));
        Assert.Equal(KdcUnderTest.Start.AddHours(3), kdc.Store.Seen[client]);
    }
}
