using System.CommandLine;
using KerberosGen.Cli;
using KerberosGen.Hosting;
using KerberosGen.Protocol;

namespace KerberosGen.Room;

/// <summary>What connections may take, of each room.</summary>
internal sealed class LimitOptions
{
    /// <summary>How long a peer may take to take its last answers. With what follows, a stop stays under the ten seconds after which it counts as failed.</summary>
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(3);

    private static readonly RoomOptions Defaults = new();
    private static readonly ServerLimits Deadlines = new();
    private static readonly RoomLimits RoomDefaults = new();

    private readonly Option<int> _connections = SeedOptions.Count(
        "--max-connections", [], "Connections to a room at once, let in or not.", Deadlines.MaxConnections, 1, 1_000_000);

    private readonly Option<int> _connectionsPerSource = SeedOptions.Count(
        "--max-connections-per-source", [], "The same, of one IPv4 address or IPv6 /64 network; 0 for no limit.", RoomDefaults.ConnectionsPerSource, 0, 1_000_000);

    private readonly Option<int> _members = SeedOptions.Count(
        "--max-members", [], "Clients in a room at once, however many connections each has; a list of more would not fit into a packet.", Defaults.MaxMembers, 1, 60_000);

    private readonly Option<int> _connectionsPerMember = SeedOptions.Count(
        "--max-connections-per-member", [], "Connections in a room at once of one client id.", Defaults.MaxConnectionsPerMember, 1, 1_000_000);

    private readonly Option<int> _bytesBehind = SeedOptions.Count(
        "--max-bytes-behind", [], "Bytes of events that a subscriber may be behind before it is disconnected.", Defaults.MaxBytesBehind, 64 * 1024, int.MaxValue);

    private readonly Option<TimeSpan> _packetDeadline = DurationText.Option(
        "--packet-deadline", "How long a request that has begun may take to arrive.", Deadlines.PacketDeadline, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));

    private readonly Option<TimeSpan> _ticketDeadline = DurationText.Option(
        "--ticket-deadline", "How long after it was opened a connection must have been let in.", RoomDefaults.TicketDeadline, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));

    private readonly Option<TimeSpan> _keepAlive = DurationText.Option(
        "--keep-alive", "Silence of a connection after which the system asks whether its peer is there still; one that does not answer for a minute is disconnected. 0s: it never asks.",
        RoomDefaults.KeepAlive!.Time, TimeSpan.Zero, TimeSpan.FromHours(1));

    private readonly Option<TimeSpan> _idleTimeout = DurationText.Option(
        "--idle-timeout", "How long a connection that has not subscribed may be silent.", Deadlines.IdleTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));

    /// <summary>For the help.</summary>
    public OptionGroup Group => new(
        "Limits of each room",
        _members,
        _connectionsPerMember,
        _connections,
        _connectionsPerSource,
        _bytesBehind,
        _ticketDeadline,
        _packetDeadline,
        _idleTimeout,
        _keepAlive);

    /// <summary>What members may take.</summary>
    public RoomOptions OptionsOf(ParseResult parsed) => Defaults with
    {
        MaxMembers = parsed.GetValue(_members),
        MaxConnectionsPerMember = parsed.GetValue(_connectionsPerMember),
        MaxBytesBehind = parsed.GetValue(_bytesBehind),
    };

    /// <summary>What else connections may take.</summary>
    public RoomLimits RoomLimitsOf(ParseResult parsed) => RoomDefaults with
    {
        ConnectionsPerSource = parsed.GetValue(_connectionsPerSource),
        TicketDeadline = parsed.GetValue(_ticketDeadline),
        KeepAlive = parsed.GetValue(_keepAlive) is { Ticks: > 0 } silence ? RoomDefaults.KeepAlive! with { Time = silence } : null,
    };

    /// <summary>How many connections there may be, and how long they may take.</summary>
    public ServerLimits LimitsOf(ParseResult parsed) => Deadlines with
    {
        MaxConnections = parsed.GetValue(_connections),
        PacketDeadline = parsed.GetValue(_packetDeadline),
        IdleTimeout = parsed.GetValue(_idleTimeout),
        DrainTimeout = DrainTimeout,
    };
}
