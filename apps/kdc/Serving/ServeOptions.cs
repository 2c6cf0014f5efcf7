using System.CommandLine;
using KerberosGen.Cli;

namespace KerberosGen.Kdc;

/// <summary>Every option of the KDC that serves, by subject.</summary>
internal sealed class ServeOptions
{
    private readonly EndPointOptions _endPoint = new();
    private readonly TicketOptions _tickets = new();
    private readonly LimitOptions _limits = new();
    private readonly MonitoringOptions _monitoring;
    private readonly Option<TimeSpan> _lastSeenInterval = DurationText.Option(
        "--last-seen-interval", "How often the times of last requests are written.", TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));

    public ServeOptions() => _monitoring = new MonitoringOptions(_endPoint.DebugMode);

    /// <summary>They, as the help shows them.</summary>
    public IReadOnlyList<OptionGroup> Groups =>
    [
        _endPoint.Group,
        new OptionGroup("Principals", [.. Store.All, _lastSeenInterval]),
        _tickets.Group,
        _limits.Group,
        _monitoring.Group,
    ];

    /// <summary>Where the principals are: every command of the KDC has these.</summary>
    public StoreOptions Store { get; } = new();

    /// <summary>What they ask for.</summary>
    public KdcSettings SettingsOf(ParseResult parsed) => new()
    {
        IsDebug = parsed.GetValue(_endPoint.DebugMode),
        Transports = _endPoint.TransportsOf(parsed),
        Address = _endPoint.AddressOf(parsed),
        Port = _endPoint.PortOf(parsed),
        Store = Store.ChoiceOf(parsed),
        Options = _tickets.OptionsOf(parsed, _endPoint.AddressOf(parsed)),
        Limits = _limits.LimitsOf(parsed),
        Deadlines = _limits.DeadlinesOf(parsed),
        Log = _monitoring.LogOf(parsed),
        Monitoring = _monitoring.EndPointOf(parsed),
        LastSeenInterval = parsed.GetValue(_lastSeenInterval),
    };
}
