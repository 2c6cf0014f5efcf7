using KerberosGen.Codec;

namespace KerberosGen.Examples.Socks5;

/// <summary>The client's first message: RFC 1928, section 3.</summary>
[Packet, BigEndian]
public ref partial struct MethodSelection
{
    /// <summary>VER.</summary>
    [Constant(5)] public byte Version;

    /// <summary>NMETHODS.</summary>
    [CountOf(nameof(Methods))] public byte MethodCount;

    /// <summary>METHODS: how the client can prove who it is.</summary>
    public PacketList<MethodOffer> Methods;
}
