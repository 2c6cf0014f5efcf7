using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace KerberosGen.Crypto;

/// <summary>
/// AES-256-CBC under one key (NIST SP 800-38A, section 6.2), for many short messages. It keeps one native cipher in each
/// direction instead of building one for every message: CBC carries its last ciphertext block over into the next
/// message, so XOR-ing the first plaintext block with (that block XOR the new IV) starts a new message. Decryption is the
/// mirror image. Nothing is allocated per message. Not for use by two threads at once.
/// </summary>
public sealed class AesCbc : IDisposable
{
    /// <summary>Bytes of a block, and of an initialisation vector.</summary>
    public const int BlockSize = 16;

    /// <summary>The most messages that are worked on side by side.</summary>
    public const int MaxTogether = BlockLanes.Max;

    /// <summary>Bytes of a key.</summary>
    public const int KeySize = 32;

    private const int ChunkSize = 4096;

    // Transforms take arrays, not spans. One array for each thread serves every key; no plaintext stays in it.
    [ThreadStatic]
    private static byte[]? t_chunk;

    private readonly Aes _aes = Aes.Create();
    private readonly byte[] _key = GC.AllocateUninitializedArray<byte>(KeySize, pinned: true);
    private ICryptoTransform? _encryptor;
    private ICryptoTransform? _decryptor;
    private BlockLanes? _lanes;

    // The ciphertext block that each transform will XOR into the block it is given next.
    private Vector128<byte> _encryptorCarry;
    private Vector128<byte> _decryptorCarry;

    /// <summary>Takes a copy of the key, which <see cref="Dispose"/> clears.</summary>
    /// <param name="key">32 bytes.</param>
    /// <exception cref="ArgumentException">The key is not 32 bytes.</exception>
    public AesCbc(ReadOnlySpan<byte> key)
    {
        if (key.Length != KeySize)
            throw new ArgumentException($"An AES-256 key is {KeySize} bytes, not {key.Length}.", nameof(key));
        _aes.Mode = CipherMode.CBC;
        _aes.Padding = PaddingMode.None;
        key.CopyTo(_key);
    }

    /// <summary>Bytes of ciphertext for a plaintext of this many bytes.</summary>
    public static int CiphertextSize(int plaintextSize, CipherPadding padding) =>
        padding == CipherPadding.Pkcs7 ? checked((plaintextSize / BlockSize * BlockSize) + BlockSize) : plaintextSize;

    /// <summary>Encrypts one message.</summary>
    /// <param name="iv">16 bytes, never used before with this key.</param>
    /// <param name="plaintext">The message.</param>
    /// <param name="ciphertext">At least <see cref="CiphertextSize"/> bytes; may not overlap the plaintext.</param>
    /// <param name="padding">How to bring the message to whole blocks.</param>
    /// <returns>Bytes of ciphertext.</returns>
    /// <exception cref="ArgumentException">A size is wrong.</exception>
    public int Encrypt(ReadOnlySpan<byte> iv, ReadOnlySpan<byte> plaintext, Span<byte> ciphertext, CipherPadding padding)
    {
        CheckIv(iv);
        int size = CiphertextSize(plaintext.Length, padding);
        if (size % BlockSize != 0)
            throw new ArgumentException($"Without padding a plaintext is whole blocks; this one is {size} bytes.", nameof(plaintext));
        if (ciphertext.Length < size)
            throw new ArgumentException($"{size} bytes of ciphertext do not fit in {ciphertext.Length}.", nameof(ciphertext));

        _encryptor ??= WatchedCipher.Of(_aes.CreateEncryptor(_key, new byte[BlockSize]));
        Vector128<byte> difference = _encryptorCarry ^ Vector128.Create(iv);
        byte[] buffer = t_chunk ??= GC.AllocateUninitializedArray<byte>(ChunkSize, pinned: true);
        for (int at = 0; at < size; at += ChunkSize)
        {
            Span<byte> chunk = buffer.AsSpan(0, Math.Min(ChunkSize, size - at));
            FillWithPlaintext(chunk, plaintext[Math.Min(at, plaintext.Length)..]);
            if (at == 0)
                (Vector128.Create<byte>(chunk[..BlockSize]) ^ difference).CopyTo(chunk);
            _encryptor.TransformBlock(buffer, 0, chunk.Length, buffer, 0);
            chunk.CopyTo(ciphertext[at..]);
        }

        if (size > 0)
            _encryptorCarry = Vector128.Create<byte>(ciphertext.Slice(size - BlockSize, BlockSize));
        return size;
    }

    /// <summary>
    /// Encrypts each of several messages, side by side: the same ciphertexts as one after another, in a fraction of the time if
    /// they are about as long.
    /// </summary>
    /// <param name="buffer">What the messages stand in, each brought to whole blocks; each is overwritten with its ciphertext.</param>
    /// <param name="messages">Where each stands: <see cref="MaxTogether"/> at most; they may not overlap.</param>
    /// <param name="ivs">16 bytes for each message, never used before with this key.</param>
    /// <exception cref="ArgumentException">There are too many messages, one is not in the buffer or not whole blocks, or an IV is missing. Nothing was encrypted.</exception>
    public void EncryptEach(Span<byte> buffer, ReadOnlySpan<Range> messages, ReadOnlySpan<byte> ivs)
    {
        CheckTogether(messages.Length);
        if (ivs.Length < messages.Length * BlockSize)
            throw new ArgumentException($"{messages.Length} initialisation vectors of {BlockSize} bytes are not in {ivs.Length}.", nameof(ivs));
        foreach (Range message in messages)
        {
            int size = message.GetOffsetAndLength(buffer.Length).Length;
            if (size % BlockSize != 0)
                throw new ArgumentException($"Side by side, messages are whole blocks; one is {size} bytes.", nameof(messages));
        }

        _lanes ??= new BlockLanes(_key);
        _lanes.Encrypt(buffer, messages, ivs);
    }

