using KerberosGen.Crypto;

namespace KerberosGen.Inspection.Decoding;

/// <summary>One AES-256 key, and what to call it. It never prints. Not for use by two threads at once.</summary>
/// <param name="role">The protocol's name for whose key it is.</param>
/// <param name="name">What to call it: <c>session key of packet #12</c>.</param>
/// <param name="key">32 bytes, of which a copy is taken.</param>
/// <exception cref="ArgumentException">The key is not 32 bytes.</exception>
public sealed class InspectionKey(string role, string name, ReadOnlySpan<byte> key) : IDisposable
{
    private readonly KeyMaterial _material = new(key);
    private AesCbc? _cipher;

    /// <summary>The protocol's name for whose key it is.</summary>
    public string Role { get; } = role;

    /// <summary>What to call it.</summary>
    public string Name { get; } = name;

    // Of a file with many keys few are used.
    internal AesCbc Cipher => _cipher ??= new AesCbc(_material.Bytes);

    /// <summary>True if it holds these bytes; compared in constant time.</summary>
    public bool Holds(ReadOnlySpan<byte> key) =>
        System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(_material.Bytes, key);

    /// <summary>A copy of the key, for the caller to dispose.</summary>
    public KeyMaterial Copy() => new(_material.Bytes);

    /// <summary>Clears the key.</summary>
    public void Dispose()
    {
        _cipher?.Dispose();
        _material.Dispose();
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
