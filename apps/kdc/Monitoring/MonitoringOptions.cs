using System.CommandLine;
using System.Globalization;
using System.Net;
using KerberosGen.Cli;
using KerberosGen.Codec;

namespace KerberosGen.Kdc;

/// <summary>What the KDC logs, and where it is watched.</summary>
internal sealed class MonitoringOptions
{
    private readonly LogOptions _log;

    private readonly Option<IPEndPoint?> _monitoring = new("--monitoring")
    {
        Description = "Serve /livez, /readyz and /metrics by HTTP there; a port alone is on 127.0.0.1, 0 any free one. [default: nowhere]",
        HelpName = "port|address:port",
        CustomParser = static result =>
        {
            string text = result.Tokens.Single().Value;
            if (ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port))
                return new IPEndPoint(IPAddress.Loopback, port);
            // Without a colon it would be an address alone, and its port 0.
            if (text.LastIndexOf(':') > text.LastIndexOf(']') && text.Contains('.') | text.Contains(']') && IPEndPoint.TryParse(text, out IPEndPoint? endPoint))
                return endPoint;
            result.AddError($"'{DisplayText.Escape(text)}' is not a port, nor an address and a port such as 127.0.0.1:9464.");
            return null;
        },
    };

    /// <summary>Makes them.</summary>
    /// <param name="debugMode"><c>-d</c>, which logs more too.</param>
    public MonitoringOptions(Option<bool> debugMode) => _log = new LogOptions(debugMode);

    /// <summary>For the help.</summary>
    public OptionGroup Group => new("Logs and monitoring", [.. _log.All, _monitoring]);

    /// <summary>What is logged, and how.</summary>
    public LogSettings LogOf(ParseResult parsed) => _log.SettingsOf(parsed);

    /// <summary>Where it is watched, or null.</summary>
    public IPEndPoint? EndPointOf(ParseResult parsed) => parsed.GetValue(_monitoring);
}
