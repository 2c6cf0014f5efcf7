using System.Globalization;
using KerberosGen.Codec;
using KerberosGen.Layout;

namespace KerberosGen.Inspector;

/// <summary>Finds the packet that a person names.</summary>
internal static class PacketNames
{
    /// <summary>The packet with this name, in any letter case; false with what is wrong if there is none.</summary>
    public static bool TryFind(ProtocolLayout protocol, string name, out PacketLayout packet, out string error)
    {
        List<PacketLayout> candidates = [.. Candidates(protocol)];
        packet = candidates.Find(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase))!;
        error = packet is null ? NoPacket(protocol, name) : "";
        return packet is not null;
    }

    /// <summary>True if a person means this packet by a name, in any letter case, or a code.</summary>
    public static bool IsCalled(PacketLayout packet, string name) =>
        packet.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
        || (packet.Code is { } code && name == code.ToString(CultureInfo.InvariantCulture));

    /// <summary>The names of all packets that can be decoded by themselves.</summary>
    public static IEnumerable<string> All(ProtocolLayout protocol) => Candidates(protocol).Select(p => p.Name).Distinct();

    /// <summary>What to say if no packet has a name.</summary>
    public static string NoPacket(ProtocolLayout protocol, string name)
    {
        string hint = NearestName.Hint(name, Candidates(protocol).Select(p => p.Name));
        return $"no packet is called {DisplayText.Escape(name)}{(hint.Length == 0 ? "; `inspector spec` lists them" : hint)}";
    }

    /// <summary>What to say if a protocol has no header and no packet was named.</summary>
    public static string NoHeader(ProtocolLayout protocol) =>
        $"{protocol.Name} declares no headers; say with --packet what the bytes are: {string.Join(", ", Candidates(protocol).Select(p => p.Name).Distinct())}";

    // A union is not decoded by itself: nothing would choose its case.
    private static IEnumerable<PacketLayout> Candidates(ProtocolLayout protocol) => protocol.Packets.Where(p => p.Kind != PacketKind.Union);
}
