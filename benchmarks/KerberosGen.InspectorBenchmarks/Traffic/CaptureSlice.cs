using System.Buffers.Binary;

namespace KerberosGen.InspectorBenchmarks.Traffic;

/// <summary>The beginning of a capture, for what is too slow for all of it.</summary>
internal static class CaptureSlice
{
    private const int FileHeader = 24;
    private const int RecordHeader = 16;

    /// <summary>Writes as many whole records as fit; answers the bytes written.</summary>
    public static long Write(string pcap, string slice, long size)
    {
        using FileStream input = File.OpenRead(pcap);
        byte[] bytes = new byte[Math.Min(size, input.Length)];
        input.ReadExactly(bytes);
        int end = FileHeader;
        while (end + RecordHeader <= bytes.Length)
        {
            int next = end + RecordHeader + BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(end + 8));
            if (next > bytes.Length)
                break;
            end = next;
        }

        using FileStream output = File.Create(slice);
        output.Write(bytes, 0, end);
        return end;
    }
}
