using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace KerberosGen.Clients;

/// <summary>A queue for one writer and one reader that holds a number of bytes: once it is full, the writer waits for the reader.</summary>
/// <typeparam name="T">What stands in it.</typeparam>
/// <param name="limit">Bytes from which on it is full; what is put in last may go beyond.</param>
internal sealed class HeldQueue<T>(long limit)
{
    private readonly Channel<(T Item, int Size)> _items = Channel.CreateUnbounded<(T Item, int Size)>(new UnboundedChannelOptions { SingleWriter = true });
    private readonly Signal _space = new();
    private long _held;

    /// <summary>True while the writer has to wait.</summary>
    public bool IsFull => Volatile.Read(ref _held) >= limit;

    /// <summary>True while nothing stands in it.</summary>
    public bool IsEmpty => Volatile.Read(ref _held) == 0;

    /// <summary>Puts something in, once there is space.</summary>
    /// <param name="item">What.</param>
    /// <param name="size">Bytes that it counts for.</param>
    /// <param name="cancellation">Gives up, and puts nothing in.</param>
    public async ValueTask WriteAsync(T item, int size, CancellationToken cancellation)
    {
        while (IsFull)
            await _space.WaitAsync(cancellation).ConfigureAwait(false);
        Interlocked.Add(ref _held, size);
        _items.Writer.TryWrite((item, size));
    }

    /// <summary>Says that nothing more comes.</summary>
    /// <param name="failure">What the reader is thrown after the last item, or null.</param>
    public void Complete(Exception? failure) => _items.Writer.TryComplete(failure);

    /// <summary>What was put in, in that order, to its end.</summary>
    public async IAsyncEnumerable<T> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach ((T item, int size) in _items.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
        {
            Interlocked.Add(ref _held, -size);
            _space.Set();
            yield return item;
        }
    }
}
