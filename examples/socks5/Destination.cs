using System.Text;

namespace KerberosGen.Examples.Socks5;

/// <summary>Where a client wants to go.</summary>
/// <param name="Host">A name, or an address.</param>
/// <param name="Port">The port.</param>
public sealed record Destination(string Host, ushort Port)
{
    /// <summary>What a request asks for.</summary>
    public static Destination Of(SocksRequest request) => new(
        request.AddressType switch
        {
            AddressType.IPv4 => request.Address.Address4.ToIPAddress().ToString(),
            AddressType.IPv6 => request.Address.Address6.ToIPAddress().ToString(),
            _ => Encoding.ASCII.GetString(request.Address.DomainName),
        },
        request.Port);

    /// <inheritdoc/>
    public override string ToString() => $"{Host}:{Port}";
}
