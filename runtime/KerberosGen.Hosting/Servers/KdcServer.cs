using System.Net;
using KerberosGen.Framing;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace KerberosGen.Hosting;

/// <summary>The KDC on TCP.</summary>
public sealed class KdcServer : IKdcEndPoint
{
    /// <summary>Bytes of a peer that wait to be read: the longest request that a KDC answers has 533.</summary>
    private const int MaxUnreadBytes = 16 * 1024;

    private static readonly TimeSpan CrowdedIdleTimeout = TimeSpan.FromSeconds(5);

    private readonly KeyDistributionCenter _kdc;
    private readonly IKdcObserver _observer;
    private readonly ServerLimits _limits;
    private readonly KdcAdmission _admission;
    private readonly StoreFailureLog _failures;
    private readonly PacketServer _server;

    private KdcServer(
        KeyDistributionCenter kdc, IPEndPoint endPoint, IKdcObserver observer, ServerLimits limits, IConnectionTap? tap, ILoggerFactory loggers, KdcAdmission admission)
    {
        _kdc = kdc;
        _observer = observer;
        _admission = admission;
        _failures = new StoreFailureLog(loggers.CreateLogger<KdcServer>(), admission.Statistics);
        _limits = limits with
        {
            MaxConnections = admission.Limits.Connections > 0 ? admission.Limits.Connections : int.MaxValue,
            MaxUnreadBytes = MaxUnreadBytes,
            CrowdedIdleTimeout = limits.CrowdedIdleTimeout ?? CrowdedIdleTimeout,
        };
        var service = new PacketService(ServeAsync) { TryAdmit = TryAdmit, Refusal = RefusalBytes() };
        _server = PacketServer.Start(endPoint, service, _limits, tap, loggers);
    }

    /// <inheritdoc/>
    public IPEndPoint EndPoint => _server.EndPoint;

    /// <summary>Starts to listen.</summary>
    /// <param name="kdc">The role.</param>
    /// <param name="endPoint">The address and port; port 0 for any free one.</param>
    /// <param name="observer">Is told what is done.</param>
    /// <param name="limits">How long peers may take. Their number is the admission's.</param>
    /// <param name="tap">Is shown every byte, or null.</param>
    /// <param name="loggers">Where logs go.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="admission">Keeps the limits; null: only as many connections as <paramref name="limits"/> says.</param>
    /// <exception cref="AddressInUseException">The port is taken.</exception>
    public static Task<KdcServer> StartAsync(
        KeyDistributionCenter kdc,
        IPEndPoint endPoint,
        IKdcObserver observer,
        ServerLimits limits,
        IConnectionTap? tap,
        ILoggerFactory loggers,
        CancellationToken cancellation,
        KdcAdmission? admission = null)
    {
        cancellation.ThrowIfCancellationRequested();
        admission ??= new KdcAdmission(KdcLimits.None with { Connections = limits.MaxConnections }, TimeProvider.System);
        return Task.FromResult(new KdcServer(kdc, endPoint, observer, limits, tap, loggers, admission));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task ServeAsync(ServedConnection served)
    {
        using var connection = new KdcConnection(_kdc, served, _limits, _observer, _admission, _failures);
        await connection.RunAsync().ConfigureAwait(false);
    }

    private bool TryAdmit(IPEndPoint peer, out IDisposable? place)
    {
        KdcVerdict verdict = _admission.TryEnter(peer.Address, out SourceAccount source);
        place = verdict.IsGranted ? new SourcePlace(_admission, source) : null;
        if (!verdict.IsGranted)
            _observer.Refused(ServedConnection.Normalized(peer), verdict.Kind, verdict.Words!);
        return verdict.IsGranted;
    }

    private static byte[] RefusalBytes()
    {
        byte[] refusal = new byte[Frame.SizeOf<ResponseHeader, GeneralError>(default)];
        Frame.Write(refusal, new ResponseHeader { Version = ProtocolLimits.Version }, default(GeneralError));
        return refusal;
    }
}
