using System.Net;
using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Storage;

/// <summary>A room of the service manager's pool. What registration gives is null until then.</summary>
public sealed record PooledRoom
{
    /// <summary>Its name: unique in the pool.</summary>
    public required PrincipalName ServiceName { get; init; }

    /// <summary>How it reaches the KDC: <c>tcp</c> or <c>udp</c>.</summary>
    public string ConnectionProtocol { get; init; } = "tcp";

    /// <summary>The KDC's address.</summary>
    public required IPAddress KdcAddress { get; init; }

    /// <summary>The KDC's port, 1 to 65535.</summary>
    public required ushort KdcPort { get; init; }

    /// <summary>The port it serves on, 1 to 65535: that of its registration.</summary>
    public ushort? Port { get; init; }

    /// <summary>The address that it serves on; null for the one that this machine uses towards the KDC, which a registration tells it.</summary>
    public IPAddress? ListenAddress { get; init; }

    /// <summary>The id that the KDC gave it.</summary>
    public PrincipalId? Id { get; init; }

    /// <summary>The IV of the last ticket it has seen.</summary>
    public Iv? TicketIv { get; init; }

    /// <summary>Its service key, 32 bytes.</summary>
    public KeyMaterial? Key { get; init; }

    /// <summary>True once the KDC has taken it; false: it is tried again at start.</summary>
    public bool IsRegistered { get; init; }
}
