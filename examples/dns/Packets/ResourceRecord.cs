namespace KerberosGen.Examples.Dns;

/// <summary>A resource record: RFC 1035, section 4.1.3.</summary>
[Packet, BigEndian]
public ref partial struct ResourceRecord
{
    /// <summary>NAME: what it is about.</summary>
    public DnsName Name;

    /// <summary>TYPE.</summary>
    public RecordType Type;

    /// <summary>CLASS; of an OPT record, the longest datagram that the sender takes (RFC 6891, section 6.1.2).</summary>
    public RecordClass Class;

    /// <summary>TTL in seconds; of an OPT record, more flags.</summary>
    public uint TimeToLive;

    /// <summary>RDLENGTH.</summary>
    [LengthOf(nameof(Data))] public ushort DataLength;

    /// <summary>RDATA.</summary>
    [ChosenBy(nameof(Type))] public RecordData Data;
}
