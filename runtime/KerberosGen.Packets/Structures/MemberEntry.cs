namespace KerberosGen.Packets;

/// <summary>One member of a room.</summary>
[Packet]
public partial struct MemberEntry
{
    /// <summary>The client's UUID.</summary>
    public PrincipalId ClientId;

    /// <summary>Display name.</summary>
    public PrincipalName Name;

    /// <summary>When it subscribed: milliseconds since 1970 UTC.</summary>
    public long JoinedAt;
}
