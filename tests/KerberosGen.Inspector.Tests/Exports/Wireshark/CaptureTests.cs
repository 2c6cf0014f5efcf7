using System.Buffers.Binary;
using System.Net;
using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Exports.Wireshark;
using KerberosGen.Inspection.Tests;
using Xunit;

namespace KerberosGen.Inspector.Tests.Exports.Wireshark;

/// <summary>The chat protocol's dissector in a real tshark: its packet list and fields are ours.</summary>
public sealed class CaptureTests : IDisposable
{
    private const string Protocol = "kgpackets";
    private const int Port = 8000;

    private static readonly byte[][] Requests = [.. Golden(PacketDirection.Request)];
    private static readonly byte[][] Responses = [.. Golden(PacketDirection.Response)];

    private readonly DissectorFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_recorded_session_is_recognised_on_its_ports_and_decoded_as_by_us() => CheckEqual(Vector.SessionPcap(), port: null);

    [Fact]
    public void Packets_split_at_every_byte_of_their_header_are_put_together()
    {
        var capture = new Conversations();
        for (int cut = 1; cut <= 30; cut++)
        {
            capture.Send(Requests[0][..cut], Requests[0][cut..]);
            capture.Answer(Responses[0][..Math.Min(cut, 22)], Responses[0][Math.Min(cut, 22)..]);
        }

        CheckEqual(capture.ToPcap(), Port);
    }

    [Fact]
    public void Packets_that_share_segments_are_told_apart()
    {
        var capture = new Conversations();
        byte[] requests = [.. Requests.SelectMany(r => r)], responses = [.. Responses.SelectMany(r => r)];
        capture.Send(requests);
        capture.Answer(responses);
        foreach (int size in (int[])[100, 333, 1000])
        {
            capture.Send([.. requests.Chunk(size)]);
            capture.Answer([.. responses.Chunk(size)]);
        }

        CheckEqual(capture.ToPcap(), Port);
    }

    [Fact]
    public void Segments_out_of_order_and_sent_again_give_the_same_packets()
    {
        var random = new Random(7);
        var capture = new Conversations();
        byte[] requests = [.. Requests.SelectMany(r => r)];
        for (int i = 0; i < 12; i++)
            capture.SendShuffled(requests, random);

        CheckEqual(capture.ToPcap(), Port);
    }

    // Where segments are put in order, Wireshark holds back all that follows a cut one.
    [Fact]
    public void A_capture_with_a_snap_length_is_decoded_as_far_as_it_goes()
    {
        var capture = new Conversations();
        foreach (byte[] request in Requests)
            capture.Send(request, Requests[1]);
        foreach (byte[] response in Responses)
            capture.Answer(response, Responses[0]);

        foreach (int snap in (int[])[45, 62, 90, 200])
            CheckEqual(Snapped(capture.ToPcap(), snap), Port, "tcp.reassemble_out_of_order:FALSE");
    }

    [Fact]
    public void Packets_on_any_port_are_recognised()
    {
        var capture = new Conversations(server: 9123);
        capture.Send(Requests);
        capture.Answer(Responses);
        foreach (byte[] request in Requests)
            capture.Send(request);
        byte[] large = Responses.MaxBy(r => r.Length)!;
        capture.Answer(large[..40], large[40..]);

        CheckEqual(capture.ToPcap(), port: null);
    }

    [Fact]
    public void Traffic_of_others_is_left_to_others()
    {
        var random = new Random(3);
        var capture = new Conversations(server: 9123);
        byte[] noise = new byte[400];
        for (int i = 0; i < 200; i++)
        {
            random.NextBytes(noise);
            capture.Send(noise[..random.Next(1, 400)]);
        }

        capture.Send(new byte[100]);
        capture.Send("GET / HTTP/1.1\r\nHost: example.org\r\n\r\n"u8.ToArray());
        capture.Send([.. Responses.First(r => r.Length == 7), 1, 2, 3]);
        capture.Send([0x16, 3, 1, 0, 100, .. new byte[100]]);

        Assert.Empty(PdmlReader.Read(PdmlOf(capture.ToPcap(), port: null), Protocol));
    }

    [Fact]
    public void Preferences_say_the_ports_and_whether_any_port_is_looked_at()
    {
        var capture = new Conversations(server: 9123);
        capture.Send(Requests[0]);
        capture.Answer([1, 2, 3, .. Responses[0]]);
        byte[] pcap = capture.ToPcap();

        Assert.Empty(PdmlReader.Read(PdmlOf(pcap, Port, "kgpackets.heuristics:FALSE"), Protocol));
        Comparison.AreEqual(Ours(pcap), PdmlReader.Read(PdmlOf(pcap, Port, "kgpackets.heuristics:FALSE", "kgpackets.tcp_ports:9000-9200"), Protocol));
    }

