using System.Security.Cryptography;

namespace KerberosGen.Crypto;

/// <summary>
/// Random blocks of 16 bytes for initialisation vectors, drawn 64 at a time because a draw costs far more than the bytes
/// it yields. Each block is handed out once. Not for use by two threads at once.
/// </summary>
/// <param name="source">Where randomness comes from.</param>
public sealed class RandomBlocks(IRandomSource source)
{
    private const int BlocksAtOnce = 64;

    private readonly byte[] _blocks = new byte[BlocksAtOnce * AesCbc.BlockSize];
    private int _used = BlocksAtOnce * AesCbc.BlockSize;

    /// <summary>The next 16 bytes; to be copied before the next call.</summary>
    public ReadOnlySpan<byte> Next()
    {
        if (_used == _blocks.Length)
        {
            source.Fill(_blocks);
            _used = 0;
        }

        ReadOnlySpan<byte> block = _blocks.AsSpan(_used, AesCbc.BlockSize);
        _used += AesCbc.BlockSize;
        return block;
    }

    /// <summary>Forgets what was drawn and not handed out.</summary>
    public void Clear()
    {
        CryptographicOperations.ZeroMemory(_blocks);
        _used = _blocks.Length;
    }
}
