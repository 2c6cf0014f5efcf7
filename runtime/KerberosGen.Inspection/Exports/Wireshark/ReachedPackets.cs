using KerberosGen.Layout;

namespace KerberosGen.Inspection.Exports.Wireshark;

/// <summary>The tables that a dissector needs: those of its packets and all that stands within them.</summary>
internal static class ReachedPackets
{
    /// <summary>The tables, what stands within others first.</summary>
    public static IReadOnlyList<PacketLayout> Of(ProtocolLayout protocol, PacketLayout? alone)
    {
        var reached = new List<PacketLayout>();
        IEnumerable<PacketLayout> roots = alone is not null
            ? [alone]
            : new[] { protocol.Requests, protocol.Responses }.OfType<DirectionLayout>().SelectMany(d => d.Messages.Prepend(d.Header));
        foreach (PacketLayout root in roots)
            Reach(root, reached);
        return reached;
    }

    /// <summary>The type of a list's, sequence's or array's entries, however deep; otherwise the type itself.</summary>
    public static FieldType Innermost(FieldType type) => type.Entry is { } entry ? Innermost(entry) : type;

    private static void Reach(PacketLayout packet, List<PacketLayout> reached)
    {
        if (reached.Contains(packet))
            return;
        foreach (FieldLayout row in packet.Fields)
        {
            if (Innermost(row.Type).Packet is { } within)
                Reach(within, reached);
        }

        reached.Add(packet);
    }
}
