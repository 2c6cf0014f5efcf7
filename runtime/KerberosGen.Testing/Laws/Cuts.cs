using System.Buffers;

namespace KerberosGen.Testing.Laws;

/// <summary>Where packets are cut.</summary>
internal static class Cuts
{
    private const int All = 72;

    /// <summary>Every length below the whole if that is short; otherwise those at both ends, around fields, and some between.</summary>
    public static IEnumerable<int> Of(int length, IEnumerable<EncodedField>? fields = null)
    {
        if (length <= All)
            return Enumerable.Range(0, length);
        IEnumerable<int> ends = Enumerable.Range(0, 24).Concat(Enumerable.Range(length - 24, 24));
        IEnumerable<int> between = Enumerable.Range(1, 16).Select(i => (int)((long)length * i / 17));
        IEnumerable<int> around = (fields ?? []).Take(40).SelectMany(f => (int[])[f.Offset, f.Offset + f.Size - 1, f.Offset + f.Size]);
        return ends.Concat(between).Concat(around).Where(cut => cut >= 0 && cut < length).Distinct();
    }

    /// <summary>The bytes as a sequence whose segments begin at these places.</summary>
    public static ReadOnlySequence<byte> Segments(byte[] bytes, params ReadOnlySpan<int> cuts)
    {
        Segment? first = null;
        Segment? last = null;
        int start = 0;
        foreach (int end in (int[])[.. cuts, bytes.Length])
        {
            last = new Segment(bytes.AsMemory(start, end - start), last);
            first ??= last;
            start = end;
        }

        return new ReadOnlySequence<byte>(first!, 0, last!, last!.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, Segment? previous)
        {
            Memory = memory;
            if (previous is null)
                return;
            previous.Next = this;
            RunningIndex = previous.RunningIndex + previous.Memory.Length;
        }
    }
}
