namespace KerberosGen.Examples.Socks5;

/// <summary>How it went: RFC 1928, section 6.</summary>
[Packet, BigEndian]
public ref partial struct SocksReply
{
    /// <summary>VER.</summary>
    [Constant(5)] public byte Version;

    /// <summary>REP.</summary>
    public ReplyCode Code;

    /// <summary>RSV.</summary>
    [Constant(0)] public byte Reserved;

    /// <summary>ATYP.</summary>
    public AddressType AddressType;

    /// <summary>BND.ADDR.</summary>
    [ChosenBy(nameof(AddressType))] public Address Address;

    /// <summary>BND.PORT.</summary>
    public ushort Port;
}
