using System.Net;
using System.Net.Sockets;

namespace KerberosGen;

/// <summary>An IPv6 address (RFC 8200): 16 bytes in network order.</summary>
[FixedBytes(16, Display = BytesDisplay.IPv6)]
public readonly partial struct IPv6Address
{
    /// <summary>Takes an address; its scope, which is no part of it on the wire, is lost.</summary>
    /// <exception cref="ArgumentException">It is not an IPv6 address.</exception>
    public static IPv6Address From(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6
        ? new IPv6Address(address.GetAddressBytes())
        : throw new ArgumentException($"{address} is not an IPv6 address.", nameof(address));

    /// <summary>The address for a socket.</summary>
    public IPAddress ToIPAddress() => new(Bytes);
}
