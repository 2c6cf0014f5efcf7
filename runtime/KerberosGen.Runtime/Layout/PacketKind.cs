namespace KerberosGen.Layout;

/// <summary>Where a packet stands.</summary>
public enum PacketKind : byte
{
    /// <summary>Within other packets.</summary>
    Structure,

    /// <summary>In front of every payload of one direction.</summary>
    Header,

    /// <summary>Behind a header.</summary>
    Message,

    /// <summary>Within other packets, one of its fields at a time.</summary>
    Union,
}
