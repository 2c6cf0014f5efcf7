namespace KerberosGen.Examples.Ntp;

/// <summary>LI: RFC 5905, section 7.3, figure 9.</summary>
public enum LeapIndicator : byte
{
    /// <summary>No leap second.</summary>
    None = 0,

    /// <summary>The day's last minute has 61 seconds.</summary>
    Insert = 1,

    /// <summary>The day's last minute has 59 seconds.</summary>
    Delete = 2,

    /// <summary>The clock was never set.</summary>
    Unsynchronized = 3,
}
