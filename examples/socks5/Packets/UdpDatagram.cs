namespace KerberosGen.Examples.Socks5;

/// <summary>A datagram by way of the proxy: RFC 1928, section 7.</summary>
[Packet, BigEndian]
public ref partial struct UdpDatagram
{
    /// <summary>RSV.</summary>
    [Constant(0)] public ushort Reserved;

    /// <summary>FRAG: the fragment's number, 0 if it is whole.</summary>
    public byte Fragment;

    /// <summary>ATYP.</summary>
    public AddressType AddressType;

    /// <summary>DST.ADDR.</summary>
    [ChosenBy(nameof(AddressType))] public Address Address;

    /// <summary>DST.PORT.</summary>
    public ushort Port;

    /// <summary>DATA.</summary>
    public ReadOnlySpan<byte> Data;
}
