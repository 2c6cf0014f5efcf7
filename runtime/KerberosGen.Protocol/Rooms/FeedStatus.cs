namespace KerberosGen.Protocol;

/// <summary>What a feed has written, and what remains.</summary>
public enum FeedStatus
{
    /// <summary>Nothing: there was nothing to send.</summary>
    Idle,

    /// <summary>Everything there was.</summary>
    Written,

    /// <summary>As much as was asked for; there is more.</summary>
    More,

    /// <summary>The last that this connection is sent. It is closed when that has gone out.</summary>
    Close,
}
