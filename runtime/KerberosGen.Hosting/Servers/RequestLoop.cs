using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using KerberosGen.Framing;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting;

/// <summary>
/// Reads requests off a connection and sends answers under its deadlines: a silent peer, one whose packet trickles and one
/// that does not take its answers are all cut off. Once it runs, it allocates nothing.
/// </summary>
internal sealed class RequestLoop(ServedConnection connection, ServerLimits limits) : IDisposable
{
    private readonly FrameReader<RequestHeader> _reader = new(connection.Context.Transport.Input, ProtocolLimits.MaxRequestPayload);
    private long _deadline;
    private bool _isWithinPacket;

    /// <summary>Takes the next request from what has arrived. Its payload is overwritten by the next call.</summary>
    public FrameStatus TryRead(out RequestHeader header, out ReadOnlySpan<byte> payload)
    {
        FrameStatus status = _reader.TryRead(out header, out payload);
        if (status == FrameStatus.Done)
            _isWithinPacket = false;
        return status;
    }

    /// <summary>The largest payload to accept, in bytes.</summary>
    public uint PayloadLimit
    {
        set => _reader.PayloadLimit = value;
    }

    /// <summary>Waits for more, between packets for as long as the limits say.</summary>
    /// <inheritdoc cref="FillAsync(TimeSpan, bool, long)"/>
    public ValueTask<bool> FillAsync() => FillAsync(limits.IdleTimeout, isIdle: true);

    /// <summary>
    /// Waits for more; false if nothing more will come: the peer has ended its side, a deadline has passed, or the server is
    /// stopping. What has come until then can be read.
    /// </summary>
    /// <param name="silence">How long the peer may be silent between packets; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it likes.</param>
    /// <param name="isIdle">True if it may be silent for less while the server is crowded.</param>
    /// <param name="end">The moment, in milliseconds, at which the wait ends in any case.</param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> FillAsync(TimeSpan silence, bool isIdle, long end = long.MaxValue)
    {
        bool isWithinPacket = _reader.Pending > 0;
        long now = Environment.TickCount64;
        // The packet's deadline counts from its first byte; more bytes of it do not move it.
        if (!isWithinPacket)
            _deadline = silence == Timeout.InfiniteTimeSpan ? long.MaxValue : now + Milliseconds(silence);
        else if (!_isWithinPacket)
            _deadline = now + Milliseconds(limits.PacketDeadline);
        _isWithinPacket = isWithinPacket;
        connection.WaitForBytes(now, Math.Min(_deadline, end), isIdle && !isWithinPacket);
        bool goesOn = await _reader.FillAsync(CancellationToken.None).ConfigureAwait(false);
        connection.WaitForNoBytes();
        return goesOn;
    }

    /// <summary>Bytes that have arrived and were not read.</summary>
    public long Pending => _reader.Pending;

    /// <summary>Sends what was answered; false if the peer does not take it.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> FlushAsync(PipeWriter output)
    {
        connection.WaitForFlush(Environment.TickCount64 + Milliseconds(limits.PacketDeadline));
        FlushResult flushed = await output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        connection.WaitForNoFlush();
        return !flushed.IsCompleted && !flushed.IsCanceled;
    }

    /// <summary>Gives back what was held of the pipe. Nothing is read after that.</summary>
    public void Dispose() => _reader.Dispose();

    private static long Milliseconds(TimeSpan time) => (long)time.TotalMilliseconds;
}
