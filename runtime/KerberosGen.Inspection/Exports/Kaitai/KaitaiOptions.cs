using KerberosGen.Layout;

namespace KerberosGen.Inspection.Exports.Kaitai;

/// <summary>What a Kaitai Struct spec reads.</summary>
public sealed record KaitaiOptions
{
    /// <summary>Whose stream it reads, packet after packet to its end; the only direction that is declared if it is null.</summary>
    public PacketDirection? Direction { get; init; }

    /// <summary>The one packet that it reads, without a header; null for a stream.</summary>
    public PacketLayout? Packet { get; init; }
}
