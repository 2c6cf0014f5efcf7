using KerberosGen.Inspection.Decoding;

namespace KerberosGen.Inspection.Comparing;

/// <summary>Finds which packets of two inputs stand for each other: those of one kind, in order, the same ones first of all.</summary>
public static class PacketAligner
{
    private const int SameKind = 2;
    private const int SameBytes = 3;

    /// <summary>Every packet of both inputs once, in order.</summary>
    public static List<PacketPair> Align(IReadOnlyList<DecodedPacket> a, IReadOnlyList<DecodedPacket> b)
    {
        int start = 0;
        while (start < Math.Min(a.Count, b.Count) && WeightOf(a[start], b[start]) == SameBytes)
            start++;
        int end = 0;
        while (end < Math.Min(a.Count, b.Count) - start && WeightOf(a[^(end + 1)], b[^(end + 1)]) == SameBytes)
            end++;
        List<(int A, int B)> between = Alignment.Of(a.Count - start - end, b.Count - start - end, (i, j) => WeightOf(a[start + i], b[start + j]));
        return
        [
            .. Enumerable.Range(0, start).Select(i => new PacketPair(a[i], b[i])),
            .. between.Select(p => new PacketPair(p.A < 0 ? null : a[start + p.A], p.B < 0 ? null : b[start + p.B])),
            .. Enumerable.Range(1, end).Reverse().Select(i => new PacketPair(a[^i], b[^i])),
        ];
    }

    private static int WeightOf(DecodedPacket a, DecodedPacket b)
    {
        if (a.Code != b.Code || a.Direction != b.Direction || a.Name != b.Name)
            return 0;
        return a.Bytes.Span.SequenceEqual(b.Bytes.Span) ? SameBytes : SameKind;
    }
}
