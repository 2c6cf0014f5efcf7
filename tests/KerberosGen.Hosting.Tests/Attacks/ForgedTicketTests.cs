using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting.Tests.Attacks;

/// <summary>Mallory has a ticket of his own, and so its session key. He makes the most of it, synthetic IVs included.</summary>
public sealed class ForgedTicketTests
{
    public static TheoryData<Rules, WireLayout> Cases => new()
    {
        { Rules.OfTheSeed, WireLayout.Documented },
        { Rules.OfTheSeed, WireLayout.Original },
        { Rules.Default, WireLayout.Documented },
        { Rules.Default, WireLayout.Original },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_client_id_overwritten_in_a_ticket(Rules rules, WireLayout layout)
    {
        await using AttackedSite site = await AttackedSite.StartAsync(rules, layout);
        Member ann = await site.Site.AddMemberAsync("ann"), mallory = await site.Site.AddMemberAsync("mallory");
        IAsyncEnumerator<RoomEventRecord> heard = await site.ListenAsync();

        SessionTicket own = await mallory.GetTicketAsync(site.Room.Id);
        byte[] forged = own.Ticket.ToArray();
        ann.Id.Bytes.CopyTo(forged.AsSpan(1));
        Assert.Equal(rules == Rules.OfTheSeed, await SaysAsync(site, ann.Id, forged, own.SessionKey.Bytes, "ann: I resign"));
        if (rules == Rules.OfTheSeed)
        {
            Assert.True(await heard.MoveNextAsync());
            Assert.Equal(ann.Id, heard.Current.ClientId);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task An_end_of_a_ticket_moved_by_IV_bits(Rules rules, WireLayout layout)
    {
        await using AttackedSite site = await AttackedSite.StartAsync(rules, layout);
        Member mallory = await site.Site.AddMemberAsync("mallory");
        site.Site.KdcClock.Ahead = -ProtocolLimits.DefaultTicketLifetime - TimeSpan.FromHours(1);
        SessionTicket ended = await mallory.GetTicketAsync(site.Room.Id);
        Assert.False(await SaysAsync(site, mallory.Id, ended.Ticket.ToArray(), ended.SessionKey.Bytes, "mallory: too late"));
        Assert.Contains("ticket expired", site.Refusals.Last(), StringComparison.Ordinal);

        // The text is 'dd/MM/yy_...': four years more, since each fourth has a 29 February. The key behind the same IV changes alike.
        DateTime end = DateTime.UtcNow.AddHours(-1);
        byte[] difference = Bits.Between($"{end:yy}", $"{end.AddYears(4):yy}");
        const int year = 6;
        byte[] forged = Bits.Flip(ended.Ticket.ToArray(), (layout == WireLayout.Original ? 65 : 41) + year, difference);
        byte[] key = Bits.Flip(ended.SessionKey.Bytes.ToArray(), year, difference);
        Assert.Equal(rules == Rules.OfTheSeed, await SaysAsync(site, mallory.Id, forged, key, "mallory: still here"));
    }

    private static async Task<bool> SaysAsync(AttackedSite site, PrincipalId client, byte[] ticket, ReadOnlyMemory<byte> key, string text)
    {
        using var forged = new SessionTicket(site.Room.Id, new KeyMaterial(key.Span), default, ticket);
        using ClientSession session = Victim.NewSession(client, forged);
        using RawPeer peer = await RawPeer.ConnectAsync(site.Room.EndPoint);
        byte[] answer = await peer.AskAsync(Victim.Bytes(session.WriteTicket));
        if (RawPeer.GeneralError.AsSpan().SequenceEqual(answer))
        {
            string refusal = site.Refusals.Last();
            Assert.True(refusal == Refusals.TicketUnauthenticated || refusal.StartsWith("ticket expired", StringComparison.Ordinal), refusal);
            return false;
        }

        Assert.Equal(SymmetricKeyAck.Code, KdcSite.Code(answer));
        Assert.Equal(MessageAck.Code, KdcSite.Code(await peer.AskAsync(Victim.Bytes(output => session.WriteMessage(output, text)))));
        Assert.Equal(UnverifiedMark.Text + text, site.Site.Observer.Messages.Last());
        return true;
    }

    private static Task<bool> SaysAsync(AttackedSite site, PrincipalId client, byte[] ticket, ReadOnlySpan<byte> key, string text) =>
        SaysAsync(site, client, ticket, key.ToArray().AsMemory(), text);
}
