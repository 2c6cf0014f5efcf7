namespace KerberosGen.Hosting;

/// <summary>How a KDC can be reached.</summary>
[Flags]
public enum KdcTransports
{
    /// <summary>By nothing.</summary>
    None = 0,

    /// <summary>By TCP.</summary>
    Tcp = 1,

    /// <summary>By UDP.</summary>
    Udp = 2,

    /// <summary>By both, on one port number.</summary>
    Both = Tcp | Udp,
}
