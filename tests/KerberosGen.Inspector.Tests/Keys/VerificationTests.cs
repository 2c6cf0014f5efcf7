using System.Text;
using KerberosGen.Crypto;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using Xunit;

namespace KerberosGen.Inspector.Tests;

/// <summary>What packets say once they are opened is checked, each check as a finding of its own.</summary>
public sealed class VerificationTests
{
    public static TheoryData<string, string, string> Checks => new()
    {
        { "ticket: header of another version", FindingIds.UnknownVersion, "header.version" },
        { "ticket: another version", FindingIds.UnknownVersion, "ticket.version" },
        { "authenticator: another version", FindingIds.UnknownVersion, "authenticator.version" },
        { "ticket: header of another client", FindingIds.WrongId, "header.client_id" },
        { "authenticator: another client", FindingIds.WrongId, "authenticator.client_id" },
        { "authenticator: another service", FindingIds.WrongId, "authenticator.service_id" },
        { "message: header of another client", FindingIds.WrongId, "header.client_id" },
        { "ticket: expires at no time", FindingIds.NotATime, "ticket.expires_at" },
        { "authenticator: no time", FindingIds.NotATime, "authenticator.created_at" },
        { "authenticator: ahead", FindingIds.TimeOff, "authenticator.created_at" },
        { "authenticator: behind", FindingIds.TimeOff, "authenticator.created_at" },
        { "ticket: expired", FindingIds.Expired, "ticket.expires_at" },
        { "ticket: does not open", FindingIds.AlteredCiphertext, "ticket.expires_at" },
        { "authenticator: does not open", FindingIds.WrongKey, "authenticator.version" },
        { "message: does not open", FindingIds.WrongKey, "content" },
    };

    [Theory]
    [MemberData(nameof(Checks))]
    public void What_is_wrong_with_the_last_request_is_found_where_it_is_in_both_layouts(string breach, string id, string path)
    {
        foreach (WireLayout layout in Enum.GetValues<WireLayout>())
        {
            using var site = new RecordedSite(layout);
            Breaches.All[breach](new Breaches.Cast(site));
            using KeyChain keys = KeysOf(site);

            List<DecodedPacket> packets = site.Decode(keys);

            DecodedPacket request = packets.Last(p => p.Direction == PacketDirection.Request);
            Assert.Contains(request.AllFindings, f => f.Id == id && f.Path == path && f.Severity == Severity.Error);
            Assert.All(packets.Where(p => p != request), p => Assert.DoesNotContain(p.AllFindings, f => f.Severity == Severity.Error));
        }
    }

    [Theory]
    [InlineData(WireLayout.Documented)]
    [InlineData(WireLayout.Original)]
    public void A_whole_conversation_is_found_right(WireLayout layout)
    {
        using var site = new RecordedSite(layout);
        var cast = new Breaches.Cast(site);
        RecordedPeer peer = cast.Enter();
        peer.AskGranted(cast.Subscription(cast.Ticket));
        peer.AskGranted(cast.Message(cast.Ticket));
        using KeyChain keys = KeysOf(site);

        List<DecodedPacket> packets = site.Decode(keys);

        Assert.All(packets, p => Assert.Empty(p.AllFindings));
        Assert.All(packets.SelectMany(p => p.Leaves()).Where(f => f.Layout?.Encryption is not null), f => Assert.Equal(DecryptionStatus.Opened, f.Decryption!.Status));
        Assert.Equal(3, packets.Count(p => p.Code == RoomEvent.Code && p["content"]!.Decryption!.Status == DecryptionStatus.Opened) + 1);
    }

    [Fact]
    public void A_message_that_was_altered_on_its_way_is_told_from_a_wrong_key()
    {
        using var site = new RecordedSite(WireLayout.Original);
        var cast = new Breaches.Cast(site);
        RecordedPeer peer = cast.Enter();
        byte[] message = cast.Message(cast.Ticket);
        message[^1] ^= 1;
        peer.AskRefused(message);
        using KeyChain keys = KeysOf(site);

        DecodedPacket request = site.Decode(keys).Last(p => p.Code == ChatMessage.Code);

        Finding finding = Assert.Single(request.AllFindings, static f => f.Id == FindingIds.AlteredCiphertext);
        Assert.Equal("content", finding.Path);
        Assert.Matches("^the session key of packet #[0-9]+ opens what belongs with it$", finding.Note);
        Finding forged = Assert.Single(request.AllFindings, f => f != finding);
        Assert.Equal((FindingIds.Forged, "iv", "altered: it does not open"), (forged.Id, forged.Path, forged.Note));
    }

