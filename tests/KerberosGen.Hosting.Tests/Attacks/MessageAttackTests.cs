using KerberosGen.Packets;
using KerberosGen.Protocol;
using KerberosGen.Protocol.Tests;

namespace KerberosGen.Hosting.Tests.Attacks;

/// <summary>Somebody on the wire, without any key, between a client and the room.</summary>
public sealed class MessageAttackTests
{
    public static TheoryData<Rules> Cases => [Rules.OfTheSeed, Rules.Default];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_name_rewritten_in_a_message(Rules rules)
    {
        await using AttackedSite site = await AttackedSite.StartAsync(rules);
        Victim ann = await site.AddVictimAsync("ann");
        using RawPeer wire = await EnterAsync(site, ann);
        byte[] message = ann.Say("ann: I resign");
        byte[] altered = Bits.Flip(message, Bits.MessageIv, Bits.Between("ann", "ben"));
        await AssertAsync(site, wire, altered, "ben: I resign");
        // What was refused left no trace.
        if (rules == Rules.Default)
            Assert.Equal(MessageAck.Code, KdcSite.Code(await wire.AskAsync(message)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_message_replayed(Rules rules)
    {
        await using AttackedSite site = await AttackedSite.StartAsync(rules);
        Victim ann = await site.AddVictimAsync("ann");
        using RawPeer wire = await EnterAsync(site, ann);
        byte[] message = ann.Say("ann: pay 10 to ben");
        Assert.Equal(MessageAck.Code, KdcSite.Code(await wire.AskAsync(message)));
        await AssertAsync(site, wire, message, "ann: pay 10 to ben");
        Assert.Equal(rules == Rules.OfTheSeed ? 2 : 1, site.Site.Observer.Messages.Count);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_message_of_one_connection_replayed_in_another(Rules rules)
    {
        await using AttackedSite site = await AttackedSite.StartAsync(rules);
        Victim ann = await site.AddVictimAsync("ann");
        byte[] message;
        using (RawPeer first = await EnterAsync(site, ann))
        {
            message = ann.Say("ann: pay 10 to ben");
            Assert.Equal(MessageAck.Code, KdcSite.Code(await first.AskAsync(message)));
        }

        using RawPeer second = await EnterAsync(site, ann);
        await AssertAsync(site, second, message, "ann: pay 10 to ben");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Messages_reordered(Rules rules)
    {
        await using AttackedSite site = await AttackedSite.StartAsync(rules);
        Victim ann = await site.AddVictimAsync("ann");
        using RawPeer wire = await EnterAsync(site, ann);
        byte[] first = ann.Say("ann: do not"), second = ann.Say("ann: sell");
        await AssertAsync(site, wire, second, "ann: sell");
        Assert.Equal(MessageAck.Code, KdcSite.Code(await wire.AskAsync(first)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_message_dropped(Rules rules)
    {
        await using AttackedSite site = await AttackedSite.StartAsync(rules);
        Victim ann = await site.AddVictimAsync("ann");
        using RawPeer wire = await EnterAsync(site, ann);
        _ = ann.Say("ann: do not");
        await AssertAsync(site, wire, ann.Say("ann: sell"), "ann: sell");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task An_event_reflected_to_the_room_as_a_message(Rules rules)
    {
        await using AttackedSite site = await AttackedSite.StartAsync(rules);
        Member ann = await site.Site.AddMemberAsync("ann"), ben = await site.Site.AddMemberAsync("ben");
        SessionTicket ticket = await ann.GetTicketAsync(site.Room.Id);
        using ClientSession listening = Victim.NewSession(ann.Id, ticket);
        using RawPeer events = await RawPeer.ConnectAsync(site.Room.EndPoint);
        Assert.Equal(SymmetricKeyAck.Code, KdcSite.Code(await events.AskAsync(Victim.Bytes(listening.WriteTicket))));
        await events.SendAsync(Victim.Bytes(output => listening.WriteSubscription(output, ulong.MaxValue, ann.Name)));
        int joined = RoomEvent.MinSize + RoomEvent.SealedContentSize(ann.Name.Utf8.Length);
        await events.ReceiveExactlyAsync((2 * ResponseHeader.Size) + joined);
        await using (Clients.ChatConnection chat = await ben.EnterAsync(site.Room))
            await chat.SendAsync("ben: I owe you", Patience.Token);
        byte[] happened = await events.ReceiveExactlyAsync(ResponseHeader.Size + RoomEvent.MinSize + RoomEvent.SealedContentSize("ben: I owe you".Length));

        // Ann's second connection, under the same session key.
        Victim talking = Victim.Of(rules, ann.Id, "ann", ticket);
        using RawPeer wire = await EnterAsync(site, talking);
        byte[] content = happened[(Bits.EventIv + Iv.Size + sizeof(uint))..], iv = happened[Bits.EventIv..(Bits.EventIv + Iv.Size)];
        byte[] reflected = RawPeer.Request(ChatMessage.Code, ann.Id.Bytes, [.. BitConverter.GetBytes(content.Length), .. iv, .. content]);
        await AssertAsync(site, wire, reflected, "ben: I owe you");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_whole_connection_replayed_to_a_room_that_was_restarted(Rules rules)
    {
        var store = new InMemoryRoomStore();
        await using AttackedSite site = await AttackedSite.StartAsync(rules, store: store);
        Victim ann = await site.AddVictimAsync("ann");
        byte[] ticket = ann.Enter(), message = ann.Say("ann: pay 10 to ben");
        using (RawPeer wire = await RawPeer.ConnectAsync(site.Room.EndPoint))
        {
            Assert.Equal(SymmetricKeyAck.Code, KdcSite.Code(await wire.AskAsync(ticket)));
            Assert.Equal(MessageAck.Code, KdcSite.Code(await wire.AskAsync(message)));
        }

        // The seed's room remembers no authenticator. Ours does, over its restarts.
        await site.RestartAsync(rules == Rules.OfTheSeed ? new VolatileRoomStore() : store);
        using RawPeer replay = await RawPeer.ConnectAsync(site.Room.EndPoint);
        byte[] answer = await replay.AskAsync(ticket);
        if (rules == Rules.OfTheSeed)
        {
            Assert.Equal(SymmetricKeyAck.Code, KdcSite.Code(answer));
            Assert.Equal(MessageAck.Code, KdcSite.Code(await replay.AskAsync(message)));
            Assert.Equal(2, site.Site.Observer.Messages.Count);
            return;
        }

        Assert.Equal(RawPeer.GeneralError, answer);
        Assert.Equal(Refusals.Replayed, site.Refusals.Last());
        Assert.Equal(RawPeer.GeneralError, await replay.AskAsync(message));
        Assert.Single(site.Site.Observer.Messages);
    }

    [Fact]
    public async Task A_connection_made_unverified_on_the_wire_where_the_room_takes_unauthenticated_tickets()
    {
        foreach (Rules rules in new[] { Rules.OfTheSeed, Rules.Default })
        {
            await using AttackedSite site = await AttackedSite.StartAsync(rules);
            Member ann = await site.Site.AddMemberAsync("ann");
            using ClientSession session = Victim.NewSession(ann.Id, await ann.GetTicketAsync(site.Room.Id));
            // A ticket's time of creation stands in the clear: header 23, Authenticator 128, version 1, two ids.
            byte[] altered = Bits.Flip(Victim.Bytes(session.WriteTicket), 23 + Authenticator.Size + 33, [1]);
            using RawPeer wire = await RawPeer.ConnectAsync(site.Room.EndPoint);
            byte[] answer = await wire.AskAsync(altered);
            Assert.Equal(rules == Rules.OfTheSeed ? SymmetricKeyAck.Code : GeneralError.Code, KdcSite.Code(answer));
            if (rules == Rules.Default)
                continue;
            // Our client would notice: such a connection gets no events.
            Assert.Equal(RawPeer.GeneralError, await wire.AskAsync(Victim.Bytes(output => session.WriteSubscription(output, 0, ann.Name))));
            Assert.Equal(Refusals.UnverifiedSubscription, site.Refusals.Last());
        }
    }

    private static async Task<RawPeer> EnterAsync(AttackedSite site, Victim victim)
    {
        RawPeer wire = await RawPeer.ConnectAsync(site.Room.EndPoint);
        Assert.Equal(SymmetricKeyAck.Code, KdcSite.Code(await wire.AskAsync(victim.Enter())));
        return wire;
    }

    /// <summary>By the seed's rules the room takes it, and shows it; by default it refuses it as not authenticated.</summary>
    private static async Task AssertAsync(AttackedSite site, RawPeer wire, byte[] message, string shown)
    {
        int before = site.Site.Observer.Messages.Count;
        byte[] answer = await wire.AskAsync(message);
        if (site.Rules == Rules.OfTheSeed)
        {
            Assert.Equal(MessageAck.Code, KdcSite.Code(answer));
            Assert.Equal(UnverifiedMark.Text + shown, site.Site.Observer.Messages.Last());
            return;
        }

        Assert.Equal(RawPeer.GeneralError, answer);
        Assert.Equal(before, site.Site.Observer.Messages.Count);
        Assert.Equal(Refusals.Unauthenticated("message"), site.Refusals.Last());
    }
}
