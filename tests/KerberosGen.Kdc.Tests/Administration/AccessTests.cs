using System.Net.Sockets;
using System.Runtime.Versioning;

namespace KerberosGen.Kdc.Tests.Administration;

/// <summary>Who can reach the administration socket, and what there is to say where there is none.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class AccessTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    [Fact]
    public async Task Only_the_KDCs_user_can_open_the_directory_of_its_socket()
    {
        await using var site = new AdministeredSite();
        await site.Apps.StartKdcAsync();
        string directory = Path.Combine(site.KdcDirectory, "admin");
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(directory));
        Assert.True(File.Exists(Path.Combine(directory, "socket")));
    }

    [Theory]
    [InlineData(OwnerOnly | UnixFileMode.GroupExecute, "0710")]
    [InlineData(OwnerOnly | UnixFileMode.OtherRead | UnixFileMode.OtherExecute, "0705")]
    public async Task A_socket_that_others_could_reach_is_not_opened(UnixFileMode mode, string shown)
    {
        await using var site = new AdministeredSite();
        string directory = Path.Combine(site.KdcDirectory, "admin");
        Directory.CreateDirectory(directory);
        File.SetUnixFileMode(directory, mode);
        AppProcess kdc = site.Apps.Start("kdc", "kdc", "-p", "0");
        Assert.Equal(1, await kdc.ExitAsync());
        Assert.Equal(
            $"{directory} has the mode {shown}, which lets others administer the KDC. Make it 0700 (chmod 700), or remove it.", kdc.Errors.Lines[^1]);
        Assert.Equal(mode, File.GetUnixFileMode(directory));
    }

    [Fact]
    public async Task A_link_in_place_of_the_directory_is_not_followed()
    {
        await using var site = new AdministeredSite();
        string directory = Path.Combine(site.KdcDirectory, "admin");
        Directory.CreateSymbolicLink(directory, site.Apps.DirectoryOf("elsewhere"));
        AppProcess kdc = site.Apps.Start("kdc", "kdc", "-p", "0");
        Assert.Equal(1, await kdc.ExitAsync());
        Assert.Equal($"{directory} is not a directory. Remove it: the KDC makes one that is its own.", kdc.Errors.Lines[^1]);
    }

    [Fact]
    public async Task A_path_that_is_too_long_for_a_socket_leaves_a_KDC_that_runs_without_one()
    {
        await using var site = new AdministeredSite();
        string directory = site.Apps.DirectoryOf(new string('d', 100));
        string path = Path.Combine(directory, "admin", "socket");
        AppProcess kdc = site.Apps.Start("kdc", "kdc", "-p", "0", "--data", directory);
        await kdc.SaysAsync("KDC ready on ");
        string problem = $"{path} has {path.Length} bytes, and a Unix socket's path has at most 107: a shorter --data makes it fit.";
        await kdc.ComplainsAsync($"This KDC cannot be administered while it runs: {problem}");

        AppProcess list = site.Apps.Start("kdc", "admin", "principals", "list", "--data", directory);
        Assert.Equal(1, await list.ExitAsync());
        Assert.Equal($"{directory}: a KDC runs here, and it cannot be administered meanwhile. {problem} Or stop it first.", list.Errors.Text);
        await kdc.StopAsync();
        list = site.Apps.Start("kdc", "admin", "principals", "list", "--data", directory);
        Assert.Equal(0, await list.ExitAsync());
    }

    [Fact]
    public async Task Noise_on_the_socket_hurts_nobody()
    {
        await using var site = new AdministeredSite();
        AppProcess kdc = await site.Apps.StartKdcAsync();
        var endPoint = new UnixDomainSocketEndPoint(Path.Combine(site.KdcDirectory, "admin", "socket"));
        string[] noise =
        [
            "", "\0\0\0", "GET /nowhere HTTP/1.1\r\nHost: kdc\r\n\r\n", "GET /clients HTTP/1.1\r\n", "DELETE /clients HTTP/1.1\r\nHost: kdc\r\n\r\n",
            Post("{"), Post("[]"), Post("null"), Post("{\"verb\":\"shout\",\"kind\":\"client\",\"name\":\"x\"}"), Post("{\"verb\":1,\"kind\":0,\"name\":\"x\"}"),
            Post("{\"verb\":\"rekey\",\"kind\":\"client\",\"name\":\"x\"}"), Post("{\"verb\":\"add\",\"kind\":\"client\",\"name\":\"x\"}"),
            Post("{\"verb\":\"add\",\"kind\":\"client\",\"name\":\"x\",\"key\":\"AAAA\"}"), Post("{\"verb\":\"add\",\"kind\":\"service\",\"name\":\"x\",\"address\":\"?\"}"),
            Post("{\"verb\":\"add\",\"kind\":\"client\",\"name\":null,\"key\":\"AAAA\"}"),
            "POST /acts HTTP/1.1\r\nHost: kdc\r\nContent-Length: 99999999999\r\n\r\n{",
        ];
        foreach (string bytes in noise)
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(endPoint);
            await socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(bytes));
            socket.Shutdown(SocketShutdown.Send);
            byte[] answer = new byte[4096];
            int length = await socket.ReceiveAsync(answer).WaitAsync(Apps.Patience);
            Assert.DoesNotContain("200 OK", bytes.Contains("x\"", StringComparison.Ordinal) ? "" : System.Text.Encoding.UTF8.GetString(answer, 0, length), StringComparison.Ordinal);
        }

        Assert.Equal("ID                                LAST SEEN (UTC)      STATE     NAME", await site.DoAsync("principals", "list"));
        Assert.Equal("ID                                ADDRESS                STATE     NAME", await site.DoAsync("services", "list"));
        Assert.All(site.Audit, static line => Assert.NotEqual("done", line["outcome"]!.GetValue<string>()));
        await kdc.StopAsync();
    }

    private static string Post(string body) => $"POST /acts HTTP/1.1\r\nHost: kdc\r\nConnection: close\r\nContent-Length: {body.Length}\r\n\r\n{body}";
}
