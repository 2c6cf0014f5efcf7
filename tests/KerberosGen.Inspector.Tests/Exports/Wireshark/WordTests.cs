using System.Net;
using KerberosGen.Examples.Dns;
using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Exports.Wireshark;
using KerberosGen.Inspection.Tests;
using KerberosGen.Inspection.Tests.Words;
using KerberosGen.Layout;
using Xunit;
using DnsCatalog = KerberosGen.Examples.Dns.PacketCatalog;
using WordCatalog = KerberosGen.Inspection.Tests.Words.PacketCatalog;

namespace KerberosGen.Inspector.Tests.Exports.Wireshark;

/// <summary>Dissectors of packets that stand without headers, in a real tshark: every word of the declaring language, and DNS.</summary>
public sealed class WordTests : IDisposable
{
    private const int FirstPort = 20000;

    private static readonly IPEndPoint Client = new(IPAddress.IPv6Loopback, 40000);

    private readonly DissectorFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_word_is_dissected_as_by_us() => CheckWords(seed: 1, samples: 12, static (bytes, _) => bytes);

    [Fact]
    public void Cut_packets_are_dissected_as_far_as_by_us() =>
        CheckWords(seed: 2, samples: 12, static (bytes, random) => bytes[..random.Next(1, bytes.Length + 1)]);

    [Fact]
    public void Altered_packets_are_dissected_as_by_us() => CheckWords(seed: 3, samples: 25, static (bytes, random) =>
    {
        byte[] altered = [.. bytes, .. new byte[random.Next(3)]];
        for (int flips = random.Next(1, 3); flips > 0; flips--)
            altered[random.Next(altered.Length)] = (byte)random.Next(256);
        return altered;
    });

    [Fact]
    public void Dns_datagrams_are_dissected_as_by_us()
    {
        var capture = new TestCapture();
        var server = new IPEndPoint(IPAddress.IPv6Loopback, FirstPort);
        capture.Add(TestCapture.UdpFrame(Client, server, Query)).Add(TestCapture.UdpFrame(server, Client, Answer));

        Check(capture.ToPcap(), DnsMessage.Layout, "kgdnsmessage", 2);
    }

    [Fact]
    public void Dns_messages_of_a_stream_are_put_together_and_told_apart()
    {
        byte[] stream = [.. Framed(Query), .. Framed(Answer), .. Framed(Query), .. Framed(Answer)];
        var capture = new Conversations(FirstPort);
        foreach (int size in (int[])[1, 3, 50, 1000])
            capture.Send([.. stream.Chunk(size).Select(c => c.ToArray())]);

        Check(capture.ToPcap(), DnsOverTcp.Layout, "kgdnsovertcp", 16);
    }

    private static byte[] Name { get; } = [7, .. "example"u8, 3, .. "com"u8, 0];

    private static byte[] Query { get; } =
    [
        0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, .. Name, 0, 1, 0, 1,
        0, 0, 41, 4, 0xd0, 0, 0, 0, 0, 0, 12, 0, 10, 0, 8, 1, 2, 3, 4, 5, 6, 7, 8,
    ];

    private static byte[] Answer { get; } =
    [
        0x12, 0x34, 0x81, 0x80, 0, 1, 0, 7, 0, 1, 0, 0, .. Name, 0, 1, 0, 1,
        .. Record(1, [192, 0, 2, 1]),
        .. Record(5, [3, .. "www"u8, 0xc0, 12]),
        .. Record(15, [0, 10, 4, .. "mail"u8, 0xc0, 12]),
        .. Record(16, [5, .. "hello"u8, 0, 3, .. "you"u8]),
        .. Record(28, [0x20, 1, 0xd, 0xb8, .. new byte[11], 1]),
        .. Record(33, [0, 1, 0, 2, 0, 80, .. Name]),
        .. Record(99, [1, 2, 3]),
        .. Record(6, [.. Name, 0xc0, 12, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0, 5]),
    ];

    private static byte[] Record(byte type, byte[] data) => [0xc0, 12, 0, type, 0, 1, 0, 0, 1, 0x2c, 0, (byte)data.Length, .. data];

    private static byte[] Framed(byte[] message) => [(byte)(message.Length >> 8), (byte)message.Length, .. message];

    private void Check(byte[] pcap, PacketLayout packet, string protocol, int count)
    {
        List<SeenPacket> ours = new OurPackets(protocol).Read(pcap, new CaptureDecoder(new PacketDecoder(DnsCatalog.Layout), packet));
        string dissector = _folder.Write(DnsCatalog.Layout, new WiresharkOptions { Packet = packet, Port = FirstPort });

        List<SeenPacket> theirs = PdmlReader.Read(Tshark.Pdml(_folder.Write("dns.pcap", pcap), [dissector], protocol), protocol);

        Assert.Equal(count, ours.Count);
        Assert.All(ours, p => Assert.Empty(p.Findings));
        Comparison.AreEqual(ours, theirs);
    }

    private void CheckWords(int seed, int samples, Func<byte[], Random, byte[]> change)
    {
        var random = new Random(seed);
        var capture = new TestCapture();
        var ours = new Dictionary<string, List<SeenPacket>>();
        List<string> dissectors = [];
        int frame = 0;
        foreach ((Func<Random, WordSample> sample, int index) in WordSamples.All.Select((s, i) => (s, i)))
        {
            PacketLayout packet = sample(random).Layout;
            ProtocolLayout words = WordCatalog.Layout;
            string protocol = "kg" + packet.Name.ToLowerInvariant();
            dissectors.Add(_folder.Write(words, new WiresharkOptions { Packet = packet, Port = (ushort)(FirstPort + index) }));
            ours[protocol] = [];
            var decoder = new PacketDecoder(words);
            for (int i = 0; i < samples; i++)
            {
                byte[] bytes = sample(random).Bytes;
                if (bytes.Length == 0)
                    continue;
                bytes = change(bytes, random);
                capture.Add(TestCapture.UdpFrame(Client, new IPEndPoint(IPAddress.IPv6Loopback, FirstPort + index), bytes));
                ours[protocol].Add(new OurPackets(protocol).Of(decoder.DecodeStructure(bytes, packet), ++frame));
            }
        }

        string pdml = Tshark.Pdml(_folder.Write("words.pcap", capture.ToPcap()), dissectors, string.Join(' ', ours.Keys));

        Assert.All(ours, o => Comparison.AreEqual(o.Value, PdmlReader.Read(pdml, o.Key)));
    }
}
