using System.Buffers;

namespace KerberosGen.Packets.Tests.Laws;

/// <summary>Bytes as a sequence of several segments.</summary>
public static class Segments
{
    /// <param name="bytes">The bytes of all segments.</param>
    /// <param name="cuts">Where a new segment begins, in order. Equal cuts make an empty segment.</param>
    public static ReadOnlySequence<byte> Cut(byte[] bytes, params ReadOnlySpan<int> cuts)
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
