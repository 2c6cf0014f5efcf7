using System.Net;
using System.Text.Json;
using KerberosGen.Examples.Dns;
using KerberosGen.Examples.Ntp;
using KerberosGen.Examples.Pcap;
using KerberosGen.Examples.Socks5;
using KerberosGen.Examples.Tests.Dns;
using KerberosGen.Examples.Tests.Pcap;

namespace KerberosGen.Examples.Tests.Inspecting;

/// <summary>What the inspector shows of other people's protocols, from the tables that the generator made of the examples.</summary>
public sealed class InspectorTests(RecordedDns recorded, SampleFolder samples) : IClassFixture<RecordedDns>, IClassFixture<SampleFolder>
{
    [Fact]
    public async Task It_decodes_a_capture_of_dns_as_tshark_does()
    {
        using var folder = new ScratchFolder();
        await Wireshark.CaptureAsync(folder["dns.pcapng"], "-u", 53, recorded.Messages);

        JsonElement[] packets = await Inspector.DecodeAsync("dns", nameof(DnsMessage), folder["dns.pcapng"], "--port", "53/udp");

        string[] fields = ["dns.id", "dns.flags.response", "dns.flags.rcode", "dns.count.answers", "dns.qry.type", "dns.a", "dns.aaaa", "dns.mx.preference", "dns.soa.serial_number", "dns.txt"];
        Dictionary<string, string>[] theirs = await Wireshark.ReadAsync(folder["dns.pcapng"], fields);
        Assert.Equal(Wireshark.Show(theirs), Wireshark.Show(packets.Select(p => fields.Zip(DnsValues(p)).ToDictionary())));
    }

    [Theory]
    [InlineData("pcapng with a remark", nameof(PcapngFile))]
    [InlineData("pcapng big-endian", nameof(PcapngFileBigEndian))]
    public async Task It_decodes_a_pcapng_file_block_by_block(string sample, string packet)
    {
        string path = await samples.PathOfAsync(sample);
        JsonElement file = Assert.Single(await Inspector.DecodeAsync("pcap", packet, path, "--in", "raw"));

        IEnumerable<string> sizes = file.GetProperty("blocks").EnumerateArray()
            .Where(static b => b.GetProperty("type").GetInt64() == (uint)BlockType.EnhancedPacket)
            .Select(static b => b.GetProperty("body").GetProperty("packet"))
            .Select(static p => $"{p.GetProperty("captured_length")} {p.GetProperty("original_length")} {p.GetProperty("data").GetString()}");
        Capture capture = CaptureReader.Read(await File.ReadAllBytesAsync(path));
        byte[] bytes = await File.ReadAllBytesAsync(path);
        Assert.Equal(capture.Packets.Select(p => $"{p.CapturedLength} {p.OriginalLength} {Convert.ToHexStringLower(bytes[p.Data])}"), sizes);
    }

    [Theory]
    [InlineData("pcap", nameof(PcapFile))]
    [InlineData("pcap big-endian nanoseconds", nameof(PcapFileBigEndian))]
    public async Task It_decodes_a_pcap_file_record_by_record(string sample, string packet)
    {
        string path = await samples.PathOfAsync(sample);
        JsonElement file = Assert.Single(await Inspector.DecodeAsync("pcap", packet, path, "--in", "raw"));

        Capture capture = CaptureReader.Read(await File.ReadAllBytesAsync(path));
        Assert.Equal(
            capture.Packets.Select(static p => $"{DateTimeOffset.FromUnixTimeSeconds((long)(p.Nanoseconds!.Value / 1_000_000_000)):yyyy-MM-ddTHH:mm:ssZ} {p.CapturedLength} {p.OriginalLength}"),
            file.GetProperty("records").EnumerateArray().Select(static r => $"{r.GetProperty("seconds")} {r.GetProperty("captured_length")} {r.GetProperty("original_length")}"));
    }

