namespace KerberosGen.Protocol;

/// <summary>What becomes of a connection after an answer.</summary>
public enum Disposition
{
    /// <summary>It goes on.</summary>
    KeepOpen,

    /// <summary>It is closed once the answer is sent.</summary>
    Close,
}
