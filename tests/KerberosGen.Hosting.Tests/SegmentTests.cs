using System.Buffers.Binary;
using System.Net;
using KerberosGen.Clients;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting.Tests;

/// <summary>The original program reads one packet with one receive, so what a receive brings is part of the protocol.</summary>
public sealed class SegmentTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(14)]
    [InlineData(500)]
    public async Task A_list_of_services_lies_within_one_write(int count)
    {
        var tap = new RecordingTap();
        await using Site site = await Site.StartAsync(WireLayout.Original, tap: tap);
        for (int i = 0; i < count; i++)
        {
            var service = new ServicePrincipal(
                new PrincipalId(Guid.NewGuid().ToByteArray()), new PrincipalName($"Printer {i}0"), KeyMaterial.NewWithoutZeros(32, SystemRandomSource.Instance),
                new IPEndPoint(IPAddress.Loopback, 40_000 + i));
            Assert.True(await site.Store.TryAddAsync(service, Patience.Token));
        }

        Member ann = await site.AddMemberAsync("ann");
        using RawPeer peer = await RawPeer.ConnectAsync(site.Kdc);
        await peer.SendAsync(RawPeer.Request(1026, ann.Id.Bytes, []));
        int size = 7 + (count * 277);
        byte[] answer = await peer.ReceiveAsync(size);
        Assert.Equal(size, answer.Length);
        Assert.Equal((uint)(count * 277), BinaryPrimitives.ReadUInt32LittleEndian(answer.AsSpan(3)));
        Assert.Equal(1602, BinaryPrimitives.ReadUInt16LittleEndian(answer.AsSpan(1)));
        Assert.Equal(answer, tap.Writes((IPEndPoint)peer.Socket.LocalEndPoint!).Single());
    }

    [Theory]
    [InlineData(WireLayout.Documented)]
    [InlineData(WireLayout.Original)]
    public async Task Each_receive_brings_exactly_one_packet_to_a_peer_that_waits_for_its_answers(WireLayout layout)
    {
        await using Site site = await Site.StartAsync(layout);
        SiteRoom room = await site.AddRoomAsync("Printer 10");
        Member ann = await site.AddMemberAsync("ann");
        using RawPeer kdc = await RawPeer.ConnectAsync(site.Kdc);
        for (int i = 0; i < 50; i++)
        {
            AssertOnePacket(1602, await kdc.AskAsync(RawPeer.Request(1026, ann.Id.Bytes, [])));
            AssertOnePacket(1603, await kdc.AskAsync(RawPeer.Request(1027, ann.Id.Bytes, [.. room.Id.Bytes, 1, 2, 3, 4, 5, 6, 7, 8])));
            AssertOnePacket(1609, await kdc.AskAsync(RawPeer.Request(1027, ann.Id.Bytes, new byte[24])));
        }

        SessionTicket ticket = await ann.GetTicketAsync(room.Id);
        using RawPeer peer = await RawPeer.ConnectAsync(room.EndPoint);
        AssertOnePacket(1604, await peer.AskAsync(ann.TicketRequest(ticket)));
        for (int i = 0; i < 50; i++)
        {
            AssertOnePacket(1605, await peer.AskAsync(ann.Bytes(ticket, static (session, output) => session.WriteMessage(output, "ann: hi"))));
            AssertOnePacket(1607, await peer.AskAsync(ann.Bytes(ticket, static (session, output) => session.WriteMembersRequest(output))));
        }
    }

    [Fact]
    public async Task Nothing_is_pushed_to_a_client_that_did_not_subscribe()
    {
        await using Site site = await Site.StartAsync(WireLayout.Original);
        SiteRoom room = await site.AddRoomAsync("Printer 10");
        Member ann = await site.AddMemberAsync("ann"), ben = await site.AddMemberAsync("ben");
        SessionTicket ticket = await ann.GetTicketAsync(room.Id);
        using RawPeer quiet = await RawPeer.ConnectAsync(room.EndPoint);
        AssertOnePacket(1604, await quiet.AskAsync(ann.TicketRequest(ticket)));
        await using (ChatConnection chat = await ben.EnterAsync(room))
        {
            await chat.SubscribeAsync(0, ben.Name, Patience.Token);
            for (int i = 0; i < 20; i++)
                await chat.SendAsync($"ben: {i}", Patience.Token);
            await chat.LeaveAsync(Patience.Token);
        }

        // Had anything been pushed, it would come before this answer.
        AssertOnePacket(1605, await quiet.AskAsync(ann.Bytes(ticket, static (session, output) => session.WriteMessage(output, "ann: hi"))));
        quiet.Socket.Shutdown(System.Net.Sockets.SocketShutdown.Send);
        Assert.Empty(await quiet.ReceiveToEndAsync());
    }

    [Fact]
    public async Task Requests_pipelined_in_one_write_are_answered_in_order()
    {
        await using Site site = await Site.StartAsync(WireLayout.Documented);
        SiteRoom room = await site.AddRoomAsync("Printer 10");
        Member ann = await site.AddMemberAsync("ann");
        using RawPeer kdc = await RawPeer.ConnectAsync(site.Kdc);
        byte[] list = RawPeer.Request(1026, ann.Id.Bytes, []);
        byte[] ticketRequest = RawPeer.Request(1027, ann.Id.Bytes, [.. room.Id.Bytes, 1, 2, 3, 4, 5, 6, 7, 8]);
        byte[] unknown = RawPeer.Request(77, ann.Id.Bytes, []);
        await kdc.SendAsync(Repeat(50, i => (i % 3) switch { 0 => list, 1 => ticketRequest, _ => unknown }));
        Assert.Equal(Enumerable.Range(0, 50).Select(i => (ushort)((i % 3) switch { 0 => 1602, 1 => 1603, _ => 1609 })), await ReadCodesAsync(kdc, 50));

        SessionTicket ticket = await ann.GetTicketAsync(room.Id);
        using RawPeer peer = await RawPeer.ConnectAsync(room.EndPoint);
        await peer.SendAsync([.. ann.TicketRequest(ticket), .. Repeat(49, i => ann.Bytes(ticket, (session, output) =>
        {
            if (i % 2 == 0)
                session.WriteMessage(output, "ann: hi");
            else
                session.WriteMembersRequest(output);
        }))]);
        Assert.Equal([1604, .. Enumerable.Range(0, 49).Select(i => (ushort)(i % 2 == 0 ? 1605 : 1607))], await ReadCodesAsync(peer, 50));
        Assert.Equal(25, site.Observer.Messages.Count);
    }

    [Fact]
    public async Task Long_answers_to_pipelined_requests_are_sent_as_they_are_read()
    {
        await using Site site = await Site.StartAsync(WireLayout.Documented);
        for (int i = 0; i < 500; i++)
        {
            await site.Store.TryAddAsync(
                new ServicePrincipal(new PrincipalId(Guid.NewGuid().ToByteArray()), new PrincipalName($"Printer {i}0"), new KeyMaterial(new byte[32]), new IPEndPoint(IPAddress.Loopback, 4000 + i)),
                Patience.Token);
        }

        Member ann = await site.AddMemberAsync("ann");
        using RawPeer peer = await RawPeer.ConnectAsync(site.Kdc);
        await peer.SendAsync(Repeat(2000, _ => RawPeer.Request(1026, ann.Id.Bytes, [])));
        // 2,000 lists of 138 KB are 277 MB, which a server must not gather before it sends any.
        AssertStartsWith(1602, await peer.ReceiveAsync(7 + (500 * 277)));
        int pendingLists = site.Observer.Listed;
        Assert.InRange(pendingLists, 1, 200);
    }

    private static byte[] Repeat(int count, Func<int, byte[]> make) => [.. Enumerable.Range(0, count).SelectMany(make)];

    private static void AssertOnePacket(ushort code, byte[] segment)
    {
        AssertStartsWith(code, segment);
        Assert.Equal(BinaryPrimitives.ReadUInt32LittleEndian(segment.AsSpan(3)), (uint)segment.Length - 7);
    }

    private static void AssertStartsWith(ushort code, byte[] segment) => Assert.Equal(code, BinaryPrimitives.ReadUInt16LittleEndian(segment.AsSpan(1)));

    private static async Task<List<ushort>> ReadCodesAsync(RawPeer peer, int count)
    {
        var codes = new List<ushort>();
        while (codes.Count < count)
        {
            byte[] header = await ReadExactlyAsync(peer, 7);
            codes.Add(BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(1)));
            await ReadExactlyAsync(peer, (int)BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(3)));
        }

        return codes;
    }

    private static async Task<byte[]> ReadExactlyAsync(RawPeer peer, int size)
    {
        byte[] bytes = new byte[size];
        for (int at = 0; at < size;)
        {
            int read = await peer.Socket.ReceiveAsync(bytes.AsMemory(at), Patience.Token);
            Assert.NotEqual(0, read);
            at += read;
        }

        return bytes;
    }
}
