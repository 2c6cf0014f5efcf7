using KerberosGen.Layout;

namespace KerberosGen.Codec;

/// <summary>Computes a checksum over part of a packet, for generated code and for tools that read layout tables.</summary>
public static class Checksum
{
    /// <summary>The checksum of the bytes from <paramref name="start"/> to <paramref name="end"/>, its own counted as zero.</summary>
    /// <typeparam name="TChecksum">The function.</typeparam>
    /// <param name="packet">The whole packet.</param>
    /// <param name="start">The first covered byte.</param>
    /// <param name="end">Behind the last covered byte.</param>
    /// <param name="own">Where the checksum stands.</param>
    /// <param name="ownSize">Bytes of the checksum, 1 to 8.</param>
    public static ulong Over<TChecksum>(ReadOnlySpan<byte> packet, int start, int end, int own, int ownSize)
        where TChecksum : struct, IChecksum
    {
        var checksum = default(TChecksum);
        if (own >= end || own + ownSize <= start)
        {
            checksum.Append(packet[start..end]);
            return checksum.Value;
        }

        ReadOnlySpan<byte> zeros = [0, 0, 0, 0, 0, 0, 0, 0];
        checksum.Append(packet[start..own]);
        checksum.Append(zeros[..ownSize]);
        checksum.Append(packet[(own + ownSize)..end]);
        return checksum.Value;
    }

    /// <summary>What a checksum is, for a packet's table.</summary>
    /// <typeparam name="TChecksum">The function.</typeparam>
    /// <param name="from">The first covered field's name on paper, or null for the packet's first byte.</param>
    /// <param name="to">The last covered field's name on paper, or null for the last byte before the checksum.</param>
    public static ChecksumLayout Describe<TChecksum>(string? from, string? to)
        where TChecksum : struct, IChecksum =>
        new() { Name = TChecksum.Name, From = from, To = to, Compute = Over<TChecksum> };
}
