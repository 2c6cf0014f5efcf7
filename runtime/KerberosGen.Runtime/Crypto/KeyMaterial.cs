using System.Security.Cryptography;

namespace KerberosGen.Crypto;

/// <summary>
/// A secret key that lives long. It is held once, in memory that the garbage collector does not move, and cleared by
/// <see cref="Dispose"/>; it never prints.
/// </summary>
public sealed class KeyMaterial : IDisposable, IEquatable<KeyMaterial>
{
    private readonly byte[] _bytes;

    /// <summary>Takes a copy.</summary>
    public KeyMaterial(ReadOnlySpan<byte> bytes)
    {
        _bytes = GC.AllocateUninitializedArray<byte>(bytes.Length, pinned: true);
        bytes.CopyTo(_bytes);
    }

    /// <summary>The key's bytes. Zeros once disposed.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>The key that a password stands for: SHA-256 (FIPS 180-4) of its UTF-8, 32 bytes.</summary>
    public static KeyMaterial FromPassword(ReadOnlySpan<byte> utf8)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(utf8, hash);
        var key = new KeyMaterial(hash);
        CryptographicOperations.ZeroMemory(hash);
        return key;
    }

    /// <summary>A new random key without a zero byte (protocol, 'Living with the original program').</summary>
    /// <param name="size">Bytes.</param>
    /// <param name="random">Where randomness comes from.</param>
    public static KeyMaterial NewWithoutZeros(int size, IRandomSource random)
    {
        var key = new KeyMaterial(stackalloc byte[size]);
        random.FillWithoutZeros(key._bytes);
        return key;
    }

    /// <summary>Compares in constant time.</summary>
    public bool Equals(KeyMaterial? other) =>
        other is not null && CryptographicOperations.FixedTimeEquals(_bytes, other._bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as KeyMaterial);

    /// <summary>The same for every key, so that a hash says nothing of it.</summary>
    public override int GetHashCode() => _bytes.Length;

    /// <inheritdoc/>
    public void Dispose() => CryptographicOperations.ZeroMemory(_bytes);

    /// <inheritdoc/>
    public override string ToString() => $"key of {_bytes.Length} bytes";
}
