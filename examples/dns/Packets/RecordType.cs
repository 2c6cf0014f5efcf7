namespace KerberosGen.Examples.Dns;

/// <summary>TYPE and QTYPE: RFC 1035, sections 3.2.2 and 3.2.3. Others are kept.</summary>
public enum RecordType : ushort
{
    /// <summary>An IPv4 address.</summary>
    A = 1,

    /// <summary>A name server.</summary>
    Ns = 2,

    /// <summary>Another name for this one.</summary>
    Cname = 5,

    /// <summary>How the zone is kept.</summary>
    Soa = 6,

    /// <summary>The name of an address.</summary>
    Ptr = 12,

    /// <summary>Who takes mail.</summary>
    Mx = 15,

    /// <summary>Texts.</summary>
    Txt = 16,

    /// <summary>An IPv6 address (RFC 3596).</summary>
    Aaaa = 28,

    /// <summary>Where a service runs (RFC 2782).</summary>
    Srv = 33,

    /// <summary>More about the message itself (RFC 6891).</summary>
    Opt = 41,

    /// <summary>In a question: every type.</summary>
    Any = 255,
}
