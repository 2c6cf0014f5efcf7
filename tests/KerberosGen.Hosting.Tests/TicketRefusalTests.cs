using KerberosGen.Clients;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting.Tests;

public sealed class TicketRefusalTests
{
    public static TheoryData<WireLayout> Layouts => [WireLayout.Documented, WireLayout.Original];

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task An_expired_ticket_is_refused(WireLayout layout)
    {
        await using Site site = await Site.StartAsync(layout);
        SiteRoom room = await site.AddRoomAsync("Printer 10");
        Member ann = await site.AddMemberAsync("ann");
        site.KdcClock.Ahead = -ProtocolLimits.DefaultTicketLifetime - TimeSpan.FromMinutes(1);
        await AssertRefusedAsync(site, room, ann, await ann.GetTicketAsync(room.Id), "expired");
        site.KdcClock.Ahead = -ProtocolLimits.DefaultTicketLifetime + TimeSpan.FromMinutes(1);
        await using ChatConnection chat = await ann.EnterAsync(room);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task A_ticket_for_another_room_is_refused(WireLayout layout)
    {
        await using Site site = await Site.StartAsync(layout);
        SiteRoom room = await site.AddRoomAsync("Printer 10"), other = await site.AddRoomAsync("Printer 20");
        Member ann = await site.AddMemberAsync("ann");
        await AssertRefusedAsync(site, room, ann, await ann.GetTicketAsync(other.Id), "not for this room");
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task An_authenticator_from_another_time_is_refused(WireLayout layout)
    {
        await using Site site = await Site.StartAsync(layout);
        SiteRoom room = await site.AddRoomAsync("Printer 10");
        Member ann = await site.AddMemberAsync("ann");
        SessionTicket ticket = await ann.GetTicketAsync(room.Id);
        foreach (int minutes in new[] { -6, 6 })
        {
            room.Clock.Ahead = TimeSpan.FromMinutes(minutes);
            await AssertRefusedAsync(site, room, ann, ticket, "the room's clock");
        }

        room.Clock.Ahead = TimeSpan.FromMinutes(4);
        await using ChatConnection chat = await ann.PresentAsync(room, ticket);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task A_replayed_request_is_refused(WireLayout layout)
    {
        await using Site site = await Site.StartAsync(layout);
        SiteRoom room = await site.AddRoomAsync("Printer 10");
        Member ann = await site.AddMemberAsync("ann");
        byte[] request = ann.TicketRequest(await ann.GetTicketAsync(room.Id));
        using RawPeer first = await RawPeer.ConnectAsync(room.EndPoint), second = await RawPeer.ConnectAsync(room.EndPoint);
        Assert.Equal(SymmetricKeyAck.Code, BitConverter.ToUInt16(await first.AskAsync(request), 1));
        Assert.Equal(RawPeer.GeneralError, await second.AskAsync(request));
        Assert.Equal(Refusals.Replayed, Assert.Single(site.Observer.Refusals));
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task A_request_altered_anywhere_is_refused(WireLayout layout)
    {
        await using Site site = await Site.StartAsync(layout);
        SiteRoom room = await site.AddRoomAsync("Printer 10");
        Member ann = await site.AddMemberAsync("ann");
        byte[] request = ann.TicketRequest(await ann.GetTicketAsync(room.Id));
        Assert.Equal(layout == WireLayout.Documented ? 288 : 312, request.Length);
        // Header 23, authenticator 128, then the ticket's version 1 and ids 32: the documented layout's clear time.
        const int ticketCreated = 23 + 128 + 33;
        int tried = 0;
        for (int at = 0; at < request.Length; at += 3)
        {
            if (layout == WireLayout.Documented && at is >= ticketCreated and < ticketCreated + 8)
                continue;
            byte[] altered = [.. request];
            altered[at] ^= (byte)(1 << (at % 8));
            using RawPeer peer = await RawPeer.ConnectAsync(room.EndPoint);
            byte[] answer = await peer.AskAsync(altered);
            Assert.True(RawPeer.GeneralError.AsSpan().SequenceEqual(answer), $"byte {at} altered: answered {Convert.ToHexString(answer)}");
            tried++;
        }

        Assert.Equal(tried, site.Observer.Refusals.Count);
        using RawPeer honest = await RawPeer.ConnectAsync(room.EndPoint);
        Assert.Equal(SymmetricKeyAck.Code, BitConverter.ToUInt16(await honest.AskAsync(request), 1));
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task Nothing_but_a_ticket_opens_the_door(WireLayout layout)
    {
        await using Site site = await Site.StartAsync(layout);
        SiteRoom room = await site.AddRoomAsync("Printer 10");
        Member ann = await site.AddMemberAsync("ann");
        SessionTicket ticket = await ann.GetTicketAsync(room.Id);
        using RawPeer peer = await RawPeer.ConnectAsync(room.EndPoint);
        Assert.Equal(RawPeer.GeneralError, await peer.AskAsync(ann.Bytes(ticket, static (session, output) => session.WriteMessage(output, "ann: let me in"))));
        Assert.Equal(RawPeer.GeneralError, await peer.AskAsync(ann.Bytes(ticket, static (session, output) => session.WriteSubscription(output, 0, new PrincipalName("ann")))));
        Assert.Equal(RawPeer.GeneralError, await peer.AskAsync(ann.Bytes(ticket, static (session, output) => session.WriteMembersRequest(output))));
        Assert.Equal(RawPeer.GeneralError, await peer.AskAsync(ann.Bytes(ticket, static (session, output) => session.WriteLeave(output))));
        Assert.Equal(SymmetricKeyAck.Code, BitConverter.ToUInt16(await peer.AskAsync(ann.TicketRequest(ticket)), 1));
        Assert.Equal(RawPeer.GeneralError, await peer.AskAsync(ann.TicketRequest(ticket)));
        Assert.Equal(Refusals.SecondTicket, site.Observer.Refusals.Last());
        Assert.Empty(site.Observer.Messages);
    }

    private static async Task AssertRefusedAsync(Site site, SiteRoom room, Member member, SessionTicket ticket, string reason)
    {
        using RawPeer peer = await RawPeer.ConnectAsync(room.EndPoint);
        Assert.Equal(RawPeer.GeneralError, await peer.AskAsync(member.TicketRequest(ticket)));
        Assert.Contains(reason, site.Observer.Refusals.Last(), StringComparison.Ordinal);
    }
}
