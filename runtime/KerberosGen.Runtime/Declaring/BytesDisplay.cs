namespace KerberosGen;

/// <summary>How a run of bytes is shown to a person.</summary>
public enum BytesDisplay : byte
{
    /// <summary>Lowercase hex digits in wire order.</summary>
    Hex,

    /// <summary>Four bytes in network order as a dotted quad (RFC 791).</summary>
    IPv4,

    /// <summary>Sixteen bytes in network order as RFC 5952 writes an IPv6 address.</summary>
    IPv6,
}
