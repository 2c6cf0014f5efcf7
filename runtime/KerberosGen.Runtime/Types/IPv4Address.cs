using System.Net;
using System.Net.Sockets;

namespace KerberosGen;

/// <summary>An IPv4 address (RFC 791): 4 bytes in network order.</summary>
[FixedBytes(4, Display = BytesDisplay.IPv4)]
public readonly partial struct IPv4Address
{
    /// <summary>Takes an address.</summary>
    /// <exception cref="ArgumentException">It is not an IPv4 address.</exception>
    public static IPv4Address From(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork
        ? new IPv4Address(address.GetAddressBytes())
        : throw new ArgumentException($"{address} is not an IPv4 address.", nameof(address));

    /// <summary>The address for a socket.</summary>
    public IPAddress ToIPAddress() => new(Bytes);
}
