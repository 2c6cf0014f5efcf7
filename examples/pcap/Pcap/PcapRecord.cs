namespace KerberosGen.Examples.Pcap;

/// <summary>A packet: draft-ietf-opsawg-pcap, section 5.</summary>
[Packet]
public ref partial struct PcapRecord
{
    /// <summary>When it was captured.</summary>
    [UnixTime(UnixTimeUnit.Seconds), Width(4)] public DateTimeOffset Seconds;

    /// <summary>Micro- or nanoseconds after that: the header's magic says which.</summary>
    public uint Fraction;

    /// <summary>Bytes that were kept.</summary>
    [LengthOf(nameof(Data))] public uint CapturedLength;

    /// <summary>Bytes that there were.</summary>
    public uint OriginalLength;

    /// <summary>The packet.</summary>
    public ReadOnlySpan<byte> Data;
}
