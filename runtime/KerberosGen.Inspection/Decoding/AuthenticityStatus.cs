namespace KerberosGen.Inspection.Decoding;

/// <summary>What an initialisation vector proves of its packet.</summary>
public enum AuthenticityStatus : byte
{
    /// <summary>The IV is the synthetic one: who holds the key made just this, for just this place.</summary>
    Authenticated,

    /// <summary>What it would have to be is not in the recording.</summary>
    NotKnown,

    /// <summary>The IV is not the synthetic one, and its maker may make none.</summary>
    NotAuthenticated,

    /// <summary>The IV is not the synthetic one, although its maker makes no others.</summary>
    Forged,
}
