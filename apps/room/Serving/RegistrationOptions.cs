using System.CommandLine;
using System.Net;
using KerberosGen.Cli;
using KerberosGen.Codec;
using KerberosGen.Protocol;

namespace KerberosGen.Room;

/// <summary>Which rooms there are, and the KDC that they belong to: the seed's options, and where they listen.</summary>
internal sealed class RegistrationOptions
{
    private readonly SeedOptions _seed = new();
    private readonly Option<ushort?> _port = SeedOptions.Port(allowZero: false, "8000");

    private readonly Option<int> _count = SeedOptions.Count(
        "--number-of-services", ["-nos", "--number_of_services"],
        "The number of rooms: those that services_pool.json lacks are made and registered; 0 for the default room of msg.info alone.", 1, 0, RoomPlan.MaxRooms);

    private readonly Option<string> _prefix = SeedOptions.Name(
        "--service-name-prefix", ["-snp", "--service_name_prefix"], "The prefix of new rooms' names: 'Printer 10', 'Printer 20', ...", "Printer", longestSuffix: " 10000");

    private readonly Option<IPEndPoint?> _listen = new("--listen")
    {
        Description = "Register from this address and port, and serve there; further new rooms count up from the port. [default: any port of the address that faces the KDC]",
        HelpName = "address:port",
        CustomParser = static result =>
        {
            string text = result.Tokens.Single().Value;
            // Without a colon it would be an address alone, and its port 0.
            if (text.LastIndexOf(':') > text.LastIndexOf(']') && (text.Contains('.') || text.Contains(']')) && IPEndPoint.TryParse(text, out IPEndPoint? endPoint))
                return endPoint;
            result.AddError($"'{DisplayText.Escape(text)}' is not an address and a port such as 192.0.2.7:9000.");
            return null;
        },
    };

    private readonly Option<TimeZoneInfo> _timeZone = SeedOptions.TimeZone("--kdc-timezone", "The zone of time texts in the original layout: the KDC's.");

    public RegistrationOptions() => _timeZone.Aliases.Add("--time-zone");

    /// <summary><c>-d</c></summary>
    public Option<bool> DebugMode => _seed.DebugMode;

    /// <summary>Where the rooms' files are.</summary>
    public Option<DirectoryInfo> Data { get; } = SeedOptions.Data();

    /// <summary>For the help.</summary>
    public OptionGroup Rooms => new("Rooms", _count, _prefix, Data, _listen);

    /// <summary>For the help.</summary>
    public OptionGroup Kdc => new("The KDC", _seed.Transport, _seed.IpAddress, _port, _timeZone);

    public string TransportOf(ParseResult parsed) => parsed.GetValue(_seed.Transport)!;

    public IPEndPoint KdcOf(ParseResult parsed) => new(_seed.AddressOf(parsed), parsed.GetValue(_port) ?? ProtocolLimits.DefaultKdcPort);

    /// <summary>True if any of the KDC's address was set.</summary>
    public bool IsKdcGiven(ParseResult parsed) => parsed.GetResult(_seed.IpAddress) is { Implicit: false } || parsed.GetValue(_port) is not null;

    public TimeZoneInfo TimeZoneOf(ParseResult parsed) => parsed.GetValue(_timeZone) ?? TimeZoneInfo.Local;

    public int CountOf(ParseResult parsed) => parsed.GetValue(_count);

    public string PrefixOf(ParseResult parsed) => parsed.GetValue(_prefix)!;

    public string DirectoryOf(ParseResult parsed) => parsed.GetValue(Data)!.FullName;

    public IPEndPoint? ListenOf(ParseResult parsed) => parsed.GetValue(_listen);
}
