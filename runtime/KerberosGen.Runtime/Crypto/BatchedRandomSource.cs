using System.Security.Cryptography;

namespace KerberosGen.Crypto;

/// <summary>
/// Random bytes from another source, drawn 4,096 at a time for each thread because a draw costs far more than the bytes it
/// yields. Each byte is handed out once, and cleared here when it is. Use it from any number of threads at once.
/// </summary>
/// <param name="source">Where randomness comes from.</param>
public sealed class BatchedRandomSource(IRandomSource source) : IRandomSource, IDisposable
{
    private const int BatchSize = 4096;

    private readonly ThreadLocal<Batch> _batch = new(static () => new Batch());

    /// <inheritdoc/>
    public void Fill(Span<byte> destination)
    {
        if (destination.Length > BatchSize)
            source.Fill(destination);
        else
            _batch.Value!.Take(destination, source);
    }

    /// <summary>Lets go of what was drawn; the source itself stays as it is.</summary>
    public void Dispose() => _batch.Dispose();

    private sealed class Batch
    {
        private readonly byte[] _bytes = GC.AllocateArray<byte>(BatchSize, pinned: true);
        private int _used = BatchSize;

        public void Take(Span<byte> destination, IRandomSource source)
        {
            if (destination.Length > BatchSize - _used)
            {
                source.Fill(_bytes);
                _used = 0;
            }

            Span<byte> taken = _bytes.AsSpan(_used, destination.Length);
            _used += destination.Length;
            taken.CopyTo(destination);
            CryptographicOperations.ZeroMemory(taken);
        }
    }
}
