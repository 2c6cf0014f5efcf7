namespace KerberosGen.Examples.Socks5;

/// <summary>CMD: RFC 1928, section 4. Others are kept, so that they can be refused in words.</summary>
public enum Command : byte
{
    /// <summary>Connect to the address.</summary>
    Connect = 1,

    /// <summary>Wait for a connection from the address.</summary>
    Bind = 2,

    /// <summary>Pass datagrams on.</summary>
    UdpAssociate = 3,
}
