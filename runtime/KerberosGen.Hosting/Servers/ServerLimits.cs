namespace KerberosGen.Hosting;

/// <summary>What a server lets its peers take.</summary>
public sealed record ServerLimits
{
    /// <summary>Connections at once; a further one is closed at once.</summary>
    public int MaxConnections { get; init; } = 10_000;

    /// <summary>How long a packet that has begun may take to arrive whole.</summary>
    public TimeSpan PacketDeadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a connection may be silent between packets.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Bytes that may wait to be sent to one peer before it is taken for too slow.</summary>
    public int MaxUnsentBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>How long a stopping server waits for its connections.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
