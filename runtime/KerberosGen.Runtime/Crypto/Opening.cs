namespace KerberosGen.Crypto;

/// <summary>What opening a packet with a synthetic IV has shown.</summary>
public enum Opening
{
    /// <summary>It does not open: a key, a size or a padding is not right.</summary>
    Failed,

    /// <summary>
    /// It opens, as far as padding tells, and its IV is not the synthetic one: it was altered, belongs elsewhere, or was made by who
    /// makes none.
    /// </summary>
    Unauthenticated,

    /// <summary>It opens, and its IV proves that who holds the key made just this, for just this place.</summary>
    Authenticated,
}
