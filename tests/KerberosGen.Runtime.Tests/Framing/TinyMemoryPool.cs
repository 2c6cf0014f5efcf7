using System.Buffers;

namespace KerberosGen.Runtime.Tests.Framing;

/// <summary>Hands out pieces of random small sizes, so that a pipe's buffers are segmented anywhere.</summary>
public sealed class TinyMemoryPool(Random random, int largest) : MemoryPool<byte>
{
    public override int MaxBufferSize => largest;

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1) => new Piece(random.Next(1, largest + 1));

    protected override void Dispose(bool disposing)
    {
    }

    // A piece that was given back is overwritten, so that a view of it kept too long is noticed.
    private sealed class Piece(int size) : IMemoryOwner<byte>
    {
        private readonly byte[] _bytes = new byte[size];

        public Memory<byte> Memory => _bytes;

        public void Dispose() => _bytes.AsSpan().Fill(0xDD);
    }
}
