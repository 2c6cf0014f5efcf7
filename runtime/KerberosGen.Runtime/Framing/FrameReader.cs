using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using KerberosGen.Codec;

namespace KerberosGen.Framing;

/// <summary>
/// Cuts packets from a <see cref="PipeReader"/>. Packets that have arrived together are handed out without another wait:
/// call <see cref="TryRead"/> until it needs more data, then <see cref="FillAsync"/>.
/// </summary>
/// <typeparam name="THeader">The header of the packets that arrive.</typeparam>
/// <param name="input">Where the bytes come from.</param>
/// <param name="payloadLimit">The largest payload to accept, in bytes.</param>
public sealed class FrameReader<THeader>(PipeReader input, uint payloadLimit) : IDisposable
    where THeader : struct, IPacketHeader<THeader>
{
    private ReadOnlySequence<byte> _buffer;
    private bool _isHolding;
    private byte[]? _joined;

    /// <summary>True once the peer has ended its direction of the connection.</summary>
    public bool IsCompleted { get; private set; }

    /// <summary>The largest payload to accept, in bytes: from the next packet on.</summary>
    public uint PayloadLimit { get; set; } = payloadLimit;

    /// <summary>Bytes that arrived and are not yet part of a packet handed out.</summary>
    public long Pending => _buffer.Length;

    /// <summary>
    /// Takes the next packet from what has arrived.
    /// </summary>
    /// <param name="header">The header, if it was all there.</param>
    /// <param name="payload">
    /// On <see cref="FrameStatus.Done"/>: the payload, in one piece; it is overwritten by the next call of
    /// <see cref="FillAsync"/> or of this method.
    /// </param>
    public FrameStatus TryRead(out THeader header, out ReadOnlySpan<byte> payload)
    {
        FrameStatus status = Frame.TryRead(ref _buffer, PayloadLimit, out header, out ReadOnlySequence<byte> sequence);
        payload = status == FrameStatus.Done ? InOnePiece(sequence) : default;
        return status;
    }

    /// <summary>Waits until more bytes have arrived, the peer has ended, or the wait is cancelled.</summary>
    /// <returns>False if nothing more will come.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> FillAsync(CancellationToken cancellation)
    {
        if (_isHolding)
        {
            input.AdvanceTo(_buffer.Start, _buffer.End);
            _isHolding = false;
        }

        // A peer that says nothing must not hold scratch space.
        ReturnJoined();
        ReadResult result = await input.ReadAsync(cancellation).ConfigureAwait(false);
        _buffer = result.Buffer;
        _isHolding = true;
        if (result.IsCompleted)
            IsCompleted = true;
        return !result.IsCompleted && !result.IsCanceled;
    }

    /// <summary>Gives back what was held of the pipe and clears the scratch space.</summary>
    public void Dispose()
    {
        if (_isHolding)
        {
            input.AdvanceTo(_buffer.Start);
            _isHolding = false;
            _buffer = default;
        }

        ReturnJoined();
    }

    private void ReturnJoined()
    {
        if (_joined is { } joined)
        {
            _joined = null;
            ArrayPool<byte>.Shared.Return(joined, clearArray: true);
        }
    }

    private ReadOnlySpan<byte> InOnePiece(ReadOnlySequence<byte> payload)
    {
        if (payload.IsSingleSegment)
            return payload.FirstSpan;
        int size = (int)payload.Length;
        if (_joined is null || _joined.Length < size)
        {
            ReturnJoined();
            _joined = ArrayPool<byte>.Shared.Rent(size);
        }

        payload.CopyTo(_joined);
        return _joined.AsSpan(0, size);
    }
}
