using KerberosGen.Layout;

namespace KerberosGen.Inspection.Decoding;

/// <summary>Finds out whether bytes are requests or responses, by which of the tables explain more of them.</summary>
public static class DirectionDetector
{
    private const int Enough = 64 * 1024;

    /// <summary>
    /// The direction whose tables explain more of the bytes; null if neither explains any. Bytes that one direction cuts
    /// into whole packets win over a proper beginning in the other.
    /// </summary>
    /// <param name="bytes">A stream's first bytes; 64 KiB of them are looked at.</param>
    /// <param name="protocol">The tables.</param>
    public static PacketDirection? Detect(ReadOnlySpan<byte> bytes, ProtocolLayout protocol)
    {
        double requests = ScoreOf(bytes, protocol.Requests);
        double responses = ScoreOf(bytes, protocol.Responses);
        if (requests <= 0 && responses <= 0)
            return null;
        return requests >= responses ? PacketDirection.Request : PacketDirection.Response;
    }

    // Bytes that belong to whole known packets count in full, those of a last one that is cut a little less; a header that
    // is cut counts for as much of it as is there, if it has its code.
    private static double ScoreOf(ReadOnlySpan<byte> bytes, DirectionLayout? tables)
    {
        if (tables is null)
            return 0;
        var probe = new HeaderProbe(tables);
        bytes = bytes[..Math.Min(bytes.Length, Enough)];
        double score = 0;
        while (bytes.Length >= probe.Size)
        {
            long size = probe.Size + (long)probe.PayloadSizeOf(bytes);
            if (probe.IsKnown(bytes))
            {
                if (size > bytes.Length)
                    return score + (0.9 * bytes.Length);
                score += size;
                bytes = bytes[(int)size..];
                continue;
            }

            bool hasCode = tables.FindAll(probe.CodeOf(bytes)).Length > 0;
            if (hasCode)
                score += 0.5 * probe.Size;
            int next = probe.FindKnown(bytes[1..]);
            if (next < 0)
                return score;
            bytes = bytes[(1 + next)..];
        }

        int codeEnd = (tables.CodeField.Offset ?? 0) + 2;
        if (bytes.Length >= codeEnd && HasCode(bytes, tables))
            score += 0.5 * codeEnd;
        return score;
    }

    private static bool HasCode(ReadOnlySpan<byte> cut, DirectionLayout tables)
    {
        var probe = new HeaderProbe(tables);
        Span<byte> padded = stackalloc byte[64];
        if (probe.Size > padded.Length)
            return false;
        padded.Clear();
        cut.CopyTo(padded);
        return tables.FindAll(probe.CodeOf(padded)).Length > 0;
    }
}
