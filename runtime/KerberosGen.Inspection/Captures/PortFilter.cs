using System.Globalization;

namespace KerberosGen.Inspection.Captures;

/// <summary>What of a capture is looked at: what travels to or from a port.</summary>
/// <param name="Port">The port.</param>
/// <param name="IsTcp">True for TCP only, false for UDP only, null for both.</param>
public readonly record struct PortFilter(ushort Port, bool? IsTcp)
{
    /// <summary>Reads <c>53</c>, <c>53/udp</c> or <c>53/tcp</c>.</summary>
    public static bool TryParse(string text, out PortFilter filter)
    {
        filter = default;
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        bool? isTcp = slash < 0 ? null : text[(slash + 1)..].Equals("tcp", StringComparison.OrdinalIgnoreCase);
        bool isTransport = isTcp != false || text[(slash + 1)..].Equals("udp", StringComparison.OrdinalIgnoreCase);
        if (!isTransport || !ushort.TryParse(slash < 0 ? text : text[..slash], NumberStyles.None, CultureInfo.InvariantCulture, out ushort port))
            return false;
        filter = new PortFilter(port, isTcp);
        return true;
    }

    internal bool Passes(in Segment segment) =>
        (segment.Key.SourcePort == Port || segment.Key.DestinationPort == Port) && (IsTcp is null || IsTcp == segment.IsTcp);
}
