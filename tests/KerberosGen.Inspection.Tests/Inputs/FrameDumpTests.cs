using System.Text;
using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Inputs;
using Xunit;

namespace KerberosGen.Inspection.Tests.Inputs;

public sealed class FrameDumpTests
{
    public static TheoryData<string, string[]> Tools => new()
    {
        { "tcpdump", ["-x"] },
        { "tcpdump", ["-X"] },
        { "tcpdump", ["-xx"] },
        { "tcpdump", ["-XX", "-v", "-tttt"] },
        { "tcpdump", ["-X", "-tt"] },
        { "tcpdump", ["-X", "-n", "-t", "-q"] },
    };

    [Theory]
    [MemberData(nameof(Tools))]
    public void A_capture_that_tcpdump_shows_in_hex_decodes_as_the_capture(string tool, string[] arguments)
    {
        byte[] text = Tool.Run(Vector.SessionPcap(), tool, ["-r", "-", .. arguments]);

        Assert.Equal(InputFormat.Tcpdump, InputDetector.Detect(text));
        Assert.Equal(Described(Vector.DecodePcap(Vector.SessionPcap())), Described(Decode(text)));
    }

    [Fact]
    public void A_capture_that_tshark_shows_in_hex_decodes_as_the_capture()
    {
        byte[] text = Tool.Run([], "tshark", "-x", "-r", Vector.PathOf("session.pcap"));

        Assert.Equal(InputFormat.Tcpdump, InputDetector.Detect(text));
        Assert.Equal(Described(Vector.DecodePcap(Vector.SessionPcap())), Described(Decode(text)));
    }

    [Theory]
    [InlineData("12:34:56.789012 IP a > b:", "1970-01-01T12:34:56.7890120Z")]
    [InlineData("2026-02-24 20:49:56.123456789 IP a > b:", "2026-02-24T20:49:56.1234567Z")]
    [InlineData("1700000000.250000 IP a > b:", "2023-11-14T22:13:20.2500000Z")]
    [InlineData("IP a > b:", "1970-01-01T00:00:00.0000000Z")]
    public void The_time_stands_in_the_line_above_a_frame(string title, string expected)
    {
        DecodedPacket packet = Decode(Encoding.ASCII.GetBytes($"{title}\n{Dump(Frame())}"))[0];

        Assert.Equal(expected, packet.Origin!.Time.UtcDateTime.ToString("O"));
    }

    [Fact]
    public void A_clock_without_a_date_goes_on_after_midnight()
    {
        string text = $"23:59:59.000000 IP a\n{Dump(Frame())}00:00:01.000000 IP a\n{Dump(Frame())}";

        List<DecodedPacket> packets = Decode(Encoding.ASCII.GetBytes(text));

        Assert.Equal(TimeSpan.FromSeconds(2), packets[1].Origin!.Time - packets[0].Origin!.Time);
    }

    [Fact]
    public void A_line_that_is_missing_is_named()
    {
        string[] lines = Dump(Frame()).Split('\n');

        Assert.False(InputText.TryParse(Encoding.ASCII.GetBytes(string.Join('\n', [lines[0], .. lines[2..]])), InputFormat.Tcpdump, out _, out string error));
        Assert.Equal("line 2: the offset is 0020, but 0010 comes next: a line is missing or was altered", error);
    }

    // As tcpdump -x lays it out.
    private static string Dump(byte[] frame)
    {
        var text = new StringBuilder();
        for (int at = 0; at < frame.Length; at += 16)
        {
            string[] groups = [.. frame[at..Math.Min(frame.Length, at + 16)].Chunk(2).Select(Convert.ToHexStringLower)];
            text.Append($"\t0x{at:x4}:  {string.Join(' ', groups)}\n");
        }

        return text.ToString();
    }

    private static byte[] Frame() => TestCapture.UdpFrame(TestCapture6(1), TestCapture6(2), Vector.Golden.First(g => g.Code == 1027).Bytes);

    private static System.Net.IPEndPoint TestCapture6(byte last) => new(System.Net.IPAddress.Parse($"fd00::{last}"), 8000);

    private static List<DecodedPacket> Decode(byte[] text)
    {
        Assert.True(InputText.TryParse(text, InputFormat.Tcpdump, out byte[] pcap, out string error), error);
        return [.. new CaptureDecoder(new PacketDecoder(Vector.Protocol)).DecodeAll(CaptureReader.OpenPcap(new MemoryStream(pcap)))];
    }

    private static IEnumerable<string> Described(IEnumerable<DecodedPacket> packets) =>
        packets.Select(p => $"{p} {p.Status} {p.Origin!.Stream} {p.Origin.From} {p.Origin.To} {p.Offset} {Convert.ToHexString(p.Bytes.Span)}");
}
