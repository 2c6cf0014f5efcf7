using KerberosGen.Inspection.Decoding;

namespace KerberosGen.Inspection.Packing;

/// <summary>Sets fields of decoded packets and puts right what follows from them: lengths, counts, the payload size, checksums.</summary>
/// <param name="assignments">What to set, in this order.</param>
/// <param name="keepsLengths">True to leave everything else as it is.</param>
/// <param name="keys">Seal plaintexts that are set again, as they were sealed; null if none are set.</param>
public sealed class PacketEditor(IReadOnlyList<FieldAssignment> assignments, bool keepsLengths, IKeyRing? keys = null)
{
    private readonly DraftSetter _setter = new();
    private readonly PlaintextSealer _sealer = new(assignments, keys);

    /// <summary>True if a packet's tables have every field that is set, and the entries that stand above it are there.</summary>
    public bool Fits(DecodedPacket packet)
    {
        DraftedPacket draft = DecodedPackets.Draft(packet, keepsDerived: true);
        return assignments.All(a => a.IsOfPlaintext
            ? _sealer.CanSeal(packet, a)
            : Root(draft, a) is { } root && DraftSetter.CanReach(root, StepsOf(a)));
    }

    /// <summary>The packet's bytes, edited.</summary>
    /// <exception cref="PackingException">A value does not fit its field, or a field that must be there now is not.</exception>
    public byte[] Edit(DecodedPacket packet)
    {
        if (!IsWrittenAgain(packet))
            return Patch(packet);
        DraftedPacket draft = DecodedPackets.Draft(packet, keepsLengths);
        foreach (FieldAssignment assignment in assignments.Select(a => _sealer.Sealed(packet, a)))
            _setter.Set(Root(draft, assignment)!, StepsOf(assignment), assignment);
        return DecodedPackets.Write(draft, packet);
    }

    private static bool IsWrittenAgain(DecodedPacket packet)
    {
        try
        {
            return packet.Bytes.Span.SequenceEqual(DecodedPackets.Write(DecodedPackets.Draft(packet, keepsDerived: true), packet));
        }
        catch (PackingException)
        {
            return false;
        }
    }

    private static PacketDraft? Root(DraftedPacket draft, FieldAssignment assignment) => assignment.IsOfHeader ? draft.Header : draft.Payload;

    private static ReadOnlySpan<PathStep> StepsOf(FieldAssignment assignment) =>
        ((PathStep[])[.. assignment.Steps]).AsSpan(assignment.IsOfHeader ? 1 : 0);

    // A packet so broken that its tables do not write it: bytes change in their place, and nothing else does.
    private byte[] Patch(DecodedPacket packet)
    {
        byte[] bytes = packet.Bytes.ToArray();
        foreach (FieldAssignment assignment in assignments.Select(a => _sealer.Sealed(packet, a)))
        {
            DecodedField field = packet.Leaves().FirstOrDefault(f => f.Path == assignment.Path && f is { IsComplete: true, Bits: null })
                ?? throw new PackingException(FindingIds.NotThere, assignment.Path, 0, "cannot be set: the packet is broken there");
            byte[] value = DraftSetter.BytesOf(field, assignment);
            if (value.Length != field.Length)
                throw new PackingException(FindingIds.DoesNotFit, assignment.Path, 0, FormattableString.Invariant($"takes {field.Length} bytes as long as the rest of the packet is broken; found {value.Length}"));
            value.CopyTo(bytes, field.Offset);
        }

        return bytes;
    }
}
