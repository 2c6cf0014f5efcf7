namespace KerberosGen.Kdc;

/// <summary>What importing one principal does.</summary>
internal enum ImportOutcome
{
    Added,
    Updated,
    Skipped,

    /// <summary>Nothing: the store has another.</summary>
    Conflict,
}
