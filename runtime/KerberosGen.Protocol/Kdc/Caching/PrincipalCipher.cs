using KerberosGen.Crypto;

namespace KerberosGen.Protocol;

/// <summary>What seals for one principal under one key: the cipher, and the MAC of its synthetic IVs. Not for use by two threads at once.</summary>
internal sealed class PrincipalCipher(KeyMaterial key, string label) : IDisposable
{
    /// <summary>The cipher.</summary>
    public AesCbc Cipher { get; } = new(key.Bytes);

    /// <summary>The MAC.</summary>
    public AesCmac Mac { get; } = SyntheticIvKey.Derive(key.Bytes, label);

    /// <inheritdoc/>
    public void Dispose()
    {
        Cipher.Dispose();
        Mac.Dispose();
    }
}
