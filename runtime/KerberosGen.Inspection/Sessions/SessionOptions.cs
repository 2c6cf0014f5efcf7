using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Filtering;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Sessions;

/// <summary>What of a capture becomes a session.</summary>
public sealed record SessionOptions
{
    /// <summary>The most steps; what comes behind them is not read.</summary>
    public int Limit { get; init; } = 1000;

    /// <summary>The only connection to show, by its number in the capture; null for all.</summary>
    public int? Stream { get; init; }

    /// <summary>The packet that stands without headers; null for the protocol's headers and messages.</summary>
    public PacketLayout? Packet { get; init; }

    /// <summary>The port to look at; null for everything.</summary>
    public PortFilter? Port { get; init; }

    /// <summary>
    /// The packets to show; null for all. The others still answer and are answered: of them, 65,536 are remembered.
    /// </summary>
    public PacketFilter? Where { get; init; }

    /// <summary>Sees every packet in the capture's order and answers what is to be said about it, a line each; null to say nothing.</summary>
    public Func<DecodedPacket, IReadOnlyList<string>>? Explain { get; init; }
}
