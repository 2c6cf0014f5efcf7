using System.Buffers.Binary;
using System.Net;
using System.Text;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests.Kdc;

public sealed class ServiceListTests
{
    [Fact]
    public async Task An_empty_list_is_an_answer()
    {
        var kdc = new KdcUnderTest();
        PrincipalId client = await kdc.RegisterClientAsync();
        Assert.Empty((await kdc.AskAsync(GivenRequest.ServiceList(client))).Answer(1602).Payload);
    }

    [Fact]
    public async Task Each_service_takes_277_bytes_in_the_order_of_registration()
    {
        var kdc = new KdcUnderTest();
        PrincipalId client = await kdc.RegisterClientAsync();
        var ids = new List<PrincipalId>();
        for (int i = 0; i < 40; i++)
        {
            kdc.Peer = new IPEndPoint(new IPAddress([10, 1, 2, (byte)i]), 50000 + i);
            ids.Add((await kdc.RegisterServiceAsync($"Printer {i}0")).Id);
        }

        KdcReply reply = await kdc.AskAsync(GivenRequest.ServiceList(client));

        Assert.Equal(Disposition.KeepOpen, reply.Disposition);
        byte[] payload = reply.Answer(1602).Payload;
        Assert.Equal(40 * 277, payload.Length);
        for (int i = 0; i < 40; i++)
        {
            byte[] entry = payload[(277 * i)..(277 * (i + 1))];
            Assert.Equal(ids[i].Bytes.ToArray(), entry[..16]);
            Assert.Equal($"Printer {i}0".PadRight(255, '\0'), Encoding.UTF8.GetString(entry, 16, 255));
            Assert.Equal([10, 1, 2, (byte)i], entry[271..275]);
            Assert.Equal(50000 + i, BinaryPrimitives.ReadUInt16LittleEndian(entry.AsSpan(275)));
        }
    }

    [Fact]
    public async Task What_stood_behind_a_names_NUL_is_not_passed_on()
    {
        var kdc = new KdcUnderTest();
        PrincipalId client = await kdc.RegisterClientAsync();
        (await kdc.AskAsync(GivenRequest.ServiceRegistration("Printer 10\0hidden"u8, new byte[32]))).Answer(1600);
        byte[] payload = (await kdc.AskAsync(GivenRequest.ServiceList(client))).Answer(1602).Payload;
        Assert.Equal("Printer 10".PadRight(255, '\0'), Encoding.UTF8.GetString(payload, 16, 255));
    }

    [Fact]
    public async Task The_client_is_noted_as_seen()
    {
        var kdc = new KdcUnderTest();
        PrincipalId client = await kdc.RegisterClientAsync();
        kdc.Clock.Advance(TimeSpan.FromMinutes(5));
        await kdc.AskAsync(GivenRequest.ServiceList(client));
        Assert.Equal(KdcUnderTest.Start.AddMinutes(5), kdc.Store.Seen[client]);
    }

    [Fact]
    public async Task The_seeds_client_reads_an_entry_as_the_room_that_registered()
    {
        var kdc = new KdcUnderTest();
        PrincipalId client = await kdc.RegisterClientAsync();
        (PrincipalId id, _) = await kdc.RegisterServiceAsync();
        byte[] payload = (await kdc.AskAsync(GivenRequest.ServiceList(client))).Answer(1602).Payload;
        ServiceListResponse.Unpack(payload, out ServiceListResponse list);
        ServiceInfo service = ServiceInfo.From(list.Services[0]);
        Assert.Equal(new ServiceInfo(id, new PrincipalName("Printer 10"), kdc.Peer), service);
    }
}
