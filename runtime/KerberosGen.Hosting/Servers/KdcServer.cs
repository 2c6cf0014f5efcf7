using System.IO.Pipelines;
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
    private const int MaxGathered = 64 * 1024;

    private readonly KeyDistributionCenter _kdc;
    private readonly IKdcObserver _observer;
    private readonly ServerLimits _limits;
    private PacketServer? _server;

    private KdcServer(KeyDistributionCenter kdc, IKdcObserver observer, ServerLimits limits)
    {
        _kdc = kdc;
        _observer = observer;
        _limits = limits;
    }

    /// <inheritdoc/>
    public IPEndPoint EndPoint => _server!.EndPoint;

    /// <summary>Starts to listen.</summary>
    /// <param name="kdc">The role.</param>
    /// <param name="endPoint">The address and port; port 0 for any free one.</param>
    /// <param name="observer">Is told what is done.</param>
    /// <param name="limits">What peers may take.</param>
    /// <param name="tap">Is shown every byte, or null.</param>
    /// <param name="loggers">Where logs go.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="AddressInUseException">The port is taken.</exception>
    public static async Task<KdcServer> StartAsync(
        KeyDistributionCenter kdc,
        IPEndPoint endPoint,
        IKdcObserver observer,
        ServerLimits limits,
        IConnectionTap? tap,
        ILoggerFactory loggers,
        CancellationToken cancellation)
    {
        var server = new KdcServer(kdc, observer, limits);
        server._server = await PacketServer.StartAsync(endPoint, server.ServeAsync, limits, tap, loggers, cancellation).ConfigureAwait(false);
        return server;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task ServeAsync(ConnectionContext connection, CancellationToken stopping)
    {
        using var loop = new RequestLoop(connection.Transport.Input, _limits, stopping);
        PipeWriter output = connection.Transport.Output;
        var exchange = new KdcExchange((IPEndPoint)connection.RemoteEndPoint!, output, _observer, stopping);
        bool goesOn;
        do
        {
            goesOn = await loop.FillAsync().ConfigureAwait(false);
            Disposition disposition = await AnswerAllAsync(loop, exchange, output).ConfigureAwait(false);
            // Answers share a write only where the peer pipelined its requests.
            if (output.UnflushedBytes > 0)
                await loop.FlushAsync(output).ConfigureAwait(false);
            if (disposition == Disposition.Close)
            {
                loop.Reader.Dispose();
                await Farewell.DropInputAsync(connection.Transport.Input).ConfigureAwait(false);
                return;
            }
        }
        while (goesOn);
    }

    private async ValueTask<Disposition> AnswerAllAsync(RequestLoop loop, KdcExchange exchange, PipeWriter output)
    {
        while (Answer(loop.Reader, exchange) is { } answer)
        {
            if (await answer.ConfigureAwait(false) == Disposition.Close)
                return Disposition.Close;
            // A list may be a thousand times longer than its request, so many of them are not gathered.
            if (output.UnflushedBytes > MaxGathered)
                await loop.FlushAsync(output).ConfigureAwait(false);
        }

        return Disposition.KeepOpen;
    }

    /// <summary>The answer to the next request, or null if none is whole.</summary>
    private ValueTask<Disposition>? Answer(FrameReader<RequestHeader> reader, KdcExchange exchange) =>
        reader.TryRead(out RequestHeader header, out ReadOnlySpan<byte> payload) switch
        {
            FrameStatus.Done => _kdc.AnswerAsync(in header, payload, exchange),
            FrameStatus.SizeRefused => new(exchange.Refuse(Refusals.Size(header.Code, header.PayloadSize), Disposition.Close)),
            FrameStatus.HeaderRefused => new(exchange.Refuse(KdcRefusals.HeaderNotValid, Disposition.Close)),
            _ => null,
        };
}
