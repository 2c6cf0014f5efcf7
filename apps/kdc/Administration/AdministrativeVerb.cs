namespace KerberosGen.Kdc;

/// <summary>What an administrator does to a principal.</summary>
internal enum AdministrativeVerb
{
    /// <summary>A client with its key; a service with its address, which gets a new key.</summary>
    Add,

    Remove,

    Disable,

    Enable,

    /// <summary>A client gets the key of another password.</summary>
    Password,

    /// <summary>A service gets a new key.</summary>
    Rekey,

    /// <summary>A service gets another address.</summary>
    Address,
}
