namespace KerberosGen.Client.Tests.Pipe;

/// <summary>Bytes that arrive a few at a time.</summary>
/// <param name="byteAt">Each of them.</param>
/// <param name="size">How many there are.</param>
/// <param name="chunk">How many arrive at once.</param>
internal sealed class Chunks(Func<long, byte> byteAt, long size, int chunk) : Stream
{
    private readonly TaskCompletionSource _forever = new();
    private long _read;
    private (long Size, TaskCompletionSource Reached)? _awaited;

    /// <summary>True if the end never comes.</summary>
    public bool StaysOpen { get; init; }

    /// <summary>What happens when so many were read.</summary>
    public (long Size, Action Do)? At { get; set; }

    public long Count
    {
        get
        {
            lock (_forever)
                return _read;
        }
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Waits until so many were read.</summary>
    public Task ReadAsync(long count)
    {
        lock (_forever)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_read >= count)
                reached.SetResult();
            _awaited = (count, reached);
            return reached.Task.WaitAsync(Apps.Patience);
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        int count;
        lock (_forever)
        {
            count = (int)Math.Min(Math.Min(buffer.Length, chunk), size - _read);
            for (int i = 0; i < count; i++)
                buffer.Span[i] = byteAt(_read + i);
            _read += count;
            if (_awaited is { } awaited && _read >= awaited.Size)
                awaited.Reached.TrySetResult();
        }

        if (At is { } at && Count >= at.Size)
            at.Do();
        if (count == 0 && StaysOpen)
            await _forever.Task;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
