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
    public static PacketDirection? Detect(ReadOnlySpan<byte> bytes, ProtocolLayout protocol) => Detect(bytes, new HeaderProbes(protocol));

    /// <summary>The direction whose tables explain more of the bytes; if neither explains any, the first that is declared.</summary>
    /// <param name="bytes">A stream's first bytes.</param>
    /// <param name="protocol">The tables of a protocol with a header.</param>
    public static PacketDirection DetectOrDefault(ReadOnlySpan<byte> bytes, ProtocolLayout protocol) =>
        DetectOrDefault(bytes, new HeaderProbes(protocol));

    internal static PacketDirection DetectOrDefault(ReadOnlySpan<byte> bytes, HeaderProbes probes) =>
        Detect(bytes, probes) ?? probes.Default.Direction;

    internal static PacketDirection? Detect(ReadOnlySpan<byte> bytes, HeaderProbes probes)
    {
        HeaderProbe? requests = probes.Of(PacketDirection.Request);
        HeaderProbe? responses = probes.Of(PacketDirection.Response);
        if (IsWholePackets(bytes, requests))
            return PacketDirection.Request;
        if (IsWholePackets(bytes, responses))
            return PacketDirection.Response;
        double requestScore = ScoreOf(bytes, requests);
        double responseScore = ScoreOf(bytes, responses);
        if (requestScore <= 0 && responseScore <= 0)
            return null;
        return requestScore >= responseScore ? PacketDirection.Request : PacketDirection.Response;
    }

    // Nothing explains more; it need not be weighed.
    private static bool IsWholePackets(ReadOnlySpan<byte> bytes, HeaderProbe? probe)
    {
        if (probe is null || bytes.IsEmpty)
            return false;
        while (!bytes.IsEmpty)
        {
            if (!probe.TryReadKnown(bytes, out long size) || size > bytes.Length)
                return false;
            bytes = bytes[(int)size..];
        }

        return true;
    }

    // Bytes that belong to whole known packets count in full, those of a last one that is cut a little less; a header that
    // is cut counts for as much of it as is there, if it has its code.
    private static double ScoreOf(ReadOnlySpan<byte> bytes, HeaderProbe? probe)
    {
        if (probe is null)
            return 0;
        bytes = bytes[..Math.Min(bytes.Length, Enough)];
        double score = 0;
        while (bytes.Length >= probe.Size)
        {
            if (probe.TryReadKnown(bytes, out long size))
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

        if (bytes.Length < probe.CodeEnd)
            return score;
        byte[] padded = new byte[probe.Size];
        bytes.CopyTo(padded);
        return probe.HasKnownCode(padded) ? score + (0.5 * probe.CodeEnd) : score;
    }
}
