namespace KerberosGen.Examples.Dns;

/// <summary>A message in a stream: RFC 1035, section 4.2.2.</summary>
[Packet, BigEndian]
public ref partial struct DnsOverTcp
{
    /// <summary>Bytes in the message.</summary>
    [LengthOf(nameof(Message))] public ushort MessageLength;

    /// <summary>The message.</summary>
    public DnsMessage Message;
}
