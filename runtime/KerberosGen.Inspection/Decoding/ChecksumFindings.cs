using KerberosGen.Inspection.Exports.Layouts;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Decoding;

/// <summary>Verifies a packet's checksums, once all of it was read.</summary>
internal static class ChecksumFindings
{
    public static void Check(PacketWalk packet, WalkCursor cursor)
    {
        foreach (FieldLayout row in packet.Layout.Fields)
        {
            if (row.Checksum is { } checksum
                && DecodedPacket.Find(packet.Fields, row.Name) is { HasNumber: true } field
                && StartOf(packet, checksum) is { } start
                && EndOf(packet, checksum, field) is { } end)
                Check(packet, checksum, field, start, end, cursor);
        }
    }

    private static int? StartOf(PacketWalk packet, ChecksumLayout checksum) =>
        checksum.From is { } from ? packet.PlaceOf(from)?.Start : packet.Start;

    private static int? EndOf(PacketWalk packet, ChecksumLayout checksum, DecodedField field) =>
        checksum.To is { } to ? packet.PlaceOf(to)?.End : field.Offset;

    private static void Check(PacketWalk packet, ChecksumLayout checksum, DecodedField field, int start, int end, WalkCursor cursor)
    {
        if (KnownChecksums.IsUnknown(checksum))
        {
            cursor.Findings.Add(new Finding(FindingIds.UnverifiedChecksum, Severity.Warning, "checksum not verified", field.Path, field.Offset)
            {
                Note = checksum.Name,
                Hint = "a file of tables names it but cannot carry it; with the assembly that declares it, it is verified",
            });
            return;
        }

        ReadOnlySpan<byte> bytes = cursor.Bytes.Span[packet.Start..cursor.Position];
        ulong computed = checksum.Compute(bytes, start - packet.Start, Math.Max(start, end) - packet.Start, field.Offset - packet.Start, field.Length);
        ulong mask = ulong.MaxValue >> (64 - Math.Min(64, 8 * field.Length));
        if ((computed & mask) == (field.Number & mask))
            return;
        cursor.Findings.Add(new Finding(FindingIds.WrongChecksum, Severity.Error, "wrong checksum", field.Path, field.Offset)
        {
            NeededValue = ValueText.HexOf(computed & mask, field.Length),
            FoundValue = field.IsSecret ? ValueText.Hidden : ValueText.Of(field),
            Note = FormattableString.Invariant($"{checksum.Name} of +0x{start:x4} to +0x{end:x4}"),
            Hint = "these bytes or the checksum were altered, or the sender computes it otherwise",
        });
    }
}
