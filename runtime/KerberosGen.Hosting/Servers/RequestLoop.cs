using System.IO.Pipelines;
using KerberosGen.Framing;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting;

/// <summary>
/// Reads requests off a connection and sends answers under its deadlines: a silent peer, one whose packet trickles and one
/// that does not take its answers are all cut off.
/// </summary>
internal sealed class RequestLoop : IDisposable
{
    private readonly ServerLimits _limits;
    private readonly CancellationTokenSource _deadline;
    private bool _isWithinPacket;

    public RequestLoop(PipeReader input, ServerLimits limits, CancellationToken stopping)
    {
        Reader = new FrameReader<RequestHeader>(input, ProtocolLimits.MaxRequestPayload);
        _limits = limits;
        _deadline = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    }

    public FrameReader<RequestHeader> Reader { get; }

    /// <summary>Waits for more; false if the peer has ended its side.</summary>
    /// <exception cref="OperationCanceledException">A deadline has passed, or the server is stopping.</exception>
    public ValueTask<bool> FillAsync()
    {
        bool isWithinPacket = Reader.Pending > 0;
        // The packet's deadline counts from its first byte; more bytes of it do not move it.
        if (!isWithinPacket || !_isWithinPacket)
            _deadline.CancelAfter(isWithinPacket ? _limits.PacketDeadline : _limits.IdleTimeout);
        _isWithinPacket = isWithinPacket;
        return Reader.FillAsync(_deadline.Token);
    }

    /// <summary>Sends what was answered.</summary>
    /// <exception cref="OperationCanceledException">The peer does not take it, or the server is stopping.</exception>
    public async ValueTask FlushAsync(PipeWriter output)
    {
        _deadline.CancelAfter(_limits.PacketDeadline);
        await output.FlushAsync(_deadline.Token).ConfigureAwait(false);
        _isWithinPacket = false;
    }

    public void Dispose()
    {
        Reader.Dispose();
        _deadline.Dispose();
    }
}
