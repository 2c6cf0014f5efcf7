namespace KerberosGen;

/// <summary>How a run of bytes is shown to a person.</summary>
public enum BytesDisplay : byte
{
    /// <summary>Lowercase hex digits in wire order.</summary>
    Hex,

    /// <summary>Four bytes in network order as a dotted quad (RFC 791).</summary>
    IPv4,
}
