namespace KerberosGen.Kdc;

/// <summary>What becomes of a principal whose name or id the store has already, and not as the file has it.</summary>
internal enum ImportMode
{
    /// <summary>Nothing at all is imported.</summary>
    Refuse,

    /// <summary>The file wins. A principal that only shares the name or the id makes way.</summary>
    Update,

    /// <summary>The store's stays.</summary>
    SkipExisting,
}
