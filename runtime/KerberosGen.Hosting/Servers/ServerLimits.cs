namespace KerberosGen.Hosting;

/// <summary>What a server lets its peers take.</summary>
public sealed record ServerLimits
{
    /// <summary>Connections at once; a further one is closed at once. A KDC has <see cref="KdcLimits.Connections"/> instead.</summary>
    public int MaxConnections { get; init; } = 10_000;

    /// <summary>How long a packet that has begun may take to arrive whole, and an answer to be taken.</summary>
    public TimeSpan PacketDeadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a connection may be silent between packets.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The same while more than three quarters of the connections that there may be are open; null: no less.</summary>
    public TimeSpan? CrowdedIdleTimeout { get; init; }

    /// <summary>Bytes of a peer that may wait to be read before it has to wait itself.</summary>
    public int MaxUnreadBytes { get; init; } = 256 * 1024;

    /// <summary>How the system finds out that a silent peer is gone; null: it does not.</summary>
    internal KeepAlive? KeepAlive { get; init; }

    /// <summary>Bytes that the system may hold for each direction of a connection; 0: what it likes.</summary>
    internal int SocketBufferBytes { get; init; }

    /// <summary>How long a stopping server waits for its connections.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
