using System.CommandLine;
using KerberosGen.Cli;
using KerberosGen.Hosting;
using KerberosGen.Protocol;

namespace KerberosGen.Kdc;

/// <summary>What peers may take. A source is an IPv4 address, or the /64 network of an IPv6 address.</summary>
internal sealed class LimitOptions
{
    private static readonly KdcLimits Defaults = new();
    private static readonly ServerLimits Deadlines = new();

    private readonly Option<int> _connections = SeedOptions.Count(
        "--max-connections", [], "Connections at once; 0 for no limit.", Defaults.Connections, 0, 1_000_000);

    private readonly Option<int> _connectionsPerSource = SeedOptions.Count(
        "--max-connections-per-source", [], "The same, of one source.", Defaults.ConnectionsPerSource, 0, 1_000_000);

    private readonly Option<Rate> _requests = RateText.Option(
        "--request-rate", "Requests a second (100, or 100:500 with 500 at once; 0 for no limit).", Defaults.Requests);

    private readonly Option<Rate> _requestsPerSource = RateText.Option(
        "--request-rate-per-source", "The same, and new connections, of one source.", Defaults.RequestsPerSource);

    private readonly Option<Rate> _registrationsPerSource = RateText.Option(
        "--registration-rate-per-source", "Registrations a second of one source.", Defaults.RegistrationsPerSource);

    private readonly Option<Rate> _requestsPerPrincipal = RateText.Option(
        "--request-rate-per-principal", "Requests a second in one principal's name.", Defaults.RequestsPerPrincipal);

    private readonly Option<Rate> _refusalsPerPrincipal = RateText.Option(
        "--refusal-rate-per-principal", "Refused requests a second in one principal's name from one source.", Defaults.RefusalsPerPrincipal);

    private readonly Option<int> _datagramBytes = SeedOptions.Count(
        "--udp-bytes-per-source", [], "Bytes a second that one source is sent by UDP; 0 for no limit.", Defaults.DatagramBytesPerSource, 0, int.MaxValue);

    private readonly Option<int> _unsentBytes = SeedOptions.Count(
        "--max-unsent-bytes", [], "Bytes of answers that may wait for slow peers; 0 for no limit.", (int)Defaults.UnsentBytes, 0, int.MaxValue);

    private readonly Option<TimeSpan> _packetDeadline = DurationText.Option(
        "--packet-deadline", "How long a request that has begun may take to arrive.", Deadlines.PacketDeadline, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));

    private readonly Option<TimeSpan> _idleTimeout = DurationText.Option(
        "--idle-timeout", "How long a connection may be silent.", Deadlines.IdleTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));

    /// <summary>For the help.</summary>
    public OptionGroup Group => new(
        "Limits",
        _connections,
        _connectionsPerSource,
        _requests,
        _requestsPerSource,
        _registrationsPerSource,
        _requestsPerPrincipal,
        _refusalsPerPrincipal,
        _datagramBytes,
        _unsentBytes,
        _packetDeadline,
        _idleTimeout);

    /// <summary>How much peers may take.</summary>
    public KdcLimits LimitsOf(ParseResult parsed) => new()
    {
        Connections = parsed.GetValue(_connections),
        ConnectionsPerSource = parsed.GetValue(_connectionsPerSource),
        Requests = parsed.GetValue(_requests),
        RequestsPerSource = parsed.GetValue(_requestsPerSource),
        RegistrationsPerSource = parsed.GetValue(_registrationsPerSource),
        RequestsPerPrincipal = parsed.GetValue(_requestsPerPrincipal),
        RefusalsPerPrincipal = parsed.GetValue(_refusalsPerPrincipal),
        DatagramBytesPerSource = parsed.GetValue(_datagramBytes),
        UnsentBytes = parsed.GetValue(_unsentBytes),
    };

    /// <summary>How long they may take.</summary>
    public ServerLimits DeadlinesOf(ParseResult parsed) => Deadlines with
    {
        PacketDeadline = parsed.GetValue(_packetDeadline),
        IdleTimeout = parsed.GetValue(_idleTimeout),
        DrainTimeout = ServeRun.PeerDrainTimeout,
    };
}
