using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Pipelines;

namespace KerberosGen.Hosting.Tests;

/// <summary>The writing end of a pipe, which notes how it is flushed.</summary>
internal sealed class WatchedPipe : PipeWriter
{
    private readonly Pipe _pipe;
    private int _flushing;
    private long _read;
    private long _flushed;

    public WatchedPipe(long pause = 1024 * 1024) =>
        _pipe = new Pipe(new PipeOptions(pauseWriterThreshold: pause, resumeWriterThreshold: pause / 2, useSynchronizationContext: false));

    public PipeReader Reader => _pipe.Reader;

    public ConcurrentQueue<int> FlushSizes { get; } = new();

    public int Flushes => FlushSizes.Count;

    public int MostFlushesAtOnce { get; private set; }

    public long Unread => Volatile.Read(ref _flushed) - Volatile.Read(ref _read);

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => _pipe.Writer.UnflushedBytes;

    public override void Advance(int bytes) => _pipe.Writer.Advance(bytes);

    public override Memory<byte> GetMemory(int sizeHint = 0) => _pipe.Writer.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => _pipe.Writer.GetSpan(sizeHint);

    public override void CancelPendingFlush() => _pipe.Writer.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => _pipe.Writer.Complete(exception);

    public override async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        MostFlushesAtOnce = Math.Max(MostFlushesAtOnce, Interlocked.Increment(ref _flushing));
        Interlocked.Add(ref _flushed, UnflushedBytes);
        FlushSizes.Enqueue((int)UnflushedBytes);
        try
        {
            return await _pipe.Writer.FlushAsync(cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _flushing);
        }
    }

    /// <summary>Reads until there were so many bytes, and answers how many there were.</summary>
    public async Task<int> ReadAsync(int size)
    {
        int seen = 0;
        while (seen < size)
        {
            ReadResult read = await Reader.ReadAsync(Patience.Token);
            seen += (int)read.Buffer.Length;
            Interlocked.Add(ref _read, read.Buffer.Length);
            Reader.AdvanceTo(read.Buffer.End);
        }

        return seen;
    }

    /// <summary>What was flushed and not read.</summary>
    public byte[] Peek()
    {
        Assert.True(Reader.TryRead(out ReadResult read));
        byte[] bytes = read.Buffer.ToArray();
        Reader.AdvanceTo(read.Buffer.Start);
        return bytes;
    }
}
