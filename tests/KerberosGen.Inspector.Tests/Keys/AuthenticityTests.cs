using System.Text.Json;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Rendering;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using Xunit;

namespace KerberosGen.Inspector.Tests;

/// <summary>Where a key is known, each packet with an IV says whether it is authenticated.</summary>
public sealed class AuthenticityTests
{
    public static TheoryData<string, string> Forgeries => new()
    {
        { "message: altered", "altered" },
        { "message: with a random IV", "altered" },
        { "message: replayed", "replayed: it is authentic as number 1 of its direction, where number 2 is due" },
        { "message: reordered", "reordered" },
        { "message: header of another client", "altered" },
        { "subscription: altered", "altered" },
    };

    [Theory]
    [InlineData(WireLayout.Documented, true)]
    [InlineData(WireLayout.Documented, false)]
    [InlineData(WireLayout.Original, true)]
    [InlineData(WireLayout.Original, false)]
    public void Everything_that_our_roles_make_is_authenticated_by_all_keys_and_by_passwords_alone(WireLayout layout, bool hasServiceKeys)
    {
        using var site = new RecordedSite(layout);
        Converse(site);
        using KeyChain keys = KeysOf(site, hasServiceKeys);

        List<DecodedPacket> packets = site.Decode(keys);

        DecodedField[] ivs = [.. packets.SelectMany(static p => p.Leaves()).Where(f => f.Layout?.SyntheticIv is { } label && (hasServiceKeys || label != SyntheticIvKey.Ticket))];
        Assert.Equal(SyntheticIvKey.Event, ivs.Select(static f => f.Layout!.SyntheticIv).Distinct().Single(static l => l == SyntheticIvKey.Event));
        Assert.All(ivs, static f => Assert.Equal(AuthenticityStatus.Authenticated, f.Authenticity?.Status));
        Assert.All(packets, static p => Assert.Empty(p.AllFindings));
        Assert.Equal((1, 1), keys.Connections);
    }

    [Fact]
    public void Without_a_key_nothing_is_said()
    {
        using var site = new RecordedSite(WireLayout.Documented);
        Converse(site);
        using var keys = new KeyChain();

        Assert.All(site.Decode(keys), static p => Assert.Null(p.LeastProved));
    }

