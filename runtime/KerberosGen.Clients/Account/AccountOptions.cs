using System.Net;
using KerberosGen.Protocol;

namespace KerberosGen.Clients;

/// <summary>Whose files a client uses, and which KDCs it asks.</summary>
public sealed record AccountOptions
{
    /// <summary>The directory of me.info, srv.info and services_info.json; made if missing.</summary>
    public required string Directory { get; init; }

    /// <summary>The KDC's address, which wins over srv.info; null for what that says, or loopback.</summary>
    public IPAddress? KdcAddress { get; init; }

    /// <summary>The KDC's port, which wins over srv.info; null for what that says, or 8000.</summary>
    public ushort? KdcPort { get; init; }

    /// <summary>True to ask the KDC over UDP first.</summary>
    public bool OverUdp { get; init; }

    /// <summary>The name that the user gave; null for that of me.info.</summary>
    public string? UserName { get; init; }

    /// <summary>Is shown every byte, or null.</summary>
    public IConnectionTap? Tap { get; init; }

    /// <summary>Is told what was read from and written to the files, in words without a secret; or null.</summary>
    public Action<string>? Stored { get; init; }

    /// <summary>How long the KDC's tickets are good for: it tells the rooms, and no client.</summary>
    public TimeSpan TicketLifetime { get; init; } = ProtocolLimits.DefaultTicketLifetime;

    /// <summary>True to take, and use, tickets whose answer (1603) was not authenticated, as those of the original program's KDC: what such an answer says may be forged.</summary>
    public bool AcceptUnauthenticatedTickets { get; init; }

    /// <summary>The time, by which tickets end.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
