using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Packing;

/// <summary>Decoded packets to be written again: the header and the payload of one.</summary>
/// <param name="Header">The header; null if there is none.</param>
/// <param name="Payload">The payload; null if no table has it.</param>
internal sealed record DraftedPacket(PacketDraft? Header, PacketDraft? Payload);

/// <summary>Writes decoded packets again.</summary>
internal static class DecodedPackets
{
    /// <summary>A packet as it was decoded.</summary>
    public static DraftedPacket Draft(DecodedPacket packet, bool keepsDerived, bool keepsConstants = true)
    {
        var drafts = new DecodedDrafts(keepsDerived, keepsConstants);
        bool isCut = packet.Findings.Any(f => f.Severity == Severity.Error);
        return new DraftedPacket(
            packet.HeaderLayout is { } header ? drafts.Packet(header, packet.Header, isCut) : null,
            packet.Layout is { } layout && packet.Status != DecodeStatus.Garbage ? drafts.Packet(layout, packet.Fields, isCut) : null);
    }

    /// <summary>Its bytes, the payload size put right unless it is kept.</summary>
    /// <exception cref="PackingException">A value does not fit, or a field is missing.</exception>
    public static byte[] Write(DraftedPacket draft, DecodedPacket packet)
    {
        byte[] payload = draft.Payload is { } fields ? DraftWriter.Write(fields, "fields") : [.. packet.Fields.SelectMany(f => f.Bytes.ToArray())];
        if (draft.Header is not { } header)
            return payload;
        if (header.Layout.Fields.FirstOrDefault(f => f.Role == FieldRole.PayloadSize) is { } size && header.Fields[header.Layout.Fields.IndexOf(size)] is not null)
            PacketPacker.SetMissing(header, size, (uint)payload.Length, "header");
        return [.. DraftWriter.Write(header, "header"), .. payload];
    }
}
