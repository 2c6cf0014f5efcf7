using System.Net;
using System.Text;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting.Tests.Attacks;

/// <summary>A subscriber that believes every event that opens: what a client by the seed's rules alone would be.</summary>
internal sealed class PlainReader
{
    private readonly RawPeer _peer;
    private readonly byte[] _sessionKey;

    private PlainReader(RawPeer peer, byte[] sessionKey)
    {
        _peer = peer;
        _sessionKey = sessionKey;
    }

    public static async Task<PlainReader> EnterAsync(IPEndPoint room, Member member, SessionTicket ticket)
    {
        using ClientSession session = Victim.NewSession(member.Id, ticket);
        RawPeer peer = await RawPeer.ConnectAsync(room);
        Assert.Equal(SymmetricKeyAck.Code, KdcSite.Code(await peer.AskAsync(Victim.Bytes(session.WriteTicket))));
        await peer.SendAsync(Victim.Bytes(output => session.WriteSubscription(output, ulong.MaxValue, member.Name)));
        // The acknowledgement, and its own coming.
        await peer.ReceiveExactlyAsync((2 * ResponseHeader.Size) + RoomEvent.MinSize + RoomEvent.SealedContentSize(member.Name.Utf8.Length));
        await peer.SendAsync(Victim.Bytes(output => session.WriteMessage(output, $"{member.Name}: hello")));
        return new PlainReader(peer, ticket.SessionKey.Bytes.ToArray());
    }

    /// <summary>What it shows: its own message and some of others.</summary>
    public async Task<List<string>> ShowAsync(int others)
    {
        using RawPeer peer = _peer;
        using var cipher = new AesCbc(_sessionKey);
        var shown = new List<string>();
        while (shown.Count < 1 + others)
        {
            byte[] header = await peer.ReceiveExactlyAsync(ResponseHeader.Size);
            byte[] payload = await peer.ReceiveExactlyAsync(BitConverter.ToInt32(header, 3));
            if (KdcSite.Code(header) != RoomEvent.Code)
                continue;
            Assert.True(RoomEvent.Unpack(payload, out RoomEvent packet).IsDone);
            if (packet.TryOpen(cipher, new byte[packet.Content.Length], out ReadOnlySpan<byte> content) && packet.Kind == EventKind.Message)
                shown.Add(Encoding.UTF8.GetString(content));
        }

        return shown;
    }
}
