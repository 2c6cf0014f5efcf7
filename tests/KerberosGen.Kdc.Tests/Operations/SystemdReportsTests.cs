using System.Net.Sockets;
using System.Text;

namespace KerberosGen.Kdc.Tests.Operations;

public sealed class SystemdReportsTests
{
    [Fact]
    public async Task Systemd_is_told_when_it_is_ready_that_it_lives_and_that_it_stops()
    {
        using var here = new KdcDirectory();
        string path = here.File("notify");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        await using WatchedKdc kdc = WatchedKdc.Start(here.Path, ["-p", "0"], ("NOTIFY_SOCKET", path), ("WATCHDOG_USEC", "200000"));
        await kdc.ReadyAsync();
        Assert.Equal($"READY=1\nSTATUS=KDC ready on {kdc.EndPoint} (tcp, documented)", await ReceiveAsync(socket));
        for (int i = 0; i < 3; i++)
            Assert.Equal("WATCHDOG=1", await ReceiveAsync(socket));
        kdc.Signal("TERM");
        string last;
        do
            last = await ReceiveAsync(socket);
        while (last == "WATCHDOG=1");
        Assert.StartsWith("STOPPING=1\n", last, StringComparison.Ordinal);
        Assert.Equal(0, await kdc.ExitAsync());
    }

    [Fact]
    public async Task A_service_manager_that_does_not_listen_does_not_keep_it_from_serving()
    {
        using var here = new KdcDirectory();
        await using WatchedKdc kdc = WatchedKdc.Start(here.Path, ["-p", "0"], ("NOTIFY_SOCKET", here.File("nobody")));
        await kdc.ReadyAsync();
        await kdc.StopAsync();
    }

    [Fact]
    public async Task Systemd_accepts_the_unit()
    {
        using var here = new KdcDirectory();
        string unit = await File.ReadAllTextAsync(UnitPath());
        const string installed = "/opt/kerberosgen/kdc/kdc";
        Assert.Contains($"ExecStart={installed} ", unit, StringComparison.Ordinal);
        string path = here.File("kerberosgen-kdc.service");
        await File.WriteAllTextAsync(path, unit.Replace(installed, Apps.PathOf("kdc"), StringComparison.Ordinal));
        await using WatchedKdc verify = StartTool(here, "systemd-analyze", "verify", path);
        Assert.True(await verify.ExitAsync() == 0 && verify.Errors.Lines.Count == 0, verify.Errors.Text);

        // From 0, safe, to 10; a unit without any protection has 9.6.
        await using WatchedKdc security = StartTool(here, "systemd-analyze", "security", "--offline=true", "--threshold=20", path);
        Assert.True(await security.ExitAsync() == 0, security.Output.Text);
    }

    [Theory]
    [InlineData("Type=notify")]
    [InlineData("User=kerberosgen")]
    [InlineData("ProtectSystem=strict")]
    [InlineData("StateDirectory=kerberosgen")]
    [InlineData("NoNewPrivileges=yes")]
    [InlineData("PrivateTmp=yes")]
    [InlineData("RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX")]
    [InlineData("RestartPreventExitStatus=2")]
    public async Task The_unit_says(string line) => Assert.Contains(line, await File.ReadAllLinesAsync(UnitPath()));

    private static WatchedKdc StartTool(KdcDirectory here, string tool, params string[] arguments)
    {
        try
        {
            return WatchedKdc.StartProgram(here.Path, tool, arguments, ("SYSTEMD_COLORS", "0"), ("SYSTEMD_LOG_LEVEL", "warning"));
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new InvalidOperationException($"{tool} is missing: install the package systemd.");
        }
    }

    private static string UnitPath() => Path.Combine(Apps.PathOf("kdc"), "../../../../systemd/kerberosgen-kdc.service");

    private static async Task<string> ReceiveAsync(Socket socket)
    {
        byte[] datagram = new byte[4096];
        int size = await socket.ReceiveAsync(datagram).WaitAsync(Apps.Patience);
        return Encoding.UTF8.GetString(datagram, 0, size);
    }
}
