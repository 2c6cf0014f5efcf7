namespace KerberosGen.Examples.Socks5;

/// <summary>What the client wants: RFC 1928, section 4.</summary>
[Packet, BigEndian]
public ref partial struct SocksRequest
{
    /// <summary>VER.</summary>
    [Constant(5)] public byte Version;

    /// <summary>CMD.</summary>
    public Command Command;

    /// <summary>RSV.</summary>
    [Constant(0)] public byte Reserved;

    /// <summary>ATYP.</summary>
    public AddressType AddressType;

    /// <summary>DST.ADDR.</summary>
    [ChosenBy(nameof(AddressType))] public Address Address;

    /// <summary>DST.PORT.</summary>
    public ushort Port;
}
