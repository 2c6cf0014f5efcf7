using System.Net;
using KerberosGen.Protocol;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace KerberosGen.Hosting;

/// <summary>The KDC on TCP, on UDP, or on both under one port number.</summary>
public sealed class KdcServers : IKdcEndPoint
{
    /// <summary>How often a port that is free for TCP but not for UDP is given back for another.</summary>
    private const int MaxAttempts = 64;

    private readonly IReadOnlyList<IKdcEndPoint> _servers;

    private KdcServers(params IReadOnlyList<IKdcEndPoint> servers) => _servers = servers;

    /// <inheritdoc/>
    public IPEndPoint EndPoint => _servers[0].EndPoint;

    /// <summary>Starts to listen.</summary>
    /// <param name="transports">By what.</param>
    /// <param name="kdc">The role.</param>
    /// <param name="endPoint">The address and port; port 0 for any that is free, for all transports the same.</param>
    /// <param name="observer">Is told what is done.</param>
    /// <param name="limits">How long peers may take.</param>
    /// <param name="admission">Keeps the limits, for all transports together.</param>
    /// <param name="tap">Is shown every byte, or null.</param>
    /// <param name="loggers">Where logs go.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="AddressInUseException">The port is taken.</exception>
    public static async Task<KdcServers> StartAsync(
        KdcTransports transports,
        KeyDistributionCenter kdc,
        IPEndPoint endPoint,
        IKdcObserver observer,
        ServerLimits limits,
        KdcAdmission admission,
        IConnectionTap? tap,
        ILoggerFactory loggers,
        CancellationToken cancellation)
    {
        Task<KdcServer> StartTcpAsync() => KdcServer.StartAsync(kdc, endPoint, observer, limits, tap, loggers, cancellation, admission);
        KdcUdpServer StartUdp(IPEndPoint at) => KdcUdpServer.Start(kdc, at, observer, loggers, tap, admission, limits.DrainTimeout);
        switch (transports)
        {
            case KdcTransports.Tcp:
                return new KdcServers(await StartTcpAsync().ConfigureAwait(false));
            case KdcTransports.Udp:
                return new KdcServers(StartUdp(endPoint));
            case KdcTransports.Both:
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(transports), transports, "A KDC listens on TCP, on UDP or on both.");
        }

        for (int attempt = 1; ; attempt++)
        {
            KdcServer tcp = await StartTcpAsync().ConfigureAwait(false);
            try
            {
                return new KdcServers(tcp, StartUdp(tcp.EndPoint));
            }
            catch (AddressInUseException) when (endPoint.Port == 0 && attempt < MaxAttempts)
            {
                // The system chose a port that is free for connections alone.
                await tcp.DisposeAsync().ConfigureAwait(false);
            }
            catch
            {
                await tcp.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() =>
        await Task.WhenAll(_servers.Select(static server => server.DisposeAsync().AsTask())).ConfigureAwait(false);
}
