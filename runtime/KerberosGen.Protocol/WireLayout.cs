namespace KerberosGen.Protocol;

/// <summary>The two wire layouts (protocol, 'Two layouts').</summary>
public enum WireLayout
{
    /// <summary>As the seed's tables say: Ticket of 137 bytes, EncryptedKey of 64, times in UTC.</summary>
    Documented,

    /// <summary>As the original program sends: Ticket of 161 bytes, EncryptedKey of 80, times in the KDC's local time.</summary>
    Original,
}
