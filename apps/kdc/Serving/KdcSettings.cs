using System.Net;
using KerberosGen.Cli;
using KerberosGen.Hosting;
using KerberosGen.Protocol;

namespace KerberosGen.Kdc;

/// <summary>What a KDC was asked to be.</summary>
internal sealed record KdcSettings
{
    public required bool IsDebug { get; init; }

    public required KdcTransports Transports { get; init; }

    public required IPAddress Address { get; init; }

    /// <summary>Null: the port of port.info.</summary>
    public required ushort? Port { get; init; }

    public required StoreChoice Store { get; init; }

    public required KdcOptions Options { get; init; }

    /// <summary>How much peers may take.</summary>
    public required KdcLimits Limits { get; init; }

    /// <summary>How long they may take.</summary>
    public required ServerLimits Deadlines { get; init; }

    public required LogSettings Log { get; init; }

    /// <summary>Where health and metrics are served; null for nowhere.</summary>
    public required IPEndPoint? Monitoring { get; init; }

    /// <summary>How often the times of last requests are written.</summary>
    public required TimeSpan LastSeenInterval { get; init; }
}
