using System.Security.Cryptography;
using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Databases;

/// <summary>
/// Seals the keys in a database under the master key, with AES-256-GCM (NIST SP 800-38D). A sealed value of n bytes is a blob
/// of n + 29:
/// <code>
/// 0 version u8 = 1 | 1 nonce 12, random | 13 ciphertext n | 13+n tag 16
/// </code>
/// The 18 bytes of additional data, which are not stored, are the version, the kind (<see cref="SealedKind"/>) and the id of the
/// row, 16: a blob opens in its own row alone. Random nonces allow 2^32 seals under one master key. Use it from any number of
/// threads.
/// </summary>
internal sealed class KeySealer : IDisposable
{
    private const byte Version = 1;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int HeadSize = 1 + NonceSize;
    private const int ContextSize = 2 + PrincipalId.Size;

    private readonly AesGcm _cipher;

    // The platform's cipher has one context, which two threads must not use at once.
    private readonly Lock _gate = new();

    /// <summary>Takes the master key, 32 bytes; it may be disposed afterwards.</summary>
    public KeySealer(KeyMaterial masterKey) => _cipher = new AesGcm(masterKey.Bytes, TagSize);

    /// <summary>Bytes that sealing adds.</summary>
    public const int Overhead = HeadSize + TagSize;

    /// <summary>Seals a value for a row.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="id">Whose it is.</param>
    /// <param name="secret">The value.</param>
    public byte[] Seal(SealedKind kind, PrincipalId id, ReadOnlySpan<byte> secret)
    {
        byte[] blob = new byte[secret.Length + Overhead];
        blob[0] = Version;
        Span<byte> nonce = blob.AsSpan(1, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        Span<byte> context = stackalloc byte[ContextSize];
        WriteContext(kind, id, context);
        lock (_gate)
            _cipher.Encrypt(nonce, secret, blob.AsSpan(HeadSize, secret.Length), blob.AsSpan(HeadSize + secret.Length), context);
        return blob;
    }

    /// <summary>Opens what was sealed for this row; null if it was not, or not under this master key.</summary>
    /// <param name="kind">What it should be.</param>
    /// <param name="id">Whose it should be.</param>
    /// <param name="blob">The sealed value.</param>
    public KeyMaterial? Open(SealedKind kind, PrincipalId id, ReadOnlySpan<byte> blob)
    {
        if (blob.Length <= Overhead || blob[0] != Version)
            return null;
        int size = blob.Length - Overhead;
        byte[] secret = GC.AllocateUninitializedArray<byte>(size, pinned: true);
        Span<byte> context = stackalloc byte[ContextSize];
        WriteContext(kind, id, context);
        try
        {
            lock (_gate)
                _cipher.Decrypt(blob.Slice(1, NonceSize), blob.Slice(HeadSize, size), blob[(HeadSize + size)..], secret, context);
            return new KeyMaterial(secret);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _cipher.Dispose();

    private static void WriteContext(SealedKind kind, PrincipalId id, Span<byte> context)
    {
        context[0] = Version;
        context[1] = (byte)kind;
        id.Bytes.CopyTo(context[2..]);
    }
}
