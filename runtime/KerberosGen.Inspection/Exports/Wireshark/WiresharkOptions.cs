using KerberosGen.Layout;

namespace KerberosGen.Inspection.Exports.Wireshark;

/// <summary>What a dissector is told that no declaration says.</summary>
public sealed record WiresharkOptions
{
    /// <summary>
    /// What stands in each datagram, and in each stream one after the other, without headers; null for the headers and messages
    /// of the protocol.
    /// </summary>
    public PacketLayout? Packet { get; init; }

    /// <summary>The server's TCP and UDP port until a person sets another; null for none.</summary>
    public ushort? Port { get; init; }
}
