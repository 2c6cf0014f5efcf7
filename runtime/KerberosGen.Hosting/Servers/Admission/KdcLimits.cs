using KerberosGen.Protocol;

namespace KerberosGen.Hosting;

/// <summary>
/// What a KDC lets its peers take, over TCP and UDP together. A source is an IPv4 address, or the /64 network of an IPv6
/// address. The defaults leave room for a machine with a thousand rooms that register at once, and for hundreds of clients
/// behind one address.
/// </summary>
public sealed record KdcLimits
{
    /// <summary>No limits but the one that keeps a KDC from being an amplifier.</summary>
    public static KdcLimits None { get; } = new()
    {
        Connections = 0,
        ConnectionsPerSource = 0,
        RequestsPerSource = Rate.Unlimited,
        RegistrationsPerSource = Rate.Unlimited,
        Requests = Rate.Unlimited,
        RequestsPerPrincipal = Rate.Unlimited,
        RefusalsPerPrincipal = Rate.Unlimited,
        UnsentBytes = 0,
    };

    /// <summary>Open connections; 0 for no limit.</summary>
    public int Connections { get; init; } = 10_000;

    /// <summary>Open connections of one source; 0 for no limit.</summary>
    public int ConnectionsPerSource { get; init; } = 4_000;

    /// <summary>Requests and new connections of one source.</summary>
    public Rate RequestsPerSource { get; init; } = new(2_000, 10_000);

    /// <summary>Registrations (1024, 1025) of one source.</summary>
    public Rate RegistrationsPerSource { get; init; } = new(10, 2_000);

    /// <summary>Requests of all sources. Datagrams, whose sources may be forged, and connections have as much each.</summary>
    public Rate Requests { get; init; } = Rate.Of(100_000);

    /// <summary>
    /// Requests (1026, 1027) in one principal's name, from all sources. Over it, each source may still make one a second in that
    /// name, so that a flood from elsewhere does not lock the principal out.
    /// </summary>
    public Rate RequestsPerPrincipal { get; init; } = new(100, 1_000);

    /// <summary>
    /// Requests in one principal's name from one source that were refused although the principal is known. It counts by source, or
    /// whoever knows an id could lock its owner out.
    /// </summary>
    public Rate RefusalsPerPrincipal { get; init; } = new(1, 30);

    /// <summary>Bytes of datagrams that one source is sent per second: what makes the KDC no amplifier. 0 for no limit.</summary>
    public int DatagramBytesPerSource { get; init; } = 256 * 1024;

    /// <summary>Bytes of answers that may wait for slow peers before lists are refused; 0 for no limit.</summary>
    public long UnsentBytes { get; init; } = 128 * 1024 * 1024;
}
