namespace KerberosGen.Examples.Pcap;

/// <summary>What an option of a packet is. Others are kept.</summary>
public enum PacketOptionCode : ushort
{
    /// <summary>The last option.</summary>
    End = 0,

    /// <summary>A remark.</summary>
    Comment = 1,

    /// <summary>epb_flags.</summary>
    Flags = 2,

    /// <summary>epb_dropcount.</summary>
    DropCount = 4,

    /// <summary>epb_packetid.</summary>
    PacketId = 5,

    /// <summary>epb_queue.</summary>
    Queue = 6,
}
