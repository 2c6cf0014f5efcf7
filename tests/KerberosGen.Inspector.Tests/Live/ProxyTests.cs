using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using KerberosGen.EndToEnd.Tests;
using KerberosGen.Inspection.Tests;
using Xunit;

namespace KerberosGen.Inspector.Tests.Live;

/// <summary><c>inspector proxy</c>, as a process between sockets and a real KDC.</summary>
public sealed class ProxyTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("inspector-proxy-");

    private string Record => Path.Combine(_folder.FullName, "record.pcapng");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_client_and_a_real_KDC_understand_each_other_and_the_record_decodes_to_what_was_shown()
    {
        (LiveInspector kdc, int kdcPort) = await LiveInspector.StartKdc(_folder.FullName);
        using (kdc)
        {
            using var proxy = new LiveInspector("proxy", "--listen", "0", "--to", $"{kdcPort}", "--record", Record);
            int port = await proxy.ProxyPort();
            using (Socket client = await Connect(port))
            {
                byte[] registered = await Ask(client, Vector.Golden.First(static g => g.Code == 1024).Bytes, 23);
                Assert.Equal(1600, registered[1] | (registered[2] << 8));
                byte[] list = await Ask(client, [.. registered[7..], .. Vector.Golden.First(static g => g.Code == 1026).Bytes[16..]], 7);
                Assert.Equal(1602, list[1] | (list[2] << 8));
            }

            await proxy.Shows("ServiceListResponse(1602)");
            Assert.Equal(143, await proxy.Stop());
            Assert.Equal(proxy.Output, (await Decode()).Output);
            await AssertTsharkReads(connections: 1);
            Assert.Contains("ServiceListRequest 23 B", (await InspectorProcess.Run([], "session", Record)).Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Datagrams_of_a_real_KDC_pass_as_well()
    {
        (LiveInspector kdc, int kdcPort) = await LiveInspector.StartKdc(_folder.FullName, "udp");
        using (kdc)
        {
            using var proxy = new LiveInspector("proxy", "--udp", "--listen", "0", "--to", $"{kdcPort}", "--record", Record);
            int port = await proxy.ProxyPort();
            using var client = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
            await client.SendAsync(Vector.Golden.First(static g => g.Code == 1024).Bytes, new IPEndPoint(IPAddress.Loopback, port));
            byte[] registered = (await client.ReceiveAsync().WaitAsync(LiveInspector.Patience)).Buffer;
            Assert.Equal(1600, registered[1] | (registered[2] << 8));

            await proxy.Shows("RegistrationSuccess(1600)");
            Assert.Equal(143, await proxy.Stop());
            Assert.Equal(proxy.Output, (await Decode()).Output);
            Assert.Equal("2\n", await Tshark("-Y", "udp.checksum.status == 1 && udp.length > 8", "-T", "fields", "-e", "frame.number", "-o", "udp.check_checksum:TRUE") switch { var rows => $"{rows.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length}\n" });
        }
    }

    [Fact]
    public async Task Any_bytes_pass_unchanged_both_ways_and_each_side_ends_by_itself()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        using var proxy = new LiveInspector("proxy", "--listen", "0", "--to", $"{((IPEndPoint)server.LocalEndpoint).Port}", "--record", Record, "--out", "none");
        byte[] request = RandomNumberGenerator.GetBytes(3_000_000);
        byte[] answer = RandomNumberGenerator.GetBytes(2_000_000);
        using Socket client = await Connect(await proxy.ProxyPort());
        using Socket accepted = await server.AcceptSocketAsync();

        Task sent = SendAll(client, request);
        Assert.Equal(request, await ReadToEnd(accepted));
        await sent;
        sent = SendAll(accepted, answer);
        Assert.Equal(answer, await ReadToEnd(client));
        await sent;

        Assert.Equal(143, await proxy.Stop());
        Assert.Equal("", proxy.Output);
        await AssertTsharkReads(connections: 1);
        Assert.Equal(request, await Followed(toServer: true));
        Assert.Equal(answer, await Followed(toServer: false));
    }

    [Fact]
    public async Task A_peer_that_breaks_off_within_a_packet_breaks_off_the_other_and_the_record_stays_whole()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        using var proxy = new LiveInspector("proxy", "--listen", "0", "--to", $"{((IPEndPoint)server.LocalEndpoint).Port}", "--record", Record);
        int port = await proxy.ProxyPort();
        byte[] request = Vector.Golden.First(static g => g.Code == 1024).Bytes;
        foreach (bool fromClient in (bool[])[true, false])
        {
            using Socket client = await Connect(port);
            using Socket accepted = await server.AcceptSocketAsync();
            await client.SendAsync(request.AsMemory(0, 100));
            byte[] part = new byte[100];
            await ReceiveAll(accepted, part);
            Assert.Equal(request[..100], part);
            (Socket breaker, Socket other) = fromClient ? (client, accepted) : (accepted, client);
            breaker.LingerState = new LingerOption(true, 0);
            breaker.Close();
            await Assert.ThrowsAsync<SocketException>(async () => await other.ReceiveAsync(part).WaitAsync(LiveInspector.Patience));
        }

        await proxy.Shows("missing: ");
        Assert.Equal(143, await proxy.Stop());
        InspectorProcess.Outcome decoded = await Decode();
        Assert.Equal((1, proxy.Output), (decoded.Status, decoded.Output));
        Assert.Equal(2, (await Tshark("-Y", "tcp.flags.reset == 1")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        await AssertTsharkReads(connections: 2);
    }

    [Fact]
    public async Task Open_connections_are_ended_in_the_record_when_it_is_told_to_end()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        using var proxy = new LiveInspector("proxy", "--listen", "0", "--to", $"{((IPEndPoint)server.LocalEndpoint).Port}", "--record", Record, "--out", "ndjson");
        int port = await proxy.ProxyPort();
        Socket[] clients = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Connect(port)));
        foreach (Socket client in clients)
            await client.SendAsync(Vector.Golden.First(static g => g.Code == 1026).Bytes.AsMemory(0, 20));
        List<Socket> accepted = [];
        while (accepted.Count < clients.Length)
            accepted.Add(await server.AcceptSocketAsync());
        foreach (Socket socket in accepted)
            await ReceiveAll(socket, new byte[20]);

        Assert.Equal(143, await proxy.Stop());

        Assert.Equal(40, proxy.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(proxy.Output, (await Decode("--out", "ndjson")).Output);
        await AssertTsharkReads(connections: 40);
        foreach (Socket socket in (Socket[])[.. clients, .. accepted])
            socket.Dispose();
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told_and_the_client_is_refused()
    {
        int nobody = FreePorts.Take();
        using var proxy = new LiveInspector("proxy", "--listen", "0", "--to", $"{nobody}", "--record", Record);
        using Socket client = await Connect(await proxy.ProxyPort());

        await Assert.ThrowsAsync<SocketException>(async () => await client.ReceiveAsync(new byte[1]).WaitAsync(LiveInspector.Patience));
        await proxy.Complains($"127.0.0.1:{nobody} cannot be reached: ");
        Assert.Equal(143, await proxy.Stop());
        Assert.Contains("connection refused", (await InspectorProcess.Run([], "session", Record)).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("does not end in a port", "--listen", "localhost", "--to", "1")]
    [InlineData("does not end in a port", "--listen", "0", "--to", "127.0.0.1:70000")]
    [InlineData("Required", "--listen", "0")]
    public async Task What_cannot_be_done_is_refused_in_a_sentence(string says, params string[] arguments)
    {
        InspectorProcess.Outcome outcome = await InspectorProcess.Run([], ["proxy", .. arguments]);

        Assert.Equal(2, outcome.Status);
        Assert.Contains(says, outcome.Error, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<Socket> Connect(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return socket;
    }

    private static async Task<byte[]> Ask(Socket socket, byte[] request, int size)
    {
        await socket.SendAsync(request);
        byte[] answer = new byte[size];
        await ReceiveAll(socket, answer);
        return answer;
    }

    private static async Task ReceiveAll(Socket socket, byte[] bytes)
    {
        for (int got = 0; got < bytes.Length;)
        {
            int more = await socket.ReceiveAsync(bytes.AsMemory(got)).AsTask().WaitAsync(LiveInspector.Patience);
            Assert.True(more > 0, "the connection ended early");
            got += more;
        }
    }

    private static async Task SendAll(Socket socket, ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[await socket.SendAsync(bytes)..];
        socket.Shutdown(SocketShutdown.Send);
    }

    private static async Task<byte[]> ReadToEnd(Socket socket)
    {
        using var all = new MemoryStream();
        byte[] piece = new byte[64 * 1024];
        while (await socket.ReceiveAsync(piece).WaitAsync(LiveInspector.Patience) is var got and > 0)
            all.Write(piece, 0, got);
        return all.ToArray();
    }

    private Task<InspectorProcess.Outcome> Decode(params string[] options) => InspectorProcess.Run([], ["decode", Record, .. options]);

    private async Task AssertTsharkReads(int connections)
    {
        Assert.Equal("", await Tshark("-Y", "tcp.analysis.flags && !tcp.analysis.window_full && !tcp.analysis.keep_alive"));
        Assert.Equal("", await Tshark("-o", "tcp.check_checksum:TRUE", "-o", "ip.check_checksum:TRUE", "-Y", "tcp.checksum.status == 0 || ip.checksum.status == 0"));
        string[] streams = (await Tshark("-T", "fields", "-e", "tcp.stream")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(connections, streams.Distinct().Count());
    }

    private async Task<byte[]> Followed(bool toServer)
    {
        string raw = await Tshark("-q", "-z", "follow,tcp,raw,0");
        // What the server sent is indented; four lines of heading, one at the end.
        IEnumerable<string> lines = raw.Split('\n').SkipWhile(static l => !l.StartsWith("Node 1", StringComparison.Ordinal)).Skip(1)
            .Where(l => !l.StartsWith('=') && l.Length > 0 && l.StartsWith('\t') != toServer);
        return Convert.FromHexString(string.Concat(lines.Select(static l => l.Trim())));
    }

    private async Task<string> Tshark(params string[] arguments)
    {
        var start = new ProcessStartInfo("tshark") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])["-r", Record, .. arguments])
            start.ArgumentList.Add(argument);
        using Process process = Start(start);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0 && !error.Contains("cut short", StringComparison.Ordinal), error);
        return await output;
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new InvalidOperationException("These tests need tshark; install the package tshark.", exception);
        }
    }
}
