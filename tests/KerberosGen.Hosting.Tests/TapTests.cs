using System.Net;
using System.Net.Sockets;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting.Tests;

public sealed class TapTests
{
    [Fact]
    public async Task A_tap_shows_exactly_the_bytes_of_the_wire_once()
    {
        var tap = new RecordingTap();
        var said = new List<byte>();
        var heard = new List<byte>();
        IPEndPoint here;
        await using (Site site = await Site.StartAsync(WireLayout.Documented, tap: tap))
        {
            Member ann = await site.AddMemberAsync("ann");
            using RawPeer peer = await RawPeer.ConnectAsync(site.Kdc);
            here = (IPEndPoint)peer.Socket.LocalEndPoint!;
            byte[] list = RawPeer.Request(1026, ann.Id.Bytes, []);
            byte[] broken = RawPeer.Request(1, ann.Id.Bytes, new byte[700]);
            foreach (byte[] part in new[] { list, list[..5], list[5..], [.. list, .. list[..9]], list[9..], broken[..600], broken[600..] })
            {
                said.AddRange(part);
                await peer.SendAsync(part);
                // Let each part arrive on its own, so that packets are read in pieces; the answers do not depend on it.
                await Task.Delay(5);
            }

            heard.AddRange(await peer.ReceiveAsync(5 * 7));
            peer.Socket.Shutdown(SocketShutdown.Send);
            heard.AddRange(await peer.ReceiveToEndAsync());
        }

        Assert.Equal(said, tap.Reads(here).SelectMany(static b => b));
        Assert.Equal(heard, tap.Writes(here).SelectMany(static b => b));
        Assert.Equal(5 * 7, heard.Count);
        List<string> kinds = tap.Kinds(here);
        Assert.Equal("opened", kinds[0]);
        Assert.Equal("closed", kinds[^1]);
        Assert.Equal(2, kinds.Count(static kind => kind is "opened" or "closed"));
    }

    [Fact]
    public async Task A_tap_on_a_room_shows_one_write_for_each_event()
    {
        var tap = new RecordingTap();
        await using Site site = await Site.StartAsync(WireLayout.Original, tap: tap);
        SiteRoom room = await site.AddRoomAsync("Printer 10");
        Member ann = await site.AddMemberAsync("ann");
        SessionTicket ticket = await ann.GetTicketAsync(room.Id);
        using RawPeer peer = await RawPeer.ConnectAsync(room.EndPoint);
        byte[] request = ann.TicketRequest(ticket);
        byte[] ack = await peer.AskAsync(request);
        byte[] message = ann.Bytes(ticket, static (session, output) => session.WriteMessage(output, "ann: hi"));
        byte[] second = await peer.AskAsync(message);
        var here = (IPEndPoint)peer.Socket.LocalEndPoint!;
        Assert.Equal([ack, second], tap.Writes(here));
        Assert.Equal([.. request, .. message], tap.Reads(here).SelectMany(static b => b));
        Assert.Equal(MessageAck.Code, BitConverter.ToUInt16(second, 1));
    }
}
