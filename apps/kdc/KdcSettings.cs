using System.Net;
using KerberosGen.Protocol;

namespace KerberosGen.Kdc;

/// <summary>What the command line asked for.</summary>
internal sealed record KdcSettings
{
    public required bool IsDebug { get; init; }

    /// <summary><c>tcp</c> or <c>udp</c>.</summary>
    public required string Transport { get; init; }

    public required IPAddress Address { get; init; }

    /// <summary>Null: the port of port.info.</summary>
    public required ushort? Port { get; init; }

    public required string Directory { get; init; }

    public required KdcOptions Options { get; init; }
}
