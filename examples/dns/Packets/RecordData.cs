using KerberosGen.Codec;

namespace KerberosGen.Examples.Dns;

/// <summary>What a record says; its type says how.</summary>
[Union, BigEndian]
public ref partial struct RecordData
{
    /// <summary>A: RFC 1035, section 3.4.1.</summary>
    [Case(RecordType.A)] public IPv4Address Address;

    /// <summary>NS, CNAME, PTR: RFC 1035, sections 3.3.11, 3.3.1 and 3.3.12.</summary>
    [Case(RecordType.Ns, RecordType.Cname, RecordType.Ptr)] public DnsName Name;

    /// <summary>SOA: RFC 1035, section 3.3.13.</summary>
    [Case(RecordType.Soa)] public StartOfAuthority Authority;

    /// <summary>MX: RFC 1035, section 3.3.9.</summary>
    [Case(RecordType.Mx)] public MailExchange Mail;

    /// <summary>TXT: RFC 1035, section 3.3.14.</summary>
    [Case(RecordType.Txt)] public PacketSequence<CharacterString> Texts;

    /// <summary>AAAA: RFC 3596, section 2.2.</summary>
    [Case(RecordType.Aaaa)] public IPv6Address Address6;

    /// <summary>SRV: RFC 2782.</summary>
    [Case(RecordType.Srv)] public ServiceLocation Service;

    /// <summary>OPT: RFC 6891, section 6.1.2.</summary>
    [Case(RecordType.Opt)] public PacketSequence<EdnsOption> Options;

    /// <summary>Any other type, as it stands (RFC 3597).</summary>
    [Otherwise] public ReadOnlySpan<byte> Unknown;
}
