using System.Net;
using System.Text;
using KerberosGen.Examples.Socks5;

namespace KerberosGen.Examples.Tests.Socks5;

/// <summary>A proxy that speaks by the declarations, used by curl and nc, and read along by tshark.</summary>
public sealed class SocksProxyTests
{
    private static readonly IPEndPoint AnyPort = new(IPAddress.Loopback, 0);

    [Fact]
    public async Task Curl_goes_through_with_a_name_that_the_proxy_resolves()
    {
        await using var web = new WebServer(IPAddress.Loopback);
        var log = new List<string>();
        await using SocksProxy proxy = SocksProxy.Start(AnyPort, null, log.Add);
        await using var relay = new TcpRelay(proxy.EndPoint);

        Assert.Equal(WebServer.Words, await CurlAsync("--socks5-hostname", relay.EndPoint, $"http://localhost:{web.Port}/"));

        Assert.Equal([$"localhost:{web.Port}: Succeeded"], log);
        byte[] sent = relay.Sent(fromClient: true);
        UnpackResult first = MethodSelection.Unpack(sent, out MethodSelection selection);
        Assert.True(first.IsDone, first.Describe(MethodSelection.Layout));
        Assert.Contains(new MethodOffer { Method = AuthenticationMethod.None }, selection.Methods.ToArray());
        UnpackResult second = SocksRequest.Unpack(sent.AsSpan(first.Consumed), out SocksRequest request);
        Assert.True(second.IsDone, second.Describe(SocksRequest.Layout));
        Assert.Equal((Command.Connect, AddressType.DomainName, (ushort)web.Port), (request.Command, request.AddressType, request.Port));
        Assert.Equal("localhost", Encoding.ASCII.GetString(request.Address.DomainName));
        byte[] again = [.. selection.ToArray(), .. request.ToArray()];
        Assert.Equal(sent[..again.Length], again);
        Assert.StartsWith("GET / HTTP/1.1\r\n", Encoding.ASCII.GetString(sent.AsSpan(again.Length)));
    }

    [Theory]
    [InlineData("127.0.0.1", AddressType.IPv4)]
    [InlineData("::1", AddressType.IPv6)]
    public async Task Curl_goes_through_with_an_address(string address, AddressType type)
    {
        var host = IPAddress.Parse(address);
        await using var web = new WebServer(host);
        await using SocksProxy proxy = SocksProxy.Start(AnyPort, null, static _ => { });
        await using var relay = new TcpRelay(proxy.EndPoint);

        Assert.Equal(WebServer.Words, await CurlAsync("--socks5", relay.EndPoint, $"http://{new IPEndPoint(host, web.Port)}/"));

        byte[] sent = relay.Sent(fromClient: true);
        int selection = MethodSelection.Unpack(sent, out _).Consumed;
        UnpackResult result = SocksRequest.Unpack(sent.AsSpan(selection), out SocksRequest request);
        Assert.True(result.IsDone);
        Assert.Equal((type, (ushort)web.Port), (request.AddressType, request.Port));
        Assert.Equal(host, type == AddressType.IPv4 ? request.Address.Address4.ToIPAddress() : request.Address.Address6.ToIPAddress());
        Assert.Equal(sent[selection..(selection + result.Consumed)], request.ToArray());
    }

    [Fact]
    public async Task Curl_is_let_in_with_the_right_password_and_not_with_another()
    {
        await using var web = new WebServer(IPAddress.Loopback);
        await using SocksProxy proxy = SocksProxy.Start(AnyPort, new Account("anna", "open sesame"), static _ => { });
        await using var relay = new TcpRelay(proxy.EndPoint);
        string url = $"http://127.0.0.1:{web.Port}/";

        Assert.Equal(WebServer.Words, await CurlAsync("--socks5", relay.EndPoint, url, "--proxy-user", "anna:open sesame"));
        ToolResult wrong = await TryCurlAsync("--socks5", relay.EndPoint, url, "--proxy-user", "anna:guess");
        Assert.Equal(97, wrong.Status);
        Assert.Contains("rejected", wrong.Errors);
        ToolResult none = await TryCurlAsync("--socks5", relay.EndPoint, url);
        Assert.Equal(97, none.Status);
        Assert.Contains("No authentication method was acceptable", none.Errors);

        byte[] sent = relay.Sent(fromClient: true);
        int selection = MethodSelection.Unpack(sent, out _).Consumed;
        UnpackResult result = UserNamePassword.Unpack(sent.AsSpan(selection), out UserNamePassword given);
        Assert.True(result.IsDone, result.Describe(UserNamePassword.Layout));
        Assert.Equal("anna", Encoding.UTF8.GetString(given.UserName));
        Assert.Equal("open sesame", Encoding.UTF8.GetString(given.Password));
        Assert.Equal(sent[selection..(selection + result.Consumed)], given.ToArray());
        Assert.DoesNotContain("sesame", given.ToString());
    }

