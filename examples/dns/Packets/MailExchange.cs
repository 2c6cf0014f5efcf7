namespace KerberosGen.Examples.Dns;

/// <summary>Who takes a domain's mail: RFC 1035, section 3.3.9.</summary>
[Packet, BigEndian]
public ref partial struct MailExchange
{
    /// <summary>PREFERENCE: the lowest is tried first.</summary>
    public ushort Preference;

    /// <summary>EXCHANGE: the host.</summary>
    public DnsName Exchange;
}
