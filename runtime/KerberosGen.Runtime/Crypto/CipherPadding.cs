namespace KerberosGen.Crypto;

/// <summary>How a plaintext is brought to whole blocks of 16 bytes.</summary>
public enum CipherPadding : byte
{
    /// <summary>PKCS #7 (RFC 5652, section 6.3): 1 to 16 bytes, each the number of bytes added.</summary>
    Pkcs7,

    /// <summary>None: the plaintext is whole blocks already.</summary>
    None,
}
