namespace KerberosGen.Examples.Dns;

/// <summary>CLASS and QCLASS: RFC 1035, sections 3.2.4 and 3.2.5. Others are kept.</summary>
public enum RecordClass : ushort
{
    /// <summary>The Internet.</summary>
    Internet = 1,

    /// <summary>The Chaos network; servers tell their version in it.</summary>
    Chaos = 3,

    /// <summary>In a question: every class.</summary>
    Any = 255,
}
