using System.Net;
using KerberosGen.Crypto;
using KerberosGen.Hosting;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using KerberosGen.Protocol.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace KerberosGen.Inspector.Tests.Replay;

/// <summary>The KDC itself, on a free loopback port.</summary>
internal sealed class LocalKdc : IKdcObserver, IAsyncDisposable
{
    private static readonly IPEndPoint AnyPort = new(IPAddress.Loopback, 0);

    private IKdcEndPoint? _server;

    public string Address => _server!.EndPoint.ToString();

    public static async Task<LocalKdc> Start(bool overUdp)
    {
        var observer = new LocalKdc();
        var role = new KeyDistributionCenter(new InMemoryPrincipalStore(), new KdcOptions { TimeZone = TimeZoneInfo.Utc }, TimeProvider.System, SystemRandomSource.Instance);
        observer._server = overUdp
            ? KdcUdpServer.Start(role, AnyPort, observer, NullLoggerFactory.Instance)
            : await KdcServer.StartAsync(role, AnyPort, observer, new ServerLimits(), null, NullLoggerFactory.Instance, CancellationToken.None);
        return observer;
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    public void ClientRegistered(IPEndPoint peer, PrincipalName name, PrincipalId id)
    {
    }

    public void ServiceRegistered(IPEndPoint peer, PrincipalName name, PrincipalId id, IPEndPoint endPoint)
    {
    }

    public void ServiceAtLoopback(IPEndPoint peer, PrincipalName name, PrincipalId id, IPEndPoint endPoint)
    {
    }

    public void ServicesListed(IPEndPoint peer, PrincipalId client, int count)
    {
    }

    public void TicketIssued(IPEndPoint peer, PrincipalId client, PrincipalId service)
    {
    }

    public void Refused(IPEndPoint peer, KdcRefusalKind kind, string reason)
    {
    }
}
