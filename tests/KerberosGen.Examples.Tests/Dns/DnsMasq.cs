using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace KerberosGen.Examples.Tests.Dns;

/// <summary>A dnsmasq that owns <c>example.org</c>.</summary>
internal sealed class DnsMasq : IAsyncDisposable
{
    private readonly Process _process;

    private DnsMasq(Process process, IPEndPoint endPoint)
    {
        _process = process;
        EndPoint = endPoint;
    }

    public IPEndPoint EndPoint { get; }

    public static async Task<DnsMasq> StartAsync()
    {
        string said = "";
        // A port that is free for datagrams may be taken for connections, and dnsmasq needs it for both.
        for (int attempt = 0; attempt < 5; attempt++)
        {
            (DnsMasq? started, said) = await TryStartAsync(Ports.FreeUdp());
            if (started is not null)
                return started;
        }

        throw new InvalidOperationException($"dnsmasq did not start: {said}");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<(DnsMasq? Started, string Said)> TryStartAsync(int port)
    {
        Process process = Tool.Start(
            "dnsmasq", "--no-daemon", "--conf-file=/dev/null", "--no-resolv", "--no-hosts", "--pid-file=", "--bind-interfaces",
            "--listen-address=127.0.0.1", string.Create(CultureInfo.InvariantCulture, $"--port={port}"),
            "--auth-server=ns.example.org,127.0.0.1", "--auth-zone=example.org", "--auth-ttl=600",
            "--auth-soa=2026112301,hostmaster.example.org,1200,180,1209600",
            "--host-record=www.example.org,192.0.2.1,2001:db8::1", "--cname=alias.example.org,www.example.org",
            "--mx-host=example.org,mail.example.org,10", "--txt-record=example.org,v=spf1 -all,second",
            "--srv-host=_ldap._tcp.example.org,ldap.example.org,389,5,10",
            "--dns-rr=example.org,257,000569737375656361");
        string said = "";
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            said = line;
            if (line.Contains("started", StringComparison.Ordinal))
                return (new DnsMasq(process, new IPEndPoint(IPAddress.Loopback, port)), line);
        }

        process.Dispose();
        return (null, said);
    }
}
