namespace KerberosGen.Examples.Socks5;

/// <summary>ATYP: RFC 1928, section 5.</summary>
public enum AddressType : byte
{
    /// <summary>IP V4 address.</summary>
    IPv4 = 1,

    /// <summary>DOMAINNAME.</summary>
    DomainName = 3,

    /// <summary>IP V6 address.</summary>
    IPv6 = 4,
}
