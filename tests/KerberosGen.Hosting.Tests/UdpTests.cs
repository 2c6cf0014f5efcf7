using System.Net;
using System.Net.Sockets;
using KerberosGen.Clients;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting.Tests;

public sealed class UdpTests
{
    [Theory]
    [InlineData(WireLayout.Documented)]
    [InlineData(WireLayout.Original)]
    public async Task Registration_list_and_ticket_go_over_UDP_and_the_chat_over_TCP(WireLayout layout)
    {
        await using Site site = await Site.StartAsync(layout, overUdp: true);
        SiteRoom room = await site.AddRoomAsync("Printer 10", overUdp: true);
        Member ann = await site.AddMemberAsync("ann", overUdp: true);
        ServiceInfo listed = Assert.Single(await ann.ListServicesAsync());
        Assert.Equal(room.EndPoint, listed.EndPoint);
        using SessionTicket ticket = await ann.GetTicketAsync(room.Id);
        Assert.Equal(layout, ticket.Layout);
        await using ChatConnection chat = await ann.PresentAsync(room, ticket);
        await chat.SendAsync("ann: by both", Patience.Token);
        Assert.Equal(["ann: by both"], site.Observer.Messages);
    }

    [Fact]
    public async Task A_registration_sent_again_gets_the_same_answer_and_is_done_once()
    {
        await using Site site = await Site.StartAsync(WireLayout.Documented, overUdp: true);
        using var peer = new DatagramPeer(site.Kdc);
        byte[] payload = new byte[510];
        "ann"u8.CopyTo(payload);
        "secret"u8.CopyTo(payload.AsSpan(255));
        byte[] request = RawPeer.Request(1024, new byte[16], payload);
        byte[] first = await peer.AskAsync(request);
        Assert.Equal(RegistrationSuccess.Code, BitConverter.ToUInt16(first, 1));
        Assert.Equal(first, await peer.AskAsync(request));
        Assert.Single(site.Store.Clients);
        using var other = new DatagramPeer(site.Kdc);
        Assert.Equal(RegistrationFailure.Code, BitConverter.ToUInt16(await other.AskAsync(request), 1));
    }

    [Fact]
    public async Task A_list_asked_for_anew_is_the_list_of_now_and_one_asked_for_again_the_same()
    {
        await using Site site = await Site.StartAsync(WireLayout.Documented, overUdp: true);
        Member ann = await site.AddMemberAsync("ann", overUdp: true);
        using DatagramPeer first = new(site.Kdc), second = new(site.Kdc);
        byte[] request = RawPeer.Request(1026, ann.Id.Bytes, []);
        Assert.Equal(7, (await first.AskAsync(request)).Length);
        await site.AddRoomAsync("Printer 10", overUdp: true);
        Assert.Equal(7 + 277, (await second.AskAsync(request)).Length);
        // From the same port it may be the first one, sent again.
        Assert.Equal(7, (await first.AskAsync(request)).Length);
    }

    [Fact]
    public async Task A_list_too_long_for_a_datagram_becomes_1609()
    {
        await using Site site = await Site.StartAsync(WireLayout.Documented, overUdp: true);
        Member ann = await site.AddMemberAsync("ann", overUdp: true);
        int fits = (KdcUdpServer.MaxLoopbackAnswer - 7) / 277;
        await AddServicesAsync(site, 0, fits);
        using var peer = new DatagramPeer(site.Kdc);
        Assert.Equal(7 + (fits * 277), (await peer.AskAsync(RawPeer.Request(1026, ann.Id.Bytes, []))).Length);
        await AddServicesAsync(site, fits, 1);
        using var later = new DatagramPeer(site.Kdc);
        Assert.Equal(RawPeer.GeneralError, await later.AskAsync(RawPeer.Request(1026, ann.Id.Bytes, [])));
    }

    [Fact]
    public async Task Garbage_is_answered_with_1609_and_the_server_goes_on()
    {
        await using Site site = await Site.StartAsync(WireLayout.Documented, overUdp: true);
        using var peer = new DatagramPeer(site.Kdc);
        var random = new Random(11);
        byte[] whole = RawPeer.Request(1026, new byte[16], []);
        foreach (byte[] garbage in new[] { [1], new byte[22], whole[..20], [.. whole, 0], RawPeer.Request(1024, new byte[16], new byte[509]), RawPeer.Request(1028, new byte[16], new byte[265]) })
            Assert.Equal(RawPeer.GeneralError, await peer.AskAsync(garbage));
        for (int i = 0; i < 50; i++)
        {
            byte[] noise = new byte[random.Next(1, 2000)];
            random.NextBytes(noise);
            Assert.Equal(RawPeer.GeneralError, await peer.AskAsync(noise));
        }

        await site.AddMemberAsync("ann", overUdp: true);
    }

    [Fact]
    public async Task A_KDC_that_does_not_answer_over_UDP_is_given_up_in_words()
    {
        using var silent = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        silent.Bind(Site.AnyPort);
        await using KdcClient client = await KdcClient.ConnectAsync((IPEndPoint)silent.LocalEndPoint!, local: null, overUdp: true, Patience.Token);
        var given = await Assert.ThrowsAsync<TimeoutException>(() => client.ListServicesAsync(default, Patience.Token));
        Assert.Contains("does not answer over UDP", given.Message, StringComparison.Ordinal);
        byte[] datagram = new byte[100];
        for (int sent = 0; sent < 4; sent++)
            Assert.Equal(23, await silent.ReceiveAsync(datagram, Patience.Token));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_in_words()
    {
        await using Site site = await Site.StartAsync(WireLayout.Documented, overUdp: true);
        var taken = Assert.Throws<Microsoft.AspNetCore.Connections.AddressInUseException>(
            () => KdcUdpServer.Start(site.Role, site.Kdc, site.Observer, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance));
        Assert.Contains($"{site.Kdc} is in use", taken.Message, StringComparison.Ordinal);
    }

    private static async Task AddServicesAsync(Site site, int from, int count)
    {
        for (int i = from; i < from + count; i++)
        {
            Assert.True(await site.Store.TryAddAsync(
                new ServicePrincipal(new PrincipalId(Guid.NewGuid().ToByteArray()), new PrincipalName($"Printer {i}0"), new KeyMaterial(new byte[32]), new IPEndPoint(IPAddress.Loopback, 4000 + i)),
                Patience.Token));
        }
    }
}
