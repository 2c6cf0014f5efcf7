namespace KerberosGen.Examples.Ntp;

/// <summary>Mode: RFC 5905, section 7.3, figure 10.</summary>
public enum Mode : byte
{
    /// <summary>Of no use yet.</summary>
    Reserved = 0,

    /// <summary>One of two that keep each other's time.</summary>
    SymmetricActive = 1,

    /// <summary>The other one.</summary>
    SymmetricPassive = 2,

    /// <summary>Who asks.</summary>
    Client = 3,

    /// <summary>Who answers.</summary>
    Server = 4,

    /// <summary>Who tells all.</summary>
    Broadcast = 5,

    /// <summary>A question about the server itself.</summary>
    Control = 6,

    /// <summary>For private use.</summary>
    Private = 7,
}