    [Fact]
    public void An_answer_that_is_played_again_has_the_nonce_of_another_request()
    {
        using var site = new RecordedSite(WireLayout.Documented);
        var cast = new Breaches.Cast(site);
        cast.Alice.GetTicket(cast.Room.Identity.Id);
        using KeyChain keys = KeysOf(site);
        List<DecodedPacket> packets = site.Decode(new KeyChain());
        DecodedPacket old = packets.First(p => p.Code == TicketResponse.Code), asked = packets.Last(p => p.Code == TicketRequest.Code);
        var decoder = new PacketDecoder(PacketCatalog.Layout, keys);
        DecodedPacket request = decoder.TakeApart(asked.Bytes, PacketDirection.Request, 0), answer = decoder.TakeApart(old.Bytes, PacketDirection.Response, 0);
        request.Origin = asked.Origin;
        answer.Origin = old.Origin! with { Stream = asked.Origin!.Stream, Time = asked.Origin.Time };
        decoder.Open(request);
        decoder.Open(answer);

        Finding finding = Assert.Single(answer.AllFindings);
        Assert.Equal((FindingIds.WrongNonce, "encrypted_key.nonce"), (finding.Id, finding.Path));
        Assert.Equal(Convert.ToHexStringLower(request["nonce"]!.Bytes.Span), finding.NeededValue);
    }

    [Fact]
    public void An_IV_that_comes_again_with_another_message_is_found_and_a_replayed_message_is_not()
    {
        using var site = new RecordedSite(WireLayout.Documented);
        var cast = new Breaches.Cast(site);
        RecordedPeer peer = cast.Enter();
        byte[] message = cast.Message(cast.Ticket);
        peer.AskGranted(message);
        peer.AskRefused(message);
        using var cipher = new AesCbc(cast.Ticket.SessionKey.Bytes);
        var other = default(ChatMessage);
        other.Seal(cipher, new Iv(message.AsSpan(RequestHeader.Size + 4, Iv.Size)), Encoding.UTF8.GetBytes("alice: ho"), new byte[16]);
        peer.AskRefused(RecordedPeer.Packed(cast.Alice.Id, in other));
        using KeyChain keys = KeysOf(site);

        List<DecodedPacket> messages = [.. site.Decode(keys).Where(p => p.Code == ChatMessage.Code)];

        Assert.Empty(messages[0].AllFindings);
        Assert.Equal(FindingIds.Forged, Assert.Single(messages[1].AllFindings).Id);
        Finding finding = Assert.Single(messages[2].AllFindings, static f => f.Id != FindingIds.Forged);
        Assert.Equal((FindingIds.ReusedIv, Severity.Warning, "iv"), (finding.Id, finding.Severity, finding.Path));
        Assert.Contains($"packet #{messages[0].Number} has the same IV", finding.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_clients_with_one_password_are_both_opened()
    {
        using var site = new RecordedSite(WireLayout.Documented);
        RecordedRoom room = site.AddRoom("Printer 10");
        site.AddClient("ann", "the same").GetTicket(room.Identity.Id);
        site.AddClient("ben", "the same").GetTicket(room.Identity.Id);
        using var keys = new KeyChain();
        using KeyMaterial password = LineKeys.KeyOfPassword("the same");
        keys.Add(KeyRole.Client, password.Bytes);

        List<DecodedPacket> answers = [.. site.Decode(keys).Where(p => p.Code == TicketResponse.Code)];

        Assert.Equal(2, answers.Count(p => p["encrypted_key"]!["nonce"]!.Decryption!.Status == DecryptionStatus.Opened));
        Assert.All(answers, p => Assert.Empty(p.AllFindings));
    }

    [Fact]
    public void Session_keys_beyond_what_is_remembered_leave_the_latest_ones_working()
    {
        using var keys = new KeyChain();
        var service = PrincipalId.Parse("4e43ae195f4d43b799ce2cca77178cfb");
        byte[] serviceKey = [.. Enumerable.Repeat((byte)7, 32)];
        keys.Add(KeyRole.Service, serviceKey);
        using var cipher = new AesCbc(serviceKey);
        var decoder = new PacketDecoder(PacketCatalog.Layout, keys);
        var layout = PacketCatalog.Layout.Packets.Single(p => p.Name == nameof(Ticket));
        for (int i = 0; i < 5000; i++)
        {
            var ticket = new Ticket { Version = 24, ClientId = service, ServiceId = service };
            byte[] key = [.. BitConverter.GetBytes(i), .. new byte[28]];
            ticket.Seal(cipher, new Iv(Guid.NewGuid().ToByteArray()), new AesKey(key), TimeTextFormat.Format(DateTimeOffset.UnixEpoch.AddYears(40), TimeZoneInfo.Utc));
            byte[] bytes = new byte[Ticket.Size];
            ticket.Pack(bytes);
            DecodedPacket decoded = decoder.DecodeStructure(bytes, layout);
            Assert.Equal(DecryptionStatus.Opened, decoded["session_key"]!.Decryption!.Status);
        }

        Assert.Equal(4096, keys.LearntCount);
    }

    private static KeyChain KeysOf(RecordedSite site)
    {
        var keys = new KeyChain { TimeZone = RecordedSite.Zone };
        foreach (ClientPrincipal client in site.Store.Clients)
            keys.Add(nameof(KeyRole.Client), client.Key.Bytes, $"password of {client.Name}", client.Id);
        foreach (ServicePrincipal service in site.Store.Services)
            keys.Add(nameof(KeyRole.Service), service.Key.Bytes, $"key of {service.Name}", service.Id);
        return keys;
    }
}
