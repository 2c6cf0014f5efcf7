using System.IO.Pipelines;
using KerberosGen.Packets;
using Microsoft.AspNetCore.Connections;

namespace KerberosGen.Hosting.Tests;

/// <summary>A member's way out is used by every other member's connection, so its failure must stay its own.</summary>
public sealed class PipeOutletTests
{
    [Fact]
    public void A_connection_that_failed_does_not_throw_at_the_sender()
    {
        (DefaultConnectionContext connection, Pipe toPeer) = Connection(pause: 0);
        var outlet = new PipeOutlet(connection, maxUnsentBytes: 1024);
        toPeer.Reader.Complete(new IOException("The cable was cut."));
        outlet.Send(default(MessageAck));
        outlet.Send(default(MessageAck));
        Assert.True(connection.ConnectionClosed.IsCancellationRequested);
    }

    [Fact]
    public async Task What_waits_for_a_slow_peer_follows_when_it_reads()
    {
        (DefaultConnectionContext connection, Pipe toPeer) = Connection(pause: 64);
        var outlet = new PipeOutlet(connection, maxUnsentBytes: 1_000_000);
        for (int i = 0; i < 100; i++)
            outlet.Send(default(MessageAck));
        int received = 0;
        while (received < 700)
        {
            ReadResult read = await toPeer.Reader.ReadAsync(Patience.Token);
            received += (int)read.Buffer.Length;
            toPeer.Reader.AdvanceTo(read.Buffer.End);
        }

        Assert.Equal(700, received);
        Assert.False(connection.ConnectionClosed.IsCancellationRequested);
    }

    [Fact]
    public void More_than_may_wait_cuts_the_peer_off_and_nothing_more_is_gathered()
    {
        (DefaultConnectionContext connection, _) = Connection(pause: 64);
        var outlet = new PipeOutlet(connection, maxUnsentBytes: 100_000);
        for (int i = 0; i < 50; i++)
            outlet.Send(new MembersResponse { Members = new MemberEntry[100] });
        Assert.True(connection.ConnectionClosed.IsCancellationRequested);
        Assert.InRange(connection.Transport.Output.UnflushedBytes, 100_000, 200_000);
    }

    private static (DefaultConnectionContext Connection, Pipe ToPeer) Connection(long pause)
    {
        var toPeer = new Pipe(new PipeOptions(pauseWriterThreshold: pause, resumeWriterThreshold: pause / 2, useSynchronizationContext: false));
        var connection = new AbortableConnection { Transport = new DuplexPipe(new Pipe().Reader, toPeer.Writer) };
        return (connection, toPeer);
    }

    private sealed class DuplexPipe(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input => input;

        public PipeWriter Output => output;
    }

    private sealed class AbortableConnection : DefaultConnectionContext
    {
        private readonly CancellationTokenSource _closed = new();

        public AbortableConnection() => ConnectionClosed = _closed.Token;

        public override void Abort(ConnectionAbortedException abortReason) => _closed.Cancel();
    }
}
