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
        double requests = ScoreOf(bytes, protocol.Requests, protocol);
        double responses = ScoreOf(bytes, protocol.Responses, protocol);
        if (requests <= 0 && responses <= 0)
            return null;
        return requests >= responses ? PacketDirection.Request : PacketDirection.Response;
    }

    /// <summary>The direction whose tables explain more of the bytes; if neither explains any, the first that is declared.</summary>
    /// <param name="bytes">A stream's first bytes.</param>
    /// <param name="protocol">The tables of a protocol with a header.</param>
    public static PacketDirection DetectOrDefault(ReadOnlySpan<byte> bytes, ProtocolLayout protocol) =>
        Detect(bytes, protocol) ?? DefaultOf(protocol);

    internal static PacketDirection DefaultOf(ProtocolLayout protocol) =>
        protocol.Requests is null ? PacketDirection.Response : PacketDirection.Request;

    // Bytes that belong to whole known packets count in full, those of a last one that is cut a little less; a header that
    // is cut counts for as much of it as is there, if it has its code.
    private static double ScoreOf(ReadOnlySpan<byte> bytes, DirectionLayout? tables, ProtocolLayout protocol)
    {
        if (tables is null)
            return 0;
        var probe = new HeaderProbe(tables, protocol);
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

            if (probe.HasKnownCode(bytes))
                score += 0.5 * probe.Size;
            int next = probe.FindKnown(bytes[1..]);
            if (next < 0)
                return score;
            bytes = bytes[(1 + next)..];
        }

        int codeEnd = (tables.CodeField.Offset ?? 0) + (tables.CodeField.Type.Size ?? 2);
        if (bytes.Length < codeEnd)
            return score;
        byte[] padded = new byte[probe.Size];
        bytes.CopyTo(padded);
        return probe.HasKnownCode(padded) ? score + (0.5 * codeEnd) : score;
    }
}
