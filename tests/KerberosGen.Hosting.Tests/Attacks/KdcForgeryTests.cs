using System.Net.Sockets;
using System.Text;
using KerberosGen.Crypto;
using KerberosGen.Hosting.Tests.SeedPeers;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting.Tests.Attacks;

/// <summary>Mallory has one old answer of the KDC's to Ann and the session key that came in it, and answers in the KDC's place.</summary>
public sealed class KdcForgeryTests
{
    // Behind the response's header, 7 bytes, and the client id, 16.
    private const int EncryptedKeyIv = 23;

    // Behind the request's header, 23 bytes, and the service id, 16.
    private const int RequestNonce = 39;

    public static TheoryData<Rules, WireLayout> Cases => ForgedTicketTests.Cases;

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_KDC_answer_forged_with_an_old_session_key(Rules rules, WireLayout layout)
    {
        await using AttackedSite site = await AttackedSite.StartAsync(rules, layout);
        Member ann = await site.Site.AddMemberAsync("ann");
        var (oldRequest, oldAnswer, oldKey) = await AskAsync(site, ann);

        // Ann asks again, and Mallory answers.
        using var kdc = new TcpListener(System.Net.IPAddress.Loopback, 0);
        kdc.Start();
        using RawPeer asking = await RawPeer.ConnectAsync((System.Net.IPEndPoint)kdc.LocalEndpoint);
        using Socket mallory = await kdc.AcceptSocketAsync(Patience.Token);
        var exchange = new TicketExchange(ann.Identity!, site.Room.Id, SystemRandomSource.Instance, acceptUnauthenticated: rules == Rules.OfTheSeed);
        await asking.SendAsync(Victim.Bytes(exchange.WriteRequest));
        byte[] request = SeedWire.ReceiveOnce(mallory);
        byte[] difference = [.. oldRequest[RequestNonce..].Zip(request[RequestNonce..], static (a, b) => (byte)(a ^ b))];
        mallory.Send(Bits.Flip(oldAnswer, EncryptedKeyIv, difference));
        byte[] answer = await asking.ReceiveAsync(oldAnswer.Length);
        bool isTaken = TryAccept(exchange, answer, out SessionTicket? ticket, out string? problem);
        Assert.Equal(rules == Rules.OfTheSeed, isTaken);
        if (!isTaken)
        {
            Assert.Contains("not authenticated", problem, StringComparison.Ordinal);
            Assert.Contains("--accept-unauthenticated-tickets", problem, StringComparison.Ordinal);
            return;
        }

        // He knows the key that Ann now has, and reads what she tells whom she takes for the room.
        byte[] key = Bits.Flip(oldKey, 0, difference);
        using ClientSession session = Victim.NewSession(ann.Id, ticket!);
        Victim.Bytes(session.WriteTicket);
        byte[] message = Victim.Bytes(output => session.WriteMessage(output, "ann: the code is 4711"));
        byte[] iv = message[Bits.MessageIv..(Bits.MessageIv + Iv.Size)];
        Assert.Equal("ann: the code is 4711", Encoding.UTF8.GetString(SeedCipher.Open(key, iv, message[(Bits.MessageIv + Iv.Size)..])));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_ticket_in_a_KDC_answer_exchanged_for_an_older_one(Rules rules, WireLayout layout)
    {
        await using AttackedSite site = await AttackedSite.StartAsync(rules, layout);
        Member ann = await site.Site.AddMemberAsync("ann");
        var (_, oldAnswer, _) = await AskAsync(site, ann);
        var exchange = new TicketExchange(ann.Identity!, site.Room.Id, SystemRandomSource.Instance, acceptUnauthenticated: rules == Rules.OfTheSeed);
        using RawPeer kdc = await RawPeer.ConnectAsync(site.Site.Kdc);
        byte[] answer = await kdc.AskAsync(Victim.Bytes(exchange.WriteRequest));
        int ticketSize = layout == WireLayout.Original ? OriginalTicket.Size : Ticket.Size;
        Assert.Equal(rules == Rules.OfTheSeed, TryAccept(exchange, [.. answer[..^ticketSize], .. oldAnswer[^ticketSize..]], out _, out _));
    }

    private static async Task<(byte[] Request, byte[] Answer, byte[] Key)> AskAsync(AttackedSite site, Member ann)
    {
        var exchange = new TicketExchange(ann.Identity!, site.Room.Id, SystemRandomSource.Instance);
        using RawPeer kdc = await RawPeer.ConnectAsync(site.Site.Kdc);
        byte[] request = Victim.Bytes(exchange.WriteRequest);
        byte[] answer = await kdc.AskAsync(request);
        Assert.True(TryAccept(exchange, answer, out SessionTicket? ticket, out string? problem), problem);
        using (ticket)
            return (request, answer, ticket!.SessionKey.Bytes.ToArray());
    }

    private static bool TryAccept(TicketExchange exchange, byte[] answer, out SessionTicket? ticket, out string? problem)
    {
        Assert.True(ResponseHeader.Unpack(answer, out ResponseHeader header).IsDone);
        return exchange.TryAccept(in header, answer.AsSpan(ResponseHeader.Size), out ticket, out problem);
    }
}
