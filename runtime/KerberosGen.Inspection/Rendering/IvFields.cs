using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Rendering;

/// <summary>Tells initialisation vectors, whose bytes say nothing to a person, from other fields.</summary>
internal static class IvFields
{
    public static bool IsIv(DecodedPacket packet, DecodedField field) =>
        field.Layout is { } row && packet.Layout is { } layout
        && WithNested(layout).Any(table => table.Fields.Contains(row) && table.Fields.Any(f => f.Encryption?.Iv == row.Name));

    private static IEnumerable<PacketLayout> WithNested(PacketLayout layout) =>
        layout.Fields.Select(f => f.Type.Packet ?? f.Type.Entry?.Packet).OfType<PacketLayout>().SelectMany(WithNested).Prepend(layout);
}
