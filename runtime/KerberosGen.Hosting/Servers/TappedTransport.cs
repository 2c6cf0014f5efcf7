using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting;

/// <summary>A connection's pipes, with a tap on both.</summary>
internal sealed class TappedTransport(IDuplexPipe inner, IConnectionTap tap, IPEndPoint client, IPEndPoint server) : IDuplexPipe
{
    public PipeReader Input { get; } = new TappedReader(inner.Input, tap, client, server);

    public PipeWriter Output { get; } = new TappedWriter(inner.Output, tap, client, server);

    private sealed class TappedReader(PipeReader inner, IConnectionTap tap, IPEndPoint client, IPEndPoint server) : PipeReader
    {
        private ReadOnlySequence<byte> _buffer;

        // Bytes at the buffer's front that the tap has been shown by an earlier read.
        private long _shown;

        public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
        {
            _shown -= _buffer.Slice(0, consumed).Length;
            _buffer = default;
            inner.AdvanceTo(consumed, examined);
        }

        public override void CancelPendingRead() => inner.CancelPendingRead();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);

        public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) =>
            Show(await inner.ReadAsync(cancellationToken).ConfigureAwait(false));

        public override bool TryRead(out ReadResult result)
        {
            if (!inner.TryRead(out result))
                return false;
            Show(result);
            return true;
        }

        private ReadResult Show(ReadResult result)
        {
            _buffer = result.Buffer;
            ReadOnlySequence<byte> fresh = _buffer.Slice(_shown);
            if (!fresh.IsEmpty)
                tap.Received(client, server, in fresh);
            _shown = _buffer.Length;
            return result;
        }
    }

    private sealed class TappedWriter(PipeWriter inner, IConnectionTap tap, IPEndPoint client, IPEndPoint server) : PipeWriter
    {
        private readonly ArrayBufferWriter<byte> _unflushed = new();
        private Memory<byte> _current;

        public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

        public override long UnflushedBytes => inner.UnflushedBytes;

        public override void Advance(int bytes)
        {
            _unflushed.Write(_current.Span[..bytes]);
            inner.Advance(bytes);
        }

        public override Memory<byte> GetMemory(int sizeHint = 0) => _current = inner.GetMemory(sizeHint);

        public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
        {
            if (_unflushed.WrittenCount > 0)
            {
                tap.Sent(client, server, _unflushed.WrittenSpan);
                _unflushed.ResetWrittenCount();
            }

            return inner.FlushAsync(cancellationToken);
        }

        public override void CancelPendingFlush() => inner.CancelPendingFlush();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);
    }
}