    [Fact]
    public void Secrets_are_shown_only_if_the_preferences_say_so()
    {
        byte[] request = Requests.First(r => r.Length == 533);
        var capture = new Conversations();
        capture.Send(request);

        SeenPacket hidden = Assert.Single(PdmlReader.Read(PdmlOf(capture.ToPcap(), Port), Protocol));
        SeenPacket shown = Assert.Single(PdmlReader.Read(PdmlOf(capture.ToPcap(), Port, "kgpackets.show_secrets:TRUE"), Protocol));

        string password = Vector.Golden.First(g => g.Code == 1024).Decode(request)["password"]!.Text;
        Assert.Contains(hidden.Fields, f => f is { Name: "password", Value: "(secret)" });
        Assert.DoesNotContain(hidden.Fields, f => f.Value.Contains(password, StringComparison.Ordinal));
        Assert.Contains(shown.Fields, f => f.Name == "kgpackets.password" && f.Value == password);
    }

    [Fact]
    public void The_packet_list_names_every_packet_of_a_frame()
    {
        var capture = new Conversations();
        capture.Send([.. Requests[0], .. Requests[2]]);
        string dissector = _folder.Write(Vector.Protocol, new WiresharkOptions { Port = Port });

        string list = Tshark.Run([dissector], "-r", _folder.Write("capture.pcap", capture.ToPcap()), "-Y", Protocol, "-T", "fields", "-e", "_ws.col.Protocol", "-e", "_ws.col.Info");

        Assert.Equal("KGPACKETS\tClientRegistration(1024), ServiceListRequest(1026)\n", list.Replace("[TCP ZeroWindow] ", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Unknown_codes_wrong_sizes_and_bytes_between_packets_are_told_as_by_us()
    {
        byte[] unknown = [.. new byte[16], 24, 0x39, 0x30, 5, 0, 0, 0, 1, 2, 3, 4, 5];
        byte[] wrongSize = [.. Requests[3]];
        wrongSize[19] = 20;
        byte[] huge = [.. new byte[16], 24, 0, 4, 0xff, 0xff, 0xff, 0xff];
        byte[] message = [.. Vector.Golden.First(g => g.Code == 1029).Bytes];
        byte[] tooLong = [.. message], tooShort = [.. message];
        tooLong[23] = 0xff;
        tooShort[23] = 16;
        byte[] dirty = [.. Requests[0]];
        dirty[23 + 200] = 0x41;
        dirty[23] = 0xff;
        byte[] noise = [.. Enumerable.Repeat((byte)0xee, 40)];
        var capture = new Conversations();
        capture.Send([.. Requests[0], .. unknown, .. Requests[2]]);
        capture.Send([.. wrongSize[..^4], .. Requests[2]]);
        capture.Send([.. huge, .. Requests[2]]);
        capture.Send(tooLong, Requests[2]);
        capture.Send(tooShort, Requests[2]);
        capture.Send(dirty);
        capture.Send([.. Requests[0], .. noise, .. Requests[3], .. Requests[2]]);
        capture.Send(Requests[0], noise, [.. noise, .. Requests[3]], Requests[2]);
        capture.Answer([.. Responses[0], 24, 0x99, 0x99, 3, 0, 0, 0, 1, 2, 3, .. Responses[0]]);

        CheckEqual(capture.ToPcap(), Port);
    }

    // We wait for what follows, to know whether the code is to be believed; a person before Wireshark sees the packet at once.
    [Fact]
    public void A_packet_of_unknown_code_that_ends_with_its_segment_is_shown_in_that_frame()
    {
        var capture = new Conversations();
        capture.Send([.. new byte[16], 24, 0x39, 0x30, 5, 0, 0, 0, 1, 2, 3, 4, 5], Requests[2]);

        List<SeenPacket> theirs = PdmlReader.Read(PdmlOf(capture.ToPcap(), Port), Protocol);

        Assert.Equal([(3, "unknown"), (4, "ServiceListRequest")], theirs.Select(p => (p.Frame, p.Name)));
        Assert.Equal("01:02:03:04:05", Assert.Single(theirs[0].Fields, f => f.Name == "kgpackets.payload").Value);
        Assert.Equal(["KGI101"], theirs[0].Findings);
    }

    // Wireshark puts bytes that wait together with what is in front of them, so garbage and what is behind it may be shown in a
    // later frame than by us.
    [Fact]
    public void Random_bytes_between_packets_are_garbage_and_the_next_packet_is_found()
    {
        var random = new Random(11);
        var capture = new Conversations();
        for (int i = 0; i < 40; i++)
        {
            List<byte> bytes = [];
            for (int k = 0; k < 6; k++)
            {
                byte[] noise = new byte[random.Next(60)];
                random.NextBytes(noise);
                bytes.AddRange(noise);
                bytes.AddRange(Requests[random.Next(Requests.Length)]);
            }

            capture.Send([.. bytes.Chunk(random.Next(100, 2000)).Select(c => c.ToArray())]);
        }

        byte[] pcap = capture.ToPcap();
        List<SeenPacket> ours = Ours(pcap);

        List<SeenPacket> theirs = PdmlReader.Read(PdmlOf(pcap, Port), Protocol);

        Assert.Equal(ours.Count, theirs.Count);
        Assert.All(ours.Zip(theirs), p => Assert.InRange(p.First.Frame, 1, p.Second.Frame));
        Comparison.AreEqual([.. ours.Select(p => p with { Frame = 0 })], [.. theirs.Select(p => p with { Frame = 0 })]);
    }

    [Fact]
    public void Altered_and_cut_packets_are_decoded_as_by_us()
    {
        var random = new Random(13);
        var capture = new Conversations();
        for (int i = 0; i < 300; i++)
        {
            capture.Send(Altered(Requests, random));
            capture.Answer(Altered(Responses, random));
        }

        CheckEqual(capture.ToPcap(), Port);
    }

    [Fact]
    public void Datagrams_are_decoded_each_by_itself()
    {
        var capture = new TestCapture();
        IPEndPoint client = new(IPAddress.IPv6Loopback, 40000), server = new(IPAddress.IPv6Loopback, Port);
        foreach (byte[] request in Requests)
            capture.Add(TestCapture.UdpFrame(client, server, request)).Add(TestCapture.UdpFrame(client, server, request.AsSpan(0, request.Length - 1)));
        foreach (byte[] response in Responses)
            capture.Add(TestCapture.UdpFrame(server, client, response));
        capture.Add(TestCapture.UdpFrame(client, server, [.. Requests[0], .. Requests[1], 1, 2, 3]));
        capture.Add(TestCapture.UdpFrame(client, server, [.. new byte[16], 24, 0x39, 0x30, 2, 0, 0, 0, 1, 2]));

        CheckEqual(capture.ToPcap(), Port);
    }

    private static IEnumerable<byte[]> Golden(PacketDirection direction) =>
        Vector.Golden.Where(g => g.Structure is null && g.Direction == direction).Select(g => g.Bytes);

    private static byte[] Altered(byte[][] packets, Random random)
    {
        List<byte> bytes = [];
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            byte[] packet = [.. packets[random.Next(packets.Length)]];
            for (int changes = random.Next(4); changes > 0; changes--)
                packet[random.Next(random.Next(2) == 0 ? Math.Min(30, packet.Length) : packet.Length)] = (byte)random.Next(256);
            bytes.AddRange(random.Next(5) == 0 ? packet.Take(random.Next(1, packet.Length)) : packet);
        }

        return [.. bytes];
    }

    private static List<SeenPacket> Ours(byte[] pcap) => new OurPackets(Protocol).Read(pcap, new CaptureDecoder(new PacketDecoder(Vector.Protocol)));

    private string PdmlOf(byte[] pcap, ushort? port, params string[] preferences)
    {
        string dissector = _folder.Write(Vector.Protocol, new WiresharkOptions { Port = port });
        string[] all = ["tcp.reassemble_out_of_order:TRUE", .. preferences];
        return Tshark.Pdml(_folder.Write("capture.pcap", pcap), [dissector], Protocol, [.. all.SelectMany(p => (string[])["-o", p])]);
    }

    private void CheckEqual(byte[] pcap, ushort? port, params string[] preferences) =>
        Comparison.AreEqual(Ours(pcap), PdmlReader.Read(PdmlOf(pcap, port, preferences), Protocol));

    private static byte[] Snapped(byte[] pcap, int snap)
    {
        var cut = new MemoryStream();
        cut.Write(pcap.AsSpan(0, 24));
        for (int at = 24; at < pcap.Length;)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(pcap.AsSpan(at + 8));
            byte[] header = pcap[at..(at + 16)];
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), Math.Min(length, snap));
            cut.Write(header);
            cut.Write(pcap.AsSpan(at + 16, Math.Min(length, snap)));
            at += 16 + length;
        }

        return cut.ToArray();
    }
}