    [Fact]
    public async Task It_decodes_a_socks5_request_and_hides_a_password()
    {
        using var folder = new ScratchFolder();
        var request = new SocksRequest { Command = Command.Connect, AddressType = AddressType.DomainName, Address = new() { DomainName = "example.org"u8 }, Port = 80 };
        await File.WriteAllBytesAsync(folder["request"], request.ToArray());
        JsonElement fields = Assert.Single(await Inspector.DecodeAsync("socks5", nameof(SocksRequest), folder["request"], "--in", "raw"));
        Assert.Equal("example.org", fields.GetProperty("address").GetProperty("domain_name").GetString());
        Assert.Equal(80, fields.GetProperty("port").GetInt32());

        await File.WriteAllBytesAsync(folder["account"], new UserNamePassword { UserName = "anna"u8, Password = "open sesame"u8 }.ToArray());
        ToolResult shown = await ExampleProgram.RunAsync(
            "inspector", "decode", "--spec", Inspector.AssemblyOf("socks5"), "--packet", nameof(UserNamePassword), "--in", "raw", folder["account"]);
        Assert.Contains("\"anna\"", shown.Output);
        Assert.DoesNotContain("sesame", shown.Output);
        Assert.DoesNotContain(Convert.ToHexStringLower("sesame"u8), shown.Output.Replace(" ", ""));
    }

    [Fact]
    public async Task It_shows_the_bits_of_ntp_s_first_byte_as_the_figure_draws_them()
    {
        using var folder = new ScratchFolder();
        await File.WriteAllBytesAsync(folder["ntp"], new NtpPacket { Version = 4, Mode = Mode.Server, Stratum = 1, Precision = -20 }.ToArray());
        ToolResult shown = await ExampleProgram.RunAsync(
            "inspector", "decode", "--spec", Inspector.AssemblyOf("ntp"), "--packet", nameof(NtpPacket), "--in", "raw", folder["ntp"]);
        Assert.Equal(0, shown.Status);
        Assert.Contains("0000  00.. ....                                        A leap 0 None\n", shown.Output);
        Assert.Contains("0000  ..10 0...                                        B version 4\n", shown.Output);
        Assert.Contains("0000  .... .100                                        C mode 4 Server\n", shown.Output);
        Assert.Contains("F precision -20\n", shown.Output);
    }

    [Theory]
    [InlineData("dns")]
    [InlineData("ntp")]
    [InlineData("pcap")]
    [InlineData("socks5")]
    public async Task The_tables_beside_an_example_say_what_its_declarations_do(string example)
    {
        ToolResult result = await ExampleProgram.RunAsync(
            "inspector", "spec", "--spec", Inspector.AssemblyOf(example), "--check", ExampleProgram.SourceOf(example, "packets.spec"));
        Assert.True(result.Status == 0, result.Errors + result.Output);
    }

    private static IEnumerable<string> DnsValues(JsonElement message)
    {
        JsonElement[] records = [.. new[] { "answers", "authorities", "additional" }.SelectMany(s => message.GetProperty(s).EnumerateArray())];
        bool isResponse = message.GetProperty("is_response").GetBoolean();
        return
        [
            $"0x{message.GetProperty("id").GetInt32():x4}",
            isResponse ? "1" : "0",
            isResponse ? $"{message.GetProperty("response_code")}" : "",
            $"{message.GetProperty("answer_count")}",
            $"{message.GetProperty("questions")[0].GetProperty("type")}",
            Addresses("address"),
            Addresses("address6"),
            Joined("mail", "preference"),
            Joined("authority", "serial"),
            string.Join('|', records.Select(static r => r.GetProperty("data")).Where(static d => d.TryGetProperty("texts", out _))
                .SelectMany(static d => d.GetProperty("texts").EnumerateArray()).Select(static t => t.GetProperty("text").GetString())),
        ];

        // In JSON, a domain type of bytes is hex whatever it shows to a person.
        string Addresses(string name) => string.Join(
            '|', Joined(name).Split('|', StringSplitOptions.RemoveEmptyEntries).Select(static hex => new IPAddress(Convert.FromHexString(hex))));

        string Joined(params string[] path) => string.Join('|', records.Select(static r => r.GetProperty("data")).Where(d => d.TryGetProperty(path[0], out _))
            .Select(d => path.Aggregate(d, static (at, name) => at.GetProperty(name)).ToString()));
    }
}
