using System.Security.Cryptography;
using System.Text;
using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests;

/// <summary>A client that a room has let in.</summary>
internal sealed class Member
{
    public Member(RoomUnderTest room, WireLayout layout, PrincipalId id)
    {
        Id = id;
        Forged = ForgedTicketRequest.Good(layout, room, id);
        Connection = room.Connect();
        var ticket = new SessionTicket(room.Identity.Id, new KeyMaterial(Forged.SessionKey), default, Forged.Ticket());
        Client = new ClientSession(id, ticket, room.Clock, room.Options.KdcTimeZone);
        Presented = GivenRequest.WrittenBy(Client.WriteTicket);
        Connection.SendAccepted(Presented, 1604);
    }

    public PrincipalId Id { get; }

    public ForgedTicketRequest Forged { get; }

    /// <summary>The 1028 that was accepted.</summary>
    public GivenRequest Presented { get; }

    public RoomConnection Connection { get; }

    public ClientSession Client { get; }

    /// <summary>Every event taken so far.</summary>
    public List<RoomEventRecord> Events { get; } = [];

    public GivenRequest Subscription(ulong since, string name) =>
        GivenRequest.WrittenBy(output => Client.WriteSubscription(output, since, new PrincipalName(name)));

    public GivenRequest Message(string text) => GivenRequest.WrittenBy(output => Client.WriteMessage(output, text));

    /// <summary>A 1029 with any plaintext, padded already, made in the rule's words: the connection's packet of this number that has a synthetic IV, from 0.</summary>
    /// <param name="padded">The plaintext.</param>
    /// <param name="count">The number.</param>
    /// <param name="client">Who stands in the header; null for the member.</param>
    public GivenRequest Message(byte[] padded, ulong count, PrincipalId? client = null) =>
        Sealed(1029, "message", BitConverter.GetBytes(padded.Length), [], padded, count, client ?? Id);

    /// <summary>A 1030 with any plaintext, as <see cref="Message(byte[], ulong, PrincipalId?)"/>.</summary>
    public GivenRequest Subscription(byte[] padded, ulong count) =>
        Sealed(1030, "subscribe", new byte[8], BitConverter.GetBytes((ushort)padded.Length), padded, count, Id);

    /// <summary>The payload of a 1606 with any plaintext, as the room would seal it: its packet of this number on the connection, from 0.</summary>
    public byte[] Event(byte[] plaintext, ulong count, long time = 0)
    {
        byte[] padded = PlainSyntheticIv.Pad(plaintext);
        byte[] front = [.. new byte[8], .. BitConverter.GetBytes(time), 1, .. new byte[16]];
        byte[] length = BitConverter.GetBytes(padded.Length);
        byte[] header = [24, .. BitConverter.GetBytes((ushort)1606), .. BitConverter.GetBytes(front.Length + 16 + 4 + padded.Length)];
        byte[] iv = PlainSyntheticIv.Make(Forged.SessionKey, "event", Associated(count), [.. header, .. front, .. length, .. padded]);
        return [.. front, .. iv, .. length, .. PlainCbc.Seal(Forged.SessionKey, iv, padded, PaddingMode.None)];
    }

    public void Subscribe(ulong since = 0, string name = "alice") =>
        Assert.Equal(Disposition.KeepOpen, Connection.Send(Subscription(since, name)));

    public void Say(string text) => Assert.Equal(Disposition.KeepOpen, Connection.Send(Message(text)));

    /// <summary>Takes what has arrived: events are opened and kept, the codes of all packets are returned.</summary>
    public IReadOnlyList<ushort> Take()
    {
        IReadOnlyList<ReceivedPacket> packets = Connection.Take();
        foreach (ReceivedPacket packet in packets.Where(static p => p.Code == 1606))
            Events.Add(Assert.IsType<RoomEventRecord>(Client.OpenEvent(packet.Payload)));
        return [.. packets.Select(static p => p.Code)];
    }

    /// <summary>What has arrived, as <c>sequence kind text</c>.</summary>
    public IReadOnlyList<string> TakeEvents()
    {
        int known = Events.Count;
        Take();
        return [.. Events.Skip(known).Select(static e => $"{e.Sequence} {e.Kind} {Encoding.UTF8.GetString(e.Content.Span)}")];
    }

    private GivenRequest Sealed(ushort code, string label, byte[] beforeIv, byte[] behindIv, byte[] padded, ulong count, PrincipalId client)
    {
        byte[] header = [.. client.Bytes, 24, .. BitConverter.GetBytes(code), .. BitConverter.GetBytes(beforeIv.Length + 16 + behindIv.Length + padded.Length)];
        byte[] iv = PlainSyntheticIv.Make(Forged.SessionKey, label, Associated(count), [.. header, .. beforeIv, .. behindIv, .. padded]);
        return GivenRequest.Of(code, client, [.. beforeIv, .. iv, .. behindIv, .. PlainCbc.Seal(Forged.SessionKey, iv, padded, PaddingMode.None)]);
    }

    private byte[] Associated(ulong count) => [.. Presented.Payload[..16], .. BitConverter.GetBytes(count)];
}
