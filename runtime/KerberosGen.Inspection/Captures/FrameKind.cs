namespace KerberosGen.Inspection.Captures;

/// <summary>What a frame turned out to be.</summary>
internal enum FrameKind
{
    /// <summary>It carries neither TCP nor UDP over IP, or not enough of its headers was kept.</summary>
    Other,

    /// <summary>A fragment of a datagram of which others are still to come.</summary>
    Fragment,

    /// <summary>TCP or UDP, perhaps as the last missing fragment.</summary>
    Segment,
}
