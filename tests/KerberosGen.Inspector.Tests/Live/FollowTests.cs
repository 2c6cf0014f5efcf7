using KerberosGen.Inspection.Tests;
using Xunit;

namespace KerberosGen.Inspector.Tests.Live;

/// <summary><c>inspector watch FILE</c>, as a process over a file that grows.</summary>
public sealed class FollowTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("inspector-follow-");

    private string Growing => Path.Combine(_folder.FullName, "growing.pcap");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_capture_that_grows_in_arbitrary_pieces_decodes_to_what_the_whole_does(int seed)
    {
        var random = new Random(seed);
        byte[] pcap = Vector.SessionPcap();
        using var watch = new LiveInspector("watch", Growing, "--out", "ndjson");
        await watch.Complains("is not there yet");
        await using (var file = new FileStream(Growing, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0))
        {
            for (int at = 0; at < pcap.Length;)
            {
                int size = Math.Min(random.Next(1, 2000), pcap.Length - at);
                await file.WriteAsync(pcap.AsMemory(at, size));
                at += size;
                await Task.Delay(random.Next(8));
            }

            await watch.Shows("\"number\":48,");
        }

        Assert.Equal(130, await watch.Stop());
        Assert.Equal((await InspectorProcess.Run(pcap, "decode", "--out", "ndjson")).Output, watch.Output);
    }

    [Fact]
    public async Task A_cut_record_waits_for_its_rest()
    {
        byte[] pcap = Vector.SessionPcap();
        int middle = pcap.Length - 3;
        await File.WriteAllBytesAsync(Growing, pcap[..middle]);
        using var watch = new LiveInspector("watch", Growing, "--out", "ndjson");
        await watch.Shows("\"number\":47,");

        await using (var file = new FileStream(Growing, FileMode.Append, FileAccess.Write, FileShare.ReadWrite))
            await file.WriteAsync(pcap.AsMemory(middle));
        Assert.Equal(130, await watch.Stop());
        Assert.DoesNotContain("is broken", watch.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_that_is_cut_or_replaced_is_read_from_its_beginning(bool isReplaced)
    {
        byte[] pcap = Vector.SessionPcap();
        await File.WriteAllBytesAsync(Growing, pcap);
        using var watch = new LiveInspector("watch", Growing, "--out", "ndjson");
        await watch.Shows("\"number\":48,");
        byte[] other = new TestCapture().Add(TestCapture.UdpFrame(new(System.Net.IPAddress.IPv6Loopback, 1), new(System.Net.IPAddress.IPv6Loopback, 2), Vector.Golden.First(static g => g.Code == 1609).Bytes)).ToPcap();

        if (isReplaced)
        {
            string beside = Growing + ".new";
            await File.WriteAllBytesAsync(beside, other);
            File.Move(beside, Growing, overwrite: true);
        }
        else
        {
            await using var file = new FileStream(Growing, FileMode.Truncate, FileAccess.Write, FileShare.ReadWrite);
            await file.WriteAsync(other);
        }

        await watch.Complains("was cut or replaced; reading it from its beginning");
        await watch.Shows("\"code\":1609");
        Assert.Equal(130, await watch.Stop());
    }

    [Fact]
    public async Task A_record_of_the_proxy_is_followed_while_it_is_written()
    {
        (LiveInspector kdc, int kdcPort) = await LiveInspector.StartKdc(_folder.FullName);
        using (kdc)
        {
            using var proxy = new LiveInspector("proxy", "--listen", "0", "--to", $"{kdcPort}", "--record", Growing);
            int port = await proxy.ProxyPort();
            using var watch = new LiveInspector("watch", Growing);
            using var client = new System.Net.Sockets.TcpClient("127.0.0.1", port);
            await client.GetStream().WriteAsync(Vector.Golden.First(static g => g.Code == 1024).Bytes);

            await watch.Shows("RegistrationSuccess(1600)");
            Assert.Equal((130, 130), (await watch.Stop(), await proxy.Stop()));
            Assert.Equal(proxy.Output, watch.Output);
        }
    }

    [Fact]
    public async Task A_file_that_is_no_capture_is_refused()
    {
        await File.WriteAllTextAsync(Growing, "no capture\n");

        InspectorProcess.Outcome outcome = await InspectorProcess.Run([], "watch", Growing);

        Assert.Equal((3, ""), (outcome.Status, outcome.Output));
        Assert.Contains("only captures", outcome.Error, StringComparison.Ordinal);
    }
}
