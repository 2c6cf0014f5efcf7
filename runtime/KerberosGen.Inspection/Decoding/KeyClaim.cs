namespace KerberosGen.Inspection.Decoding;

/// <summary>What is known of a key that is tried on a ciphertext.</summary>
public enum KeyClaim : byte
{
    /// <summary>It is known to be somebody else's; two may have the same.</summary>
    Other,

    /// <summary>It may be the one.</summary>
    Candidate,

    /// <summary>It is of whom the packet names: if it does not open the ciphertext, it is no longer that one's key.</summary>
    Meant,

    /// <summary>It has opened what belongs with this ciphertext: if it does not open this, this was altered.</summary>
    Proven,
}
