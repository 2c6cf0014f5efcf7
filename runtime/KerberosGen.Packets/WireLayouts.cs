namespace KerberosGen.Packets;

/// <summary>
/// The two wire layouts of the protocol (protocol, 'Two layouts'): the seed's tables and its sample bytes disagree about
/// Ticket and EncryptedKey. A packet's size says which layout it is in.
/// </summary>
public static class WireLayouts
{
    /// <summary>As the seed's tables say.</summary>
    public const string Documented = "documented";

    /// <summary>As the original program sends.</summary>
    public const string Original = "original";
}
