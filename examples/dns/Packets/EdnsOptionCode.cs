namespace KerberosGen.Examples.Dns;

/// <summary>What an EDNS option is. Others are kept.</summary>
public enum EdnsOptionCode : ushort
{
    /// <summary>The server's name (RFC 5001).</summary>
    NameServerId = 3,

    /// <summary>The asker's network (RFC 7871).</summary>
    ClientSubnet = 8,

    /// <summary>A light proof of address (RFC 7873).</summary>
    Cookie = 10,

    /// <summary>Bytes that hide the length (RFC 7830).</summary>
    Padding = 12,

    /// <summary>Why it went wrong (RFC 8914).</summary>
    ExtendedError = 15,
}
