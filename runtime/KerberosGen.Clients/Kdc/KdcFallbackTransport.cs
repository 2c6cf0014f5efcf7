using System.Net;
using KerberosGen.Protocol;

namespace KerberosGen.Clients;

/// <summary>
/// The KDC over UDP, and over TCP what UDP does not bring: an answer at all, or one that is too long for a datagram. Where the KDC
/// serves UDP only, what it said there stands.
/// </summary>
internal sealed class KdcFallbackTransport(IPEndPoint kdc, IConnectionTap? tap, KdcTimes times) : IKdcTransport
{
    private readonly KdcUdpTransport _udp = new(kdc, local: null, tap, times.Clock);
    private KdcTcpTransport? _tcp;
    private bool _isOverTcp;

    public IPEndPoint LocalEndPoint => _isOverTcp ? _tcp!.LocalEndPoint : _udp.LocalEndPoint;

    public int Deliveries => _udp.Deliveries + (_isOverTcp ? _tcp!.Deliveries : 0);

    public async Task<T> AskAsync<T>(KdcRequest request, ResponseReader<T> read, CancellationToken cancellation)
    {
        _isOverTcp = false;
        Exception overUdp;
        try
        {
            return await _udp.AskAsync(request, read, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (KdcFailure.Is(e) || IsPerhapsTooLong(request, e))
        {
            overUdp = e;
        }

        cancellation.ThrowIfCancellationRequested();
        try
        {
            _tcp ??= await KdcTcpTransport.ConnectAsync(kdc, local: null, tap, times, cancellation).ConfigureAwait(false);
            _isOverTcp = true;
            return await _tcp.AskAsync(request, read, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (KdcFailure.Is(e) && !cancellation.IsCancellationRequested)
        {
            if (overUdp is RequestRefusedException)
            {
                throw new RequestRefusedException(
                    $"The KDC at {kdc} refused over UDP: it does not know this client, or its answer is too long for a datagram, and over TCP it cannot be asked ({KdcFailure.Reason(e)}). Register if you have not, or have it serve TCP too.");
            }

            throw new IOException($"{KdcFailure.Reason(overUdp)}, and over TCP {KdcFailure.Reason(e)}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _udp.DisposeAsync().ConfigureAwait(false);
        if (_tcp is not null)
            await _tcp.DisposeAsync().ConfigureAwait(false);
    }

    private static bool IsPerhapsTooLong(KdcRequest request, Exception e) =>
        request.MayNeedStream && e is RequestRefusedException { Code: Packets.GeneralError.Code };
}
