using System.CommandLine;
using System.Net;
using KerberosGen.Cli;
using KerberosGen.Protocol;

namespace KerberosGen.Kdc;

/// <summary>How tickets are made, and for whom.</summary>
internal sealed class TicketOptions
{
    private readonly Option<TimeSpan> _lifetime = DurationText.Option(
        "--ticket-lifetime", "How long a ticket is good for.", ProtocolLimits.DefaultTicketLifetime, KdcOptions.MinTicketLifetime, KdcOptions.MaxTicketLifetime);

    private readonly Option<string> _registration = SeedOptions.AcceptOnly(
        new("--registration")
        {
            Description = "Who may register: anyone, or only whom the administrator enrols.",
            DefaultValueFactory = static _ => "open",
            HelpName = "open|closed",
        },
        "open", "closed");

    private readonly Option<string> _layout = SeedOptions.AcceptOnly(
        new("--layout")
        {
            Description = "The wire layout of tickets: as the seed's tables say, or as the original program sends.",
            DefaultValueFactory = static _ => "documented",
            HelpName = "documented|original",
        },
        "documented", "original");

    private readonly Option<TimeZoneInfo> _timeZone = SeedOptions.TimeZone("--time-zone", "The zone of time texts in the original layout.");

    private readonly Option<int> _cipherCache = SeedOptions.Count(
        "--cipher-cache", [], "Recent principals whose ciphers are kept in memory.", new KdcOptions().CipherCacheSize, 0, KdcOptions.MaxCipherCacheSize);

    /// <summary>For the help.</summary>
    public OptionGroup Group => new("Tickets", _lifetime, _registration, _layout, _timeZone, _cipherCache);

    /// <summary>What they ask for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="address">Where the KDC listens.</param>
    public KdcOptions OptionsOf(ParseResult parsed, IPAddress address) => new()
    {
        ServesOtherHosts = !IPAddress.IsLoopback(address),
        CipherCacheSize = parsed.GetValue(_cipherCache),
        TicketLifetime = parsed.GetValue(_lifetime),
        IsRegistrationOpen = parsed.GetValue(_registration) == "open",
        Layout = parsed.GetValue(_layout) == "original" ? WireLayout.Original : WireLayout.Documented,
        TimeZone = parsed.GetValue(_timeZone) ?? TimeZoneInfo.Local,
    };
}