    /// <summary>
    /// Decrypts one message. Whatever the padding looks like, the same work is done before the answer; on false the
    /// plaintext is cleared.
    /// </summary>
    /// <param name="iv">The 16 bytes it was encrypted with.</param>
    /// <param name="ciphertext">The message.</param>
    /// <param name="plaintext">At least as long as the ciphertext; may not overlap it.</param>
    /// <param name="padding">How the message was brought to whole blocks.</param>
    /// <param name="written">Bytes of plaintext, without the padding.</param>
    /// <returns>False if the ciphertext is not whole blocks, or the padding is not what it must be.</returns>
    /// <exception cref="ArgumentException">The IV's or the destination's size is wrong.</exception>
    public bool TryDecrypt(
        ReadOnlySpan<byte> iv, ReadOnlySpan<byte> ciphertext, Span<byte> plaintext, CipherPadding padding, out int written)
    {
        CheckIv(iv);
        written = 0;
        int size = ciphertext.Length;
        if (size % BlockSize != 0 || (size == 0 && padding == CipherPadding.Pkcs7))
            return false;
        if (plaintext.Length < size)
            throw new ArgumentException($"{size} bytes of plaintext do not fit in {plaintext.Length}.", nameof(plaintext));
        if (size == 0)
            return true;

        _decryptor ??= WatchedCipher.Of(_aes.CreateDecryptor(_key, new byte[BlockSize]));
        Vector128<byte> difference = _decryptorCarry ^ Vector128.Create(iv);
        byte[] buffer = t_chunk ??= GC.AllocateUninitializedArray<byte>(ChunkSize, pinned: true);
        for (int at = 0; at < size; at += ChunkSize)
        {
            Span<byte> chunk = buffer.AsSpan(0, Math.Min(ChunkSize, size - at));
            ciphertext.Slice(at, chunk.Length).CopyTo(chunk);
            _decryptor.TransformBlock(buffer, 0, chunk.Length, buffer, 0);
            if (at == 0)
                (Vector128.Create<byte>(chunk[..BlockSize]) ^ difference).CopyTo(chunk);
            chunk.CopyTo(plaintext[at..]);
            CryptographicOperations.ZeroMemory(chunk);
        }

        _decryptorCarry = Vector128.Create(ciphertext[^BlockSize..]);
        written = size;
        if (TryUnpad(plaintext[..size], padding, out written))
            return true;
        CryptographicOperations.ZeroMemory(plaintext[..size]);
        written = 0;
        return false;
    }

    /// <summary>Clears the key and everything made from it.</summary>
    public void Dispose()
    {
        _encryptor?.Dispose();
        _decryptor?.Dispose();
        _lanes?.Dispose();
        _aes.Dispose();
        CryptographicOperations.ZeroMemory(_key);
    }

    /// <inheritdoc/>
    public override string ToString() => nameof(AesCbc);

    /// <summary>How many bytes of a decrypted message are plaintext, found in constant time (RFC 5652, section 6.3).</summary>
    /// <param name="padded">Whole blocks, decrypted.</param>
    /// <param name="padding">How the message was brought to whole blocks.</param>
    /// <param name="size">Bytes of plaintext; 0 if the padding is not what it must be.</param>
    internal static bool TryUnpad(ReadOnlySpan<byte> padded, CipherPadding padding, out int size)
    {
        if (padding == CipherPadding.None)
        {
            size = padded.Length;
            return true;
        }

        if (padded.IsEmpty)
        {
            size = 0;
            return false;
        }

        int pad = padded[^1];
        int wrong = ((pad - 1) | (BlockSize - pad)) >> 31;
        for (int i = 1; i <= BlockSize; i++)
        {
            int inPadding = (i - 1 - pad) >> 31;
            wrong |= inPadding & (padded[^i] ^ pad);
        }

        // All bits of the mask are set if any of wrong's is.
        int mask = (wrong | -wrong) >> 31;
        size = (padded.Length - pad) & ~mask;
        return wrong == 0;
    }

    /// <summary>Writes a plaintext and its padding: whole blocks.</summary>
    /// <returns>Bytes written.</returns>
    internal static int Pad(ReadOnlySpan<byte> plaintext, CipherPadding padding, Span<byte> padded)
    {
        int size = CiphertextSize(plaintext.Length, padding);
        FillWithPlaintext(padded[..size], plaintext);
        return size;
    }

    internal static void CheckTogether(int messages)
    {
        if (messages > MaxTogether)
            throw new ArgumentException($"Side by side go {MaxTogether} messages at most, not {messages}.", nameof(messages));
    }

    private static void CheckIv(ReadOnlySpan<byte> iv)
    {
        if (iv.Length != BlockSize)
            throw new ArgumentException($"An initialisation vector is {BlockSize} bytes, not {iv.Length}.", nameof(iv));
    }

    private static void FillWithPlaintext(Span<byte> chunk, ReadOnlySpan<byte> rest)
    {
        if (rest.Length >= chunk.Length)
        {
            rest[..chunk.Length].CopyTo(chunk);
            return;
        }

        rest.CopyTo(chunk);
        chunk[rest.Length..].Fill((byte)(chunk.Length - rest.Length));
    }
}
