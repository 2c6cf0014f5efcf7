using FsCheck.Xunit;
using KerberosGen.Inspection.Decoding;
using Xunit;

namespace KerberosGen.Inspection.Tests;

public sealed class StreamDecoderTests
{
    private static byte[][] Requests =>
        [.. Vector.Golden.Where(g => g.Structure is null && g.Direction == PacketDirection.Request).Select(g => g.Bytes)];

    [Property]
    public void Packets_are_found_whatever_pieces_the_bytes_come_in(uint[] cuts)
    {
        byte[] all = [.. Requests.SelectMany(r => r)];
        var stream = new StreamDecoder(new PacketDecoder(Vector.Protocol), PacketDirection.Request);
        List<DecodedPacket> packets = [];
        int[] places = [.. cuts.Select(c => (int)(c % (uint)all.Length)).Append(all.Length).Order()];
        int at = 0;
        foreach (int place in places)
        {
            packets.AddRange(stream.Append(all.AsSpan(at, place - at)));
            at = place;
        }

        packets.AddRange(stream.Complete());
        Assert.Equal(Requests.Select(r => r.Length), packets.Select(p => p.Length));
        Assert.All(packets, p => Assert.Equal(DecodeStatus.Ok, p.Status));
    }

    [Fact]
    public void A_packet_with_an_unknown_code_is_shown_whole_and_the_next_one_is_found()
    {
        byte[] unknown = [.. new byte[16], 24, 0x39, 0x30, 5, 0, 0, 0, 1, 2, 3, 4, 5];
        List<DecodedPacket> packets = Decode([.. Requests[0], .. unknown, .. Requests[2]]);

        Assert.Equal([DecodeStatus.Ok, DecodeStatus.Unknown, DecodeStatus.Ok], packets.Select(p => p.Status));
        Assert.Equal(12345, (int)packets[1].Code!.Value);
        Assert.Equal("0102030405", Value.At(packets[1], "payload"));
        Finding finding = Assert.Single(packets[1].Findings);
        Assert.Equal((FindingIds.UnknownCode, "header.code", 17), (finding.Id, finding.Path, finding.Offset));
    }

    [Fact]
    public void Bytes_between_packets_are_garbage_and_the_next_packet_is_found()
    {
        byte[] noise = [.. Enumerable.Repeat((byte)0xee, 40)];
        List<DecodedPacket> packets = Decode([.. Requests[0], .. noise, .. Requests[3], .. Requests[2]]);

        Assert.Equal([DecodeStatus.Ok, DecodeStatus.Garbage, DecodeStatus.Ok, DecodeStatus.Ok], packets.Select(p => p.Status));
        Assert.Equal(noise, packets[1].Bytes.ToArray());
        Assert.Equal(Requests[0].Length, packets[1].Offset);
    }

    [Fact]
    public void A_search_that_ended_at_one_packet_goes_on_behind_it()
    {
        byte[] noise = [.. Enumerable.Repeat((byte)0xee, 40)];
        var stream = new StreamDecoder(new PacketDecoder(Vector.Protocol), PacketDirection.Request);

        IEnumerable<DecodedPacket> packets = stream.Append([.. noise, .. Requests[2], .. noise, .. Requests[3], .. noise[..30]]).Concat(stream.Append(Requests[2])).Concat(stream.Complete());

        Assert.Equal(["garbage", "ServiceListRequest", "garbage", "TicketRequest", "garbage", "ServiceListRequest"], packets.Select(p => p.Name));
    }

    [Fact]
    public void A_known_code_with_a_payload_size_it_never_has_is_named_and_the_next_packet_is_found()
    {
        byte[] wrong = [.. Requests[3]];
        wrong[19] = 20;
        List<DecodedPacket> packets = Decode([.. wrong[..^4], .. Requests[2]]);

        Assert.Equal(["TicketRequest", "ServiceListRequest"], packets.Select(p => p.Name));
        Assert.Contains(packets[0].Findings, f => f is { Id: FindingIds.WrongPayloadSize, Needed: 24, Found: 20, Path: "header.payload_size" });
        Assert.Equal(DecodeStatus.Ok, packets[1].Status);
    }

    [Fact]
    public void A_length_that_says_more_than_the_payload_holds_is_told_from_missing_bytes()
    {
        byte[] message = [.. Vector.Golden.First(g => g.Code == 1029).Bytes];
        message[23] = 0xff;

        DecodedPacket packet = Assert.Single(Decode(message));

        Finding finding = Assert.Single(packet.Findings);
        Assert.Equal((FindingIds.LengthMismatch, "content", 43), (finding.Id, finding.Path, finding.Offset));
        Assert.Equal(255, finding.Needed);
    }

    [Fact]
    public void Bytes_behind_the_last_field_are_shown_and_named()
    {
        byte[] message = [.. Vector.Golden.First(g => g.Code == 1029).Bytes];
        message[23] = 16;

        DecodedPacket packet = Assert.Single(Decode(message));

        Assert.Contains(packet.Findings, f => f.Id == FindingIds.TrailingBytes && f.Offset == 59);
        Assert.Equal(message.Length - 59, packet["trailing"]!.Length);
    }

    [Fact]
    public void Bytes_behind_a_texts_nul_are_flagged_and_do_not_make_the_packet_wrong()
    {
        byte[] registration = [.. Requests[0]];
        registration[23 + 200] = 0x41;

        DecodedPacket packet = Assert.Single(Decode(registration));

        Finding finding = Assert.Single(packet.Findings);
        Assert.Equal((FindingIds.BytesAfterNul, Severity.Warning, 223), (finding.Id, finding.Severity, finding.Offset));
        Assert.Equal(DecodeStatus.Ok, packet.Status);
        Assert.False(packet.HasErrors);
    }

    [Fact]
    public void A_header_that_announces_more_than_any_packet_is_not_waited_for()
    {
        byte[] huge = [.. new byte[16], 24, 0, 4, 0xff, 0xff, 0xff, 0xff];
        List<DecodedPacket> packets = Decode([.. huge, .. Requests[2]]);

        Assert.Equal([FindingIds.TooLarge, FindingIds.Truncated], packets[0].Findings.Select(f => f.Id));
        Assert.Equal("ServiceListRequest", packets[1].Name);
    }

    private static List<DecodedPacket> Decode(byte[] bytes) =>
        [.. StreamDecoder.DecodeAll(bytes, new PacketDecoder(Vector.Protocol), PacketDirection.Request)];
}
