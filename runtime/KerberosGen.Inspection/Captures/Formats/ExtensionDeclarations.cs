namespace KerberosGen.Inspection.Captures.Formats;

/// <summary>How an IPv6 extension header begins (RFC 8200, section 4; RFC 6564), and an authentication header (RFC 4302).</summary>
[Packet, BigEndian]
internal partial struct ExtensionHeader
{
    /// <summary>What stands behind this header.</summary>
    public byte NextHeader;

    /// <summary>
    /// Its length: units of eight bytes behind the first eight; of an authentication header, units of four behind the
    /// first eight.
    /// </summary>
    public byte Length;
}

/// <summary>An IPv6 fragment header (RFC 8200, section 4.5).</summary>
[Packet, BigEndian]
internal partial struct FragmentHeader
{
    /// <summary>What the whole datagram carries.</summary>
    public byte NextHeader;

    /// <summary>Zero.</summary>
    public byte Reserved;

    /// <summary>The fragment's place in units of eight bytes, in the upper 13 bits; 1 in the lowest if more follow.</summary>
    public ushort PlaceAndMore;

    /// <summary>Which datagram it belongs to.</summary>
    public uint Identification;
}
