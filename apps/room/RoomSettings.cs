using System.Net;
using KerberosGen.Hosting;
using KerberosGen.Protocol;

namespace KerberosGen.Room;

/// <summary>What the command line asked for.</summary>
internal sealed record RoomSettings
{
    /// <summary>How the KDC is asked: <c>tcp</c> or <c>udp</c>. Rooms themselves serve TCP.</summary>
    public required string Transport { get; init; }

    public required IPEndPoint Kdc { get; init; }

    /// <summary>True if the command line named the KDC; otherwise msg.info and services_pool.json win.</summary>
    public required bool IsKdcGiven { get; init; }

    public required int Count { get; init; }

    public required string Prefix { get; init; }

    public required string Directory { get; init; }

    /// <summary>Is shown every byte of the rooms' connections, or null.</summary>
    public required IConnectionTap? Tap { get; init; }

    public required RoomOptions Options { get; init; }
}
