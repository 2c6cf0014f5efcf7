using KerberosGen.Crypto;

namespace KerberosGen.Packets;

/// <summary>The session key for the client: opened with the client's key, which proves that the client knows its password.</summary>
[Packet(Layout = WireLayouts.Documented)]
public partial struct EncryptedKey
{
    /// <summary>Encrypted key IV.</summary>
    [SyntheticIv("encrypted-key")]
    public Iv Iv;

    /// <summary>The request's nonce, encrypted with the client's key.</summary>
    [Encrypted<KeyRole>(KeyRole.Client, Iv = nameof(Iv), Plaintext = typeof(Nonce))]
    public Ciphertext16 Nonce;

    /// <summary>The session key, encrypted with the client's key, without padding.</summary>
    [Encrypted<KeyRole>(KeyRole.Client, Iv = nameof(Iv), Plaintext = typeof(AesKey), Padding = CipherPadding.None)]
    public Ciphertext32 SessionKey;
}

/// <summary>The session key for the client as the original program makes it: the key is padded too.</summary>
[Packet(Layout = WireLayouts.Original)]
public partial struct OriginalEncryptedKey
{
    /// <summary>Encrypted key IV.</summary>
    [SyntheticIv("encrypted-key")]
    public Iv Iv;

    /// <summary>The request's nonce, encrypted with the client's key.</summary>
    [Encrypted<KeyRole>(KeyRole.Client, Iv = nameof(Iv), Plaintext = typeof(Nonce))]
    public Ciphertext16 Nonce;

    /// <summary>The session key, encrypted with the client's key.</summary>
    [Encrypted<KeyRole>(KeyRole.Client, Iv = nameof(Iv), Plaintext = typeof(AesKey))]
    public Ciphertext48 SessionKey;
}
