using KerberosGen.Crypto;

namespace KerberosGen.Layout;

/// <summary>How a field is encrypted (AES-256-CBC) and what comes out when it is opened.</summary>
public sealed class EncryptionLayout
{
    /// <summary>Whose key: a value of the protocol's own enum, by name.</summary>
    public required string Role { get; init; }

    /// <summary>The name of the field, in the same packet, that holds the initialisation vector.</summary>
    public required string Iv { get; init; }

    /// <summary>How the plaintext was brought to whole blocks.</summary>
    public required CipherPadding Padding { get; init; }

    /// <summary>What the plaintext is.</summary>
    public required FieldType Plaintext { get; init; }
}
