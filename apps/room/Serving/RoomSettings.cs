using System.Net;
using KerberosGen.Cli;
using KerberosGen.Hosting;
using KerberosGen.Protocol;

namespace KerberosGen.Room;

/// <summary>What the rooms' program was asked to be.</summary>
internal sealed record RoomSettings
{
    /// <summary><c>-d</c></summary>
    public required bool IsDebug { get; init; }

    /// <summary>How the KDC is asked: <c>tcp</c> or <c>udp</c>. Rooms themselves serve TCP.</summary>
    public required string Transport { get; init; }

    public required IPEndPoint Kdc { get; init; }

    /// <summary>True if the KDC was named; otherwise msg.info and services_pool.json win.</summary>
    public required bool IsKdcGiven { get; init; }

    /// <summary>How many rooms there are to be at least; 0 for the default room alone.</summary>
    public required int Count { get; init; }

    public required string Prefix { get; init; }

    public required string Directory { get; init; }

    /// <summary>Where rooms register from and serve, and the first of their ports; null: the address that faces the KDC, and any ports.</summary>
    public required IPEndPoint? Listen { get; init; }

    public required RoomOptions Options { get; init; }

    /// <summary>How many connections there may be, and how long they may take.</summary>
    public required ServerLimits Limits { get; init; }

    /// <summary>What else connections may take.</summary>
    public required RoomLimits RoomLimits { get; init; }

    public required LogSettings Log { get; init; }
}
