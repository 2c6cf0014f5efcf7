namespace KerberosGen.Examples.Dns;

/// <summary>What is asked: RFC 1035, section 4.1.2.</summary>
[Packet, BigEndian]
public ref partial struct Question
{
    /// <summary>QNAME.</summary>
    public DnsName Name;

    /// <summary>QTYPE.</summary>
    public RecordType Type;

    /// <summary>QCLASS.</summary>
    public RecordClass Class;
}