    [Fact]
    public async Task Curl_is_told_that_nobody_listens_there()
    {
        await using SocksProxy proxy = SocksProxy.Start(AnyPort, null, static _ => { });
        ToolResult result = await TryCurlAsync("--socks5", proxy.EndPoint, "http://127.0.0.1:1/");
        Assert.Equal(97, result.Status);
        Assert.Contains("(5)", result.Errors);
    }

    [Fact]
    public async Task Nc_goes_through_and_tshark_reads_the_handshake_as_the_declarations_do()
    {
        await using var web = new WebServer(IPAddress.Loopback);
        await using SocksProxy proxy = SocksProxy.Start(AnyPort, null, static _ => { });
        await using var relay = new TcpRelay(proxy.EndPoint);

        ToolResult result = await Tool.TryAsync(
            "nc", "GET / HTTP/1.0\r\n\r\n", "-w", "5", "-X", "5", "-x", $"{relay.EndPoint}", "127.0.0.1", $"{web.Port}");
        Assert.EndsWith(WebServer.Words, result.Output);

        using var folder = new ScratchFolder();
        await Wireshark.CaptureAsync(folder["socks.pcapng"], "-T", 1080, relay.Messages);
        string[] fields = ["socks.version", "socks.auth_method_count", "socks.auth_method", "socks.auth_accepted_method", "socks.command", "socks.dst", "socks.port", "socks.results"];
        Dictionary<string, string>[] theirs = await Wireshark.ReadAsync(folder["socks.pcapng"], fields);
        Assert.Equal(
            Wireshark.Show(theirs.Take(4)),
            Wireshark.Show(Handshake(relay.Messages).Select(p => fields.ToDictionary(f => f, f => p.GetValueOrDefault(f, "")))));
    }

    [Fact]
    public void A_datagram_by_way_of_a_proxy_packs_as_section_7_draws_it()
    {
        var datagram = new UdpDatagram { AddressType = AddressType.DomainName, Address = new() { DomainName = "a.org"u8 }, Port = 53, Data = "?"u8 };
        Assert.Equal("0000" + "00" + "03" + "05612e6f7267" + "0035" + "3f", Convert.ToHexStringLower(datagram.ToArray()));
    }

    [Fact]
    public void A_command_that_is_not_known_is_answered_and_an_address_type_too()
    {
        Assert.Equal(ReplyCode.CommandNotSupported, AnswerTo("05020001c00002010050"));
        Assert.Equal(ReplyCode.AddressTypeNotSupported, AnswerTo("05010002c00002010050"));
    }

    private static ReplyCode AnswerTo(string request)
    {
        var handshake = new Handshake(null);
        Assert.True(handshake.Take([5, 1, 0], out _).IsDone);
        handshake.Take(Convert.FromHexString(request), out byte[] answer);
        Assert.Null(handshake.Destination);
        Assert.True(SocksReply.Unpack(answer, out SocksReply reply).IsDone);
        return reply.Code;
    }

    private static List<Dictionary<string, string>> Handshake(IReadOnlyList<Message> messages)
    {
        Message[] sent = [.. messages.Take(4)];
        Assert.Equal([true, false, true, false], sent.Select(static m => m.IsFromClient));
        Assert.True(MethodSelection.Unpack(sent[0].Bytes, out MethodSelection selection).IsDone);
        Assert.True(MethodChoice.Unpack(sent[1].Bytes, out MethodChoice choice).IsDone);
        Assert.True(SocksRequest.Unpack(sent[2].Bytes, out SocksRequest request).IsDone);
        Assert.True(SocksReply.Unpack(sent[3].Bytes, out SocksReply reply).IsDone);
        return
        [
            new()
            {
                ["socks.version"] = $"{selection.Version}",
                ["socks.auth_method_count"] = $"{selection.MethodCount}",
                ["socks.auth_method"] = string.Join('|', selection.Methods.ToArray().Select(static m => (byte)m.Method)),
            },
            new() { ["socks.version"] = $"{choice.Version}", ["socks.auth_accepted_method"] = $"{(byte)choice.Method}" },
            new()
            {
                ["socks.version"] = $"{request.Version}",
                ["socks.command"] = $"{(byte)request.Command}",
                ["socks.dst"] = $"{request.Address.Address4}",
                ["socks.port"] = $"{request.Port}",
            },
            new() { ["socks.version"] = $"{reply.Version}", ["socks.results"] = $"{(byte)reply.Code}", ["socks.dst"] = $"{reply.Address.Address4}", ["socks.port"] = $"{reply.Port}" },
        ];
    }

    private static Task<string> CurlAsync(string how, IPEndPoint proxy, string url, params string[] more) =>
        Tool.RunAsync("curl", ["-sS", "-m", "10", how, $"{proxy}", url, .. more]);

    private static Task<ToolResult> TryCurlAsync(string how, IPEndPoint proxy, string url, params string[] more) =>
        Tool.TryAsync("curl", "", ["-sS", "-m", "10", how, $"{proxy}", url, .. more]);
}
