using KerberosGen.Layout;

namespace KerberosGen.Inspection.Decoding;

/// <summary>What became of a ciphertext.</summary>
public enum DecryptionStatus : byte
{
    /// <summary>There is no key for its role.</summary>
    NoKey,

    /// <summary>There are keys for its role, and none opens it.</summary>
    NotOpened,

    /// <summary>It was opened.</summary>
    Opened,
}

/// <summary>What stands under a ciphertext.</summary>
/// <param name="Status">What became of it.</param>
/// <param name="Role">Whose key opens it: the protocol's own name.</param>
public sealed record Decryption(DecryptionStatus Status, string Role)
{
    /// <summary>The key that opened it.</summary>
    public InspectionKey? Key { get; init; }

    /// <summary>What to call that key: <c>session key of packet #12</c>.</summary>
    public string? KeyName => Key?.Name;

    /// <summary>If opened: the plaintext, as a field of its own; its offset counts from the plaintext's first byte.</summary>
    public DecodedField? Plaintext { get; init; }

    /// <summary>If opened: bytes of padding; 0 where the declaration has none.</summary>
    public int PaddingSize { get; init; }

    /// <summary>How many keys were tried that may be the one.</summary>
    public int KeysTried { get; init; }

    /// <summary>The field's declaration.</summary>
    public required EncryptionLayout Layout { get; init; }
}
