namespace KerberosGen.Examples.Pcap;

/// <summary>A packet of the first interface, without a time, big-endian: draft-ietf-opsawg-pcapng, section 4.4.</summary>
[Packet, BigEndian]
public ref partial struct SimplePacketBigEndian
{
    /// <summary>Bytes that there were; more than stand here if the interface's limit cut them.</summary>
    public uint OriginalLength;

    /// <summary>The packet, and padding to a multiple of four.</summary>
    public ReadOnlySpan<byte> PaddedData;
}
