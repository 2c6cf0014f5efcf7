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
                Abort(new ConnectionAbortedException("The peer takes too slowly what it is sent."));
            return;
        }

        ValueTask flush = FlushPipeAsync();
        if (flush.IsCompletedSuccessfully)
            return;
        _isFlushing = true;
        _ = FlushAgainAsync(flush.AsTask());
    }

    // A completed reader means that the connection is gone, which its own loop finds out. If it failed, a flush throws.
    private async ValueTask FlushPipeAsync() => await _output.FlushAsync().ConfigureAwait(false);

    private async Task FlushAgainAsync(Task flush)
    {
        await flush.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Exclusively(() =>
        {
            _isFlushing = false;
            if (!flush.IsCompletedSuccessfully)
            {
                // The sender may have been another member's connection: a peer's failure must not become theirs.
                Abort(new ConnectionAbortedException("Sending to the peer failed.", flush.Exception?.InnerException ?? new OperationCanceledException()));
                return;
            }

            if (_output.UnflushedBytes > 0)
                Flush();
        });
    }

    private void Abort(ConnectionAbortedException reason)
    {
        Close();
        connection.Abort(reason);
    }
}
