namespace KerberosGen.Inspection.Decoding;

/// <summary>An initialisation vector that may be synthetic, of a packet of which a key is known.</summary>
/// <param name="iv">Its field.</param>
/// <param name="label">The label that the declaration names.</param>
/// <param name="key">The key that opens what it is the IV of; if nothing does, the one that must.</param>
/// <param name="isOpen">True if the key opens all of it.</param>
/// <param name="body">What it is made from: the packet in wire order without it, ciphertexts as padded plaintexts; null if bytes are missing.</param>
public sealed class ProvableIv(DecodedField iv, string label, InspectionKey key, bool isOpen, byte[]? body)
{
    /// <summary>Its field.</summary>
    public DecodedField Iv { get; } = iv;

    /// <summary>The label that the declaration names.</summary>
    public string Label { get; } = label;

    /// <summary>The key that opens what it is the IV of; if nothing does, the one that must.</summary>
    public InspectionKey Key { get; } = key;

    /// <summary>True if the key opens all of it.</summary>
    public bool IsOpen { get; } = isOpen;

    /// <summary>
    /// What it is made from beside its associated data: the packet in wire order, with its header if it has one, without the IV,
    /// ciphertexts as padded plaintexts, whatever their padding. Null if bytes are missing.
    /// </summary>
    public byte[]? Body { get; } = body;

    /// <summary>What it proves, once that was looked at.</summary>
    public Authenticity? Authenticity
    {
        get => Iv.Authenticity;
        set => Iv.Authenticity = value;
    }
}
