using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Packing;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Rendering;

/// <summary>Whether the values that JSON shows say all of a packet's bytes.</summary>
internal static class ShownBytes
{
    /// <summary>True if the packet is written again from its values alone, byte for byte.</summary>
    public static bool AreAll(DecodedPacket packet, List<DecodedField> leaves)
    {
        if (packet.Findings.Count == 0 && !leaves.Exists(IsDoubtful) && !HasEmptyEntries(packet.Fields))
            return true;
        (JsonValue header, JsonValue fields) = ShownValues.Of(packet);
        return PacketPacker.TryPack(packet, header, fields) is { } bytes && packet.Bytes.Span.SequenceEqual(bytes);
    }

    // What a packet without findings may still hold that its values do not say.
    private static bool IsDoubtful(DecodedField leaf) => leaf.Type.Kind switch
    {
        _ when leaf.Part == FieldPart.Padding => leaf.Bytes.Span.ContainsAnyExcept((byte)0),
        FieldKind.Float => !double.IsFinite(leaf.HasNumber ? ValueText.FloatOf(leaf) : double.NaN),
        FieldKind.Array when leaf.Type.Entry!.Kind == FieldKind.Float => true,
        _ when leaf.Type.IsLeb128 => leaf.Type.Bits > 64,
        _ => leaf.Layout is null && leaf.Name is "trailing" or "undecoded",
    };

    // Of entries of no bytes not even their number is shown.
    private static bool HasEmptyEntries(IReadOnlyList<DecodedField> fields)
    {
        foreach (DecodedField field in fields)
        {
            if (field.Type.Entry is { Size: 0 } || HasEmptyEntries(field.Children))
                return true;
        }

        return false;
    }
}
