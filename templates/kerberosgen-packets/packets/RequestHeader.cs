using KerberosGen;

namespace MyProtocol._1.Packets;

/// <summary>In front of every packet that a station sends.</summary>
[Header(PacketDirection.Request)]
public partial struct RequestHeader
{
    /// <summary>The version of the protocol.</summary>
    [Constant(1)] public byte Version;

    /// <summary>Which packet follows.</summary>
    [Code] public ushort Code;

    /// <summary>Bytes in the packet that follows.</summary>
    [PayloadSize] public uint PayloadSize;
}
