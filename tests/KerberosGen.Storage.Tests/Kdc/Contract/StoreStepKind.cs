namespace KerberosGen.Storage.Tests;

/// <summary>What may happen to a store.</summary>
public enum StoreStepKind
{
    Add,
    Rekey,
    Disable,
    Touch,
    See,
    Remove,
    Flush,
    Reopen,
}
