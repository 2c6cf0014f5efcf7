namespace KerberosGen.Packets;

/// <summary>One service of the list: who it is and where it listens.</summary>
[Packet]
public partial struct ServiceEntry
{
    /// <summary>The service's UUID.</summary>
    public PrincipalId ServiceId;

    /// <summary>Service name.</summary>
    public PrincipalName Name;

    /// <summary>Service IP address.</summary>
    public IPv4Address Address;

    /// <summary>Service port number.</summary>
    public ushort Port;
}
