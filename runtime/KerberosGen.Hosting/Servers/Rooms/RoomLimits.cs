using KerberosGen.Protocol;

namespace KerberosGen.Hosting;

/// <summary>
/// What a room's server lets its peers take, beside <see cref="ServerLimits"/>, which has the deadlines and the number of
/// connections, and <see cref="RoomOptions"/>, which has what members may say. A source is an IPv4 address, or the /64 network
/// of an IPv6 address.
/// </summary>
public sealed record RoomLimits
{
    /// <summary>Open connections of one source; 0 for no limit.</summary>
    public int ConnectionsPerSource { get; init; } = 4_000;

    /// <summary>How long after it was opened a connection must have been let in, whatever it does meanwhile.</summary>
    public TimeSpan TicketDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Bytes of a request's payload before a good ticket: no ticket is longer than 289.</summary>
    public uint MaxPayloadBeforeTicket { get; init; } = 4 * 1024;

    /// <summary>How the system finds out that a subscriber, which may be silent for as long as it likes, is gone; null: it does not.</summary>
    public KeepAlive? KeepAlive { get; init; } = new(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(10), 6);

    /// <summary>How long a peer that is put out may take for what it was sent before, and the notice.</summary>
    public TimeSpan FarewellDeadline { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Requests of one connection that may wait for an answer before it is read on.</summary>
    public int MaxUnanswered { get; init; } = 64;

    /// <summary>Bytes of such requests; a single one may have more.</summary>
    public int MaxUnansweredBytes { get; init; } = 64 * 1024;

    /// <summary>Requests of one connection that are refused; beyond it is disconnected.</summary>
    public Rate RefusalsPerConnection { get; init; } = new(10, 200);

    /// <summary>Bytes of lists of members (1607) for one connection; beyond, 1031 is refused.</summary>
    public Rate ListBytesPerConnection { get; init; } = new(256 * 1024, 1024 * 1024);

    /// <summary>Bytes of lists of members that may be under way to all members together; beyond, 1031 is refused. A single one may have more.</summary>
    public long UnsentListBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Bytes that the system may hold for each direction of a connection; 0: what it likes.</summary>
    public int SocketBufferBytes { get; init; } = 128 * 1024;
}
