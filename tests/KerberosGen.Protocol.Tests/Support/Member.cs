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
        Connection.SendAccepted(Forged.Make(), 1604);
        var ticket = new SessionTicket(room.Identity.Id, new KeyMaterial(Forged.SessionKey), default, Forged.Ticket());
        Client = new ClientSession(id, ticket, room.Clock, SystemRandomSource.Instance, room.Options.KdcTimeZone);
    }

    public PrincipalId Id { get; }

    public ForgedTicketRequest Forged { get; }

    public RoomConnection Connection { get; }

    public ClientSession Client { get; }

    /// <summary>Every event taken so far.</summary>
    public List<RoomEventRecord> Events { get; } = [];

    public GivenRequest Subscription(ulong since, string name) =>
        GivenRequest.WrittenBy(output => Client.WriteSubscription(output, since, new PrincipalName(name)));

    public GivenRequest Message(string text) => GivenRequest.WrittenBy(output => Client.WriteMessage(output, text));

    public void Subscribe(ulong since = 0, string name = "alice") =>
        Assert.Equal(Disposition.KeepOpen, Connection.Send(Subscription(since, name)));

    public void Say(string text) => Assert.Equal(Disposition.KeepOpen, Connection.Send(Message(text)));

    /// <summary>Takes what has arrived: events are opened and kept, the codes of all packets are returned.</summary>
    public IReadOnlyList<ushort> Take()
    {
        IReadOnlyList<ReceivedPacket> packets = Connection.Outlet.Take();
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
}
