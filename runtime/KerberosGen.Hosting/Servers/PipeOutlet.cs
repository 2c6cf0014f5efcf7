using System.Buffers;
using System.IO.Pipelines;
using KerberosGen.Protocol;
using Microsoft.AspNetCore.Connections;

namespace KerberosGen.Hosting;

/// <summary>
/// A connection's way out that never waits: what the peer does not take stays in the pipe, and a peer with too much
/// waiting is cut off, so that it cannot slow the room.
/// </summary>
internal sealed class PipeOutlet(ConnectionContext connection, int maxUnsentBytes) : PacketOutlet
{
    private readonly PipeWriter _output = connection.Transport.Output;
    private bool _isFlushing;

    protected override IBufferWriter<byte> Output => _output;

    protected override void Flush()
    {
        if (_isFlushing)
        {
            if (_output.UnflushedBytes > maxUnsentBytes)
                connection.Abort(new ConnectionAbortedException("The peer takes too slowly what it is sent."));
            return;
        }

        ValueTask<FlushResult> flush = _output.FlushAsync();
        if (flush.IsCompleted)
        {
            // A completed reader means that the connection is gone, which its own loop finds out.
            _ = flush.Result;
            return;
        }

        _isFlushing = true;
        _ = FlushAgainAsync(flush);
    }

    private async Task FlushAgainAsync(ValueTask<FlushResult> flush)
    {
        await flush.ConfigureAwait(false);
        Exclusively(() =>
        {
            _isFlushing = false;
            if (_output.UnflushedBytes > 0)
                Flush();
        });
    }
}
