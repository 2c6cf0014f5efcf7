using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace KerberosGen.Crypto;

/// <summary>
/// AES-256-CMAC under one key (NIST SP 800-38B; RFC 4493 says it for AES-128), for many short messages. It keeps one native
/// cipher: as in <see cref="AesCbc"/>, the block that CBC carries over is taken out of the next message's first. Nothing is
/// allocated per message. Not for use by two threads at once.
/// </summary>
public sealed class AesCmac : IDisposable
{
    /// <summary>Bytes of a MAC.</summary>
    public const int Size = AesCbc.BlockSize;

    // Transforms take arrays, not spans. One for each thread; what was in it is ciphertext afterwards, or cleared.
    [ThreadStatic]
    private static byte[]? t_message;

    private readonly byte[] _key = GC.AllocateUninitializedArray<byte>(AesCbc.KeySize, pinned: true);
    private readonly ICryptoTransform _encryptor;
    private BlockLanes? _lanes;
    private Vector128<byte> _carry;
    private CmacSubkeys _subkeys;

    // The first block of the last message, and what became of it: in one connection all messages begin with the same.
    private KnownBlock _first;

    /// <summary>Keeps a cipher under the key.</summary>
    /// <param name="key">32 bytes.</param>
    /// <exception cref="ArgumentException">The key is not 32 bytes.</exception>
    public AesCmac(ReadOnlySpan<byte> key)
    {
        if (key.Length != AesCbc.KeySize)
            throw new ArgumentException($"An AES-256 key is {AesCbc.KeySize} bytes, not {key.Length}.", nameof(key));
        key.CopyTo(_key);
        using (var aes = Aes.Create())
        {
            aes.Mode = CipherMode.CBC;
            aes.Padding = PaddingMode.None;
            _encryptor = WatchedCipher.Of(aes.CreateEncryptor(_key, new byte[Size]));
        }

        byte[] block = new byte[Size];
        _encryptor.TransformBlock(block, 0, Size, block, 0);
        _carry = Vector128.Create<byte>(block);
        _first = new KnownBlock(default, _carry);
        Double(block);
        var whole = Vector128.Create<byte>(block);
        Double(block);
        _subkeys = new CmacSubkeys(whole, Vector128.Create<byte>(block));
        CryptographicOperations.ZeroMemory(block);
    }

    /// <summary>Makes the MAC of a message.</summary>
    /// <param name="message">The message, of any size.</param>
    /// <param name="mac">At least 16 bytes.</param>
    /// <exception cref="ArgumentException">The MAC does not fit.</exception>
    public void Compute(ReadOnlySpan<byte> message, Span<byte> mac)
    {
        if (mac.Length < Size)
            throw new ArgumentException($"A MAC of {Size} bytes does not fit in {mac.Length}.", nameof(mac));
        message.CopyTo(Rent(message.Length));
        ComputeRented(message.Length, mac);
    }

    /// <summary>
    /// Makes the MAC of each of several messages, side by side: the same MACs as one after another, in a fraction of the time if
    /// they are about as long.
    /// </summary>
    /// <param name="buffer">What the messages stand in; left as it is.</param>
    /// <param name="messages">Where each stands: <see cref="AesCbc.MaxTogether"/> at most, of any size.</param>
    /// <param name="macs">At least 16 bytes for each message; gets their MACs in order.</param>
    /// <exception cref="ArgumentException">There are too many messages, one is not in the buffer, or the MACs do not fit.</exception>
    public void ComputeEach(ReadOnlySpan<byte> buffer, ReadOnlySpan<Range> messages, Span<byte> macs)
    {
        AesCbc.CheckTogether(messages.Length);
        if (macs.Length < messages.Length * Size)
            throw new ArgumentException($"{messages.Length} MACs of {Size} bytes do not fit in {macs.Length}.", nameof(macs));
        _lanes ??= new BlockLanes(_key);
        _lanes.Mac(buffer, messages, in _subkeys, in _first, macs);
    }

    /// <summary>Clears the key and everything made from it.</summary>
    public void Dispose()
    {
        _encryptor.Dispose();
        _lanes?.Dispose();
        CryptographicOperations.ZeroMemory(_key);
        _carry = default;
        _subkeys = default;
        _first = default;
    }

    /// <inheritdoc/>
    public override string ToString() => nameof(AesCmac);

    /// <summary>This thread's room for a message, to be filled before <see cref="ComputeRented"/>.</summary>
    internal static Span<byte> Rent(int size)
    {
        // The last block is whole.
        int room = checked(size + Size);
        if (t_message is null || t_message.Length < room)
            t_message = GC.AllocateUninitializedArray<byte>(Math.Max(room, 4096), pinned: true);
        return t_message.AsSpan(0, size);
    }

    /// <summary>Makes the MAC of the message that was written to <see cref="Rent"/>, and overwrites it.</summary>
    internal void ComputeRented(int size, Span<byte> mac)
    {
        byte[] message = t_message!;
        int blocks = Math.Max((size + Size - 1) / Size, 1);
        Span<byte> padded = message.AsSpan(0, blocks * Size);
        Vector128<byte> subkey = _subkeys.Whole;
        if (size < padded.Length)
        {
            padded[size..].Clear();
            padded[size] = 0x80;
            subkey = _subkeys.Padded;
        }

        Xor(padded[^Size..], subkey);
        int at = 0;
        Vector128<byte> first = Vector128.Create<byte>(padded[..Size]);
        if (blocks > 1 && first == _first.Block)
        {
            at = Size;
            Xor(padded.Slice(at, Size), _first.Encrypted);
        }

        Xor(padded.Slice(at, Size), _carry);
        _encryptor.TransformBlock(message, at, padded.Length - at, message, at);
        if (blocks > 1 && at == 0)
            _first = new KnownBlock(first, Vector128.Create<byte>(padded[..Size]));

        padded[..at].Clear();
        padded[^Size..].CopyTo(mac);
        _carry = Vector128.Create<byte>(padded[^Size..]);
    }

    private static void Xor(Span<byte> block, Vector128<byte> with) => (Vector128.Create<byte>(block) ^ with).CopyTo(block);

    /// <summary>Multiplies by x in the field of 2^128 elements (SP 800-38B, section 6.1), in constant time.</summary>
    private static void Double(Span<byte> block)
    {
        int carry = 0;
        for (int i = Size - 1; i >= 0; i--)
        {
            int doubled = (block[i] << 1) | carry;
            block[i] = (byte)doubled;
            carry = doubled >> 8;
        }

        block[Size - 1] ^= (byte)(0x87 & -carry);
    }
}
