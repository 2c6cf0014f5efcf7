namespace KerberosGen.Examples.Dns;

/// <summary>How a zone is kept: RFC 1035, section 3.3.13.</summary>
[Packet, BigEndian]
public ref partial struct StartOfAuthority
{
    /// <summary>MNAME: the zone's first server.</summary>
    public DnsName PrimaryServer;

    /// <summary>RNAME: the mailbox of who keeps it, its first label the part before the @.</summary>
    public DnsName Mailbox;

    /// <summary>SERIAL: the zone's version.</summary>
    public uint Serial;

    /// <summary>REFRESH: seconds until a copy is compared.</summary>
    public uint Refresh;

    /// <summary>RETRY: seconds until it is tried again.</summary>
    public uint Retry;

    /// <summary>EXPIRE: seconds until a copy is void.</summary>
    public uint Expire;

    /// <summary>MINIMUM: seconds for which an absence may be remembered (RFC 2308, section 4).</summary>
    public uint Minimum;
}
