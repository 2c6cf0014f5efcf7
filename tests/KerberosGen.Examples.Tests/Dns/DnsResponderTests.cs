using System.Net;
using KerberosGen.Examples.Dns;

namespace KerberosGen.Examples.Tests.Dns;

/// <summary>Answers that the declarations packed, judged by dig and tshark.</summary>
public sealed class DnsResponderTests
{
    private static readonly Zone Example = new(
    [
        .. new[]
        {
            "example.org. SOA ns.example.org. hostmaster.example.org. 2026112301 1200 180 1209600 60",
            "example.org. NS ns.example.org.",
            "example.org. MX 10 mail.example.org.",
            "example.org. TXT v=spf1 -all",
            "www.example.org. A 192.0.2.1",
            "www.example.org. A 192.0.2.2",
            "www.example.org. AAAA 2001:db8::1",
            "alias.example.org. CNAME www.example.org.",
            "_ldap._tcp.example.org. SRV 5 10 389 ldap.example.org.",
            "1.2.0.192.in-addr.arpa. PTR www.example.org.",
        }.Select(ZoneRecord.Parse),
        .. Enumerable.Range(0, 200).Select(static i => new ZoneRecord("many.example.org.", RecordType.A, $"198.51.100.{i}")),
    ]);

    [Theory]
    [InlineData("www.example.org A", "192.0.2.1\n192.0.2.2\n")]
    [InlineData("WWW.Example.ORG A", "192.0.2.1\n192.0.2.2\n")]
    [InlineData("www.example.org AAAA", "2001:db8::1\n")]
    [InlineData("alias.example.org AAAA", "www.example.org.\n2001:db8::1\n")]
    [InlineData("example.org MX", "10 mail.example.org.\n")]
    [InlineData("example.org TXT", "\"v=spf1\" \"-all\"\n")]
    [InlineData("example.org NS", "ns.example.org.\n")]
    [InlineData("example.org SOA", "ns.example.org. hostmaster.example.org. 2026112301 1200 180 1209600 60\n")]
    [InlineData("_ldap._tcp.example.org SRV", "5 10 389 ldap.example.org.\n")]
    [InlineData("1.2.0.192.in-addr.arpa PTR", "www.example.org.\n")]
    [InlineData("nobody.example.org A", "")]
    public async Task Dig_reads_each_kind_of_record(string question, string answer)
    {
        await using DnsServer server = DnsServer.Start(Example, new IPEndPoint(IPAddress.Loopback, 0));
        Assert.Equal(answer, await DigAsync(server.EndPoint, [.. question.Split(' '), "+short"]));
    }

    [Fact]
    public async Task Dig_finds_nothing_to_complain_about()
    {
        await using DnsServer server = DnsServer.Start(Example, new IPEndPoint(IPAddress.Loopback, 0));
        string answer = await DigAsync(server.EndPoint, "example.org", "ANY", "+notcp");

        Assert.Contains("status: NOERROR", answer);
        Assert.Contains(";; flags: qr aa; QUERY: 1, ANSWER: 4, AUTHORITY: 0, ADDITIONAL: 1", answer);
        Assert.Contains("; EDNS: version: 0, flags:; udp: 1232", answer);
        Assert.DoesNotContain("WARN", answer, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("malformed", answer, StringComparison.OrdinalIgnoreCase);

        string missing = await DigAsync(server.EndPoint, "nobody.example.org");
        Assert.Contains("status: NXDOMAIN", missing);
        Assert.Contains("example.org.\t\t300\tIN\tSOA", missing);
    }

    [Fact]
    public async Task An_answer_too_long_for_a_datagram_goes_over_tcp()
    {
        await using DnsServer server = DnsServer.Start(Example, new IPEndPoint(IPAddress.Loopback, 0));

        Assert.Contains(";; flags: qr aa tc;", await DigAsync(server.EndPoint, "many.example.org", "+ignore"));
        string answer = await DigAsync(server.EndPoint, "many.example.org", "+short");
        Assert.Equal(200, answer.Split('\n').Count(static l => l.StartsWith("198.51.100.", StringComparison.Ordinal)));

        using var patience = new CancellationTokenSource(Tool.Patience);
        byte[] ours = await new Resolver(server.EndPoint).AskAsync("many.example.org", RecordType.A, patience.Token);
        Assert.Equal("200", DnsFields.Read(ours)["dns.count.answers"]);
    }

    [Fact]
    public async Task Tshark_reads_what_was_packed()
    {
        await using DnsServer server = DnsServer.Start(Example, new IPEndPoint(IPAddress.Loopback, 0));
        await using var relay = new UdpRelay(server.EndPoint);
        foreach (string type in new[] { "A", "AAAA", "MX", "TXT", "NS", "SOA", "SRV", "ANY" })
            await DigAsync(relay.EndPoint, type == "SRV" ? "_ldap._tcp.example.org" : type.StartsWith('A') ? "alias.example.org" : "example.org", type, "+notcp");
        using var folder = new ScratchFolder();
        await Wireshark.CaptureAsync(folder["dns.pcapng"], "-u", 53, relay.Messages);

        Dictionary<string, string>[] theirs = await Wireshark.ReadAsync(folder["dns.pcapng"], [.. DnsFields.Names, "_ws.malformed"]);

        Assert.Equal(16, theirs.Length);
        Assert.All(theirs, static fields => Assert.Equal("", fields["_ws.malformed"]));
        Assert.Equal(Wireshark.Show(theirs), Wireshark.Show(relay.Messages.Select(static m => DnsFields.Read(m.Bytes))));
    }

    private static Task<string> DigAsync(IPEndPoint server, params string[] arguments) =>
        Tool.RunAsync("dig", ["@127.0.0.1", "-p", $"{server.Port}", "+tries=1", "+timeout=5", "+norecurse", .. arguments]);
}
