using System.Net;

namespace KerberosGen.Codec;

/// <summary>Addresses as text, for generated code.</summary>
public static class WireAddress
{
    /// <summary>Four bytes in network order as a dotted quad, sixteen as RFC 5952 writes an IPv6 address.</summary>
    public static string Format(ReadOnlySpan<byte> address) => new IPAddress(address).ToString();
}
