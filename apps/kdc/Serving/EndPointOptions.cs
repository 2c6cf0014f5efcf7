using System.CommandLine;
using System.Net;
using KerberosGen.Cli;
using KerberosGen.Hosting;

namespace KerberosGen.Kdc;

/// <summary>Where the KDC listens: the seed's options.</summary>
internal sealed class EndPointOptions
{
    private readonly SeedOptions _seed = new(offersBoth: true);
    private readonly Option<ushort?> _port = SeedOptions.Port(allowZero: true, "that of port.info, which is made with 8000; 0 for any free one");

    /// <summary>For the help.</summary>
    public OptionGroup Group => new("Where to listen", _seed.Transport, _seed.IpAddress, _port);

    /// <summary><c>-d</c></summary>
    public Option<bool> DebugMode => _seed.DebugMode;

    public KdcTransports TransportsOf(ParseResult parsed) => Enum.Parse<KdcTransports>(parsed.GetValue(_seed.Transport)!, ignoreCase: true);

    public IPAddress AddressOf(ParseResult parsed) => _seed.AddressOf(parsed);

    /// <summary>Null: the port of port.info.</summary>
    public ushort? PortOf(ParseResult parsed) => parsed.GetValue(_port);
}
