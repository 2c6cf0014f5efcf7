namespace KerberosGen.Examples.Dns;

/// <summary>Where a service runs: RFC 2782.</summary>
[Packet, BigEndian]
public ref partial struct ServiceLocation
{
    /// <summary>The lowest is tried first.</summary>
    public ushort Priority;

    /// <summary>The share among those of one priority.</summary>
    public ushort Weight;

    /// <summary>The port.</summary>
    public ushort Port;

    /// <summary>The host.</summary>
    public DnsName Target;
}
