namespace KerberosGen.Examples.Socks5;

/// <summary>An address: RFC 1928, section 5.</summary>
[Union]
public ref partial struct Address
{
    /// <summary>IP V4 address.</summary>
    [Case(AddressType.IPv4)] public IPv4Address Address4;

    /// <summary>DOMAINNAME, for the proxy to resolve.</summary>
    [Case(AddressType.DomainName), LengthPrefix(1), Text(TextEncoding.Ascii)] public ReadOnlySpan<byte> DomainName;

    /// <summary>IP V6 address.</summary>
    [Case(AddressType.IPv6)] public IPv6Address Address6;
}