    [Theory]
    [MemberData(nameof(Forgeries))]
    public void What_a_verified_connection_carries_and_does_not_verify_is_forged_with_its_cause(string breach, string cause)
    {
        foreach (WireLayout layout in Enum.GetValues<WireLayout>())
        {
            using var site = new RecordedSite(layout);
            Breaches.All[breach](new Breaches.Cast(site));
            using KeyChain keys = KeysOf(site);

            DecodedPacket request = site.Decode(keys).Last(static p => p.Direction == PacketDirection.Request);

            Assert.Equal(AuthenticityStatus.Forged, request["iv"]!.Authenticity!.Status);
            Finding finding = Assert.Single(request.AllFindings, static f => f.Id == FindingIds.Forged);
            Assert.Equal(("iv", request["iv"]!.Offset, Severity.Error), (finding.Path, finding.Offset, finding.Severity));
            Assert.StartsWith(cause, finding.Note, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(WireLayout.Documented)]
    [InlineData(WireLayout.Original)]
    public void A_ticket_of_the_original_program_and_what_follows_it_are_not_authenticated_and_not_forged(WireLayout layout)
    {
        using var site = new RecordedSite(layout);
        var cast = new Breaches.Cast(site);
        cast.EnterUnverified().AskGranted(cast.Unauthenticated("alice: hi"));
        using KeyChain keys = KeysOf(site);

        List<DecodedPacket> packets = site.Decode(keys);

        DecodedPacket entered = packets.Last(static p => p.Code == SymmetricKeyRequest.Code), said = packets.Last(static p => p.Code == ChatMessage.Code);
        Assert.Equal(AuthenticityStatus.NotAuthenticated, entered["ticket"]!["iv"]!.Authenticity!.Status);
        Assert.Equal(AuthenticityStatus.NotAuthenticated, said["iv"]!.Authenticity!.Status);
        Assert.All(packets, static p => Assert.DoesNotContain(p.AllFindings, static f => f.Id == FindingIds.Forged));
        Assert.Equal((1, 0), keys.Connections);
    }

    [Fact]
    public void An_EncryptedKey_beside_a_ticket_that_is_authenticated_is_forged_when_it_belongs_to_another()
    {
        using var site = new RecordedSite(WireLayout.Documented);
        var cast = new Breaches.Cast(site);
        cast.Alice.GetTicket(cast.Room.Identity.Id);
        using KeyChain keys = KeysOf(site);
        List<DecodedPacket> answers = [.. site.Decode(keys).Where(static p => p.Code == TicketResponse.Code)];
        byte[] moved = answers[1].Bytes.ToArray();
        DecodedField key = answers[0]["encrypted_key"]!;
        key.Bytes.CopyTo(moved.AsMemory(key.Offset));

        DecodedPacket packet = new PacketDecoder(PacketCatalog.Layout, keys).Decode(moved, PacketDirection.Response);

        Authenticity found = packet["encrypted_key"]!["iv"]!.Authenticity!;
        Assert.Equal(AuthenticityStatus.Forged, found.Status);
        Assert.Equal($"moved: it belongs beside the ticket of packet #{answers[0].Number}", found.Note);
        Assert.Equal("encrypted_key.iv", packet.LeastProved!.Path);
    }

    [Fact]
    public void A_recording_that_begins_within_a_connection_tells_nothing_of_it()
    {
        using var site = new RecordedSite(WireLayout.Documented);
        Breaches.Cast cast = Converse(site);
        using var none = new KeyChain();
        DecodedPacket said = site.Decode(none).Last(static p => p.Code == ChatMessage.Code);
        using var keys = new KeyChain();
        keys.Add(KeyRole.Session, cast.Ticket.SessionKey.Bytes);

        DecodedPacket packet = new PacketDecoder(PacketCatalog.Layout, keys).Decode(said.Bytes, PacketDirection.Request);

        Assert.Equal(AuthenticityStatus.NotKnown, packet["iv"]!.Authenticity!.Status);
        Assert.Empty(packet.AllFindings);
    }

    [Fact]
    public void Behind_packets_that_are_missing_the_next_that_verifies_is_authenticated_and_none_is_forged()
    {
        using var site = new RecordedSite(WireLayout.Documented);
        var cast = new Breaches.Cast(site);
        RecordedPeer peer = cast.Enter();
        for (int i = 0; i < 4; i++)
            peer.AskGranted(cast.Message(cast.Ticket));
        using var none = new KeyChain();
        List<DecodedPacket> packets = site.Decode(none);
        DecodedPacket[] messages = [.. packets.Where(static p => p.Code == ChatMessage.Code)];
        using KeyChain keys = KeysOf(site);
        var decoder = new PacketDecoder(PacketCatalog.Layout, keys);
        List<AuthenticityStatus?> found = [];
        foreach (DecodedPacket seen in packets.Where(p => p != messages[1] && p != messages[2]))
        {
            if (seen == messages[3])
            {
                DecodedPacket gap = PacketDecoder.Gap(PacketDirection.Request, 0, messages[1].Length + messages[2].Length);
                gap.Origin = seen.Origin;
                decoder.Open(gap);
            }

            DecodedPacket packet = decoder.TakeApart(seen.Bytes, seen.Direction!.Value, 0);
            packet.Origin = seen.Origin;
            decoder.Open(packet);
            if (packet.Code == ChatMessage.Code)
                found.Add(packet["iv"]!.Authenticity?.Status);
        }

        Assert.Equal([AuthenticityStatus.Authenticated, AuthenticityStatus.Authenticated], found);
    }

    [Fact]
    public void Every_view_says_it()
    {
        using var site = new RecordedSite(WireLayout.Documented);
        Breaches.All["message: replayed"](new Breaches.Cast(site));
        using KeyChain keys = KeysOf(site);
        DecodedPacket[] messages = [.. site.Decode(keys).Where(static p => p.Code == ChatMessage.Code)];
        var options = new RenderOptions();
        foreach (Func<StringWriter, Action<DecodedPacket>> renderer in (Func<StringWriter, Action<DecodedPacket>>[])
            [o => new AnnotatedRenderer(o, options).Write, o => new TreeRenderer(o, options).Write, o => new LineRenderer(o, options).Write, o => new CsvRenderer(o, options).Write])
        {
            using var output = new StringWriter();
            Action<DecodedPacket> write = renderer(output);
            write(messages[0]);
            Assert.Contains("authenticated", output.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("FORGED", output.ToString(), StringComparison.Ordinal);
            write(messages[1]);
            Assert.Contains("FORGED at 0x001b iv", output.ToString(), StringComparison.Ordinal);
        }

        using var bytes = new MemoryStream();
        new JsonRenderer(bytes, options, lines: true).Write(messages[1]);
        using JsonDocument json = JsonDocument.Parse(bytes.ToArray());
        JsonElement proof = json.RootElement.GetProperty("authentication").GetProperty("iv");
        Assert.Equal(("forged", 27), (proof.GetProperty("status").GetString(), proof.GetProperty("offset").GetInt32()));
    }

    // One connection: 1028, 1030, 1029 and the events of both.
    private static Breaches.Cast Converse(RecordedSite site)
    {
        var cast = new Breaches.Cast(site);
        RecordedPeer peer = cast.Enter();
        peer.AskGranted(cast.Subscription(cast.Ticket));
        peer.AskGranted(cast.Message(cast.Ticket));
        peer.AskGranted(cast.Message(cast.Ticket));
        return cast;
    }

    private static KeyChain KeysOf(RecordedSite site, bool hasServiceKeys = true)
    {
        var keys = new KeyChain { TimeZone = RecordedSite.Zone };
        foreach (ClientPrincipal client in site.Store.Clients)
            keys.Add(nameof(KeyRole.Client), client.Key.Bytes, $"password of {client.Name}", client.Id);
        foreach (ServicePrincipal service in hasServiceKeys ? site.Store.Services : [])
            keys.Add(nameof(KeyRole.Service), service.Key.Bytes, $"key of {service.Name}", service.Id);
        return keys;
    }
}
