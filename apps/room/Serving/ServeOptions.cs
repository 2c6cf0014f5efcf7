using System.CommandLine;
using KerberosGen.Cli;

namespace KerberosGen.Room;

/// <summary>Every option of the rooms' program that serves, by subject.</summary>
internal sealed class ServeOptions
{
    private readonly RegistrationOptions _registration = new();
    private readonly ChatOptions _chat = new();
    private readonly LimitOptions _limits = new();
    private readonly LogOptions _log;

    public ServeOptions() => _log = new LogOptions(_registration.DebugMode);

    /// <summary>They, as the help shows them.</summary>
    public IReadOnlyList<OptionGroup> Groups => [_registration.Rooms, _registration.Kdc, _chat.Group, _limits.Group, new OptionGroup("Logs", _log.All)];

    /// <summary>Where the rooms' files are: every command has it.</summary>
    public Option<DirectoryInfo> Data => _registration.Data;

    /// <summary>What they ask for.</summary>
    public RoomSettings SettingsOf(ParseResult parsed) => new()
    {
        IsDebug = parsed.GetValue(_registration.DebugMode),
        Transport = _registration.TransportOf(parsed),
        Kdc = _registration.KdcOf(parsed),
        IsKdcGiven = _registration.IsKdcGiven(parsed),
        Count = _registration.CountOf(parsed),
        Prefix = _registration.PrefixOf(parsed),
        Directory = _registration.DirectoryOf(parsed),
        Listen = _registration.ListenOf(parsed),
        Options = _chat.OptionsOf(parsed, _limits.OptionsOf(parsed)) with { KdcTimeZone = _registration.TimeZoneOf(parsed) },
        Limits = _limits.LimitsOf(parsed),
        RoomLimits = _limits.RoomLimitsOf(parsed),
        Log = _log.SettingsOf(parsed),
    };
}
