using System.Buffers.Binary;

namespace KerberosGen.Inspection.Inputs;

/// <summary>Files that are known by their first bytes and hold packets, but in a form that is not read here.</summary>
public static class ForeignFormat
{
    // Wireshark's "modified pcap", of Linux patches from before 2000: longer record headers.
    private const uint ModifiedPcap = 0xa1b2cd34;

    /// <summary>What the file is, and what makes a readable one of it, in one sentence; null for every other file.</summary>
    /// <param name="beginning">Its first bytes; 16 are enough.</param>
    public static string? Describe(ReadOnlySpan<byte> beginning)
    {
        if (beginning.Length < sizeof(uint))
            return null;
        // RFC 1952, section 2.3.1: the only method there is. RFC 8878, section 3.1.1.
        if (beginning.StartsWith<byte>([0x1f, 0x8b, 8]))
            return Compressed("gzip", "gunzip -c");
        if (beginning.StartsWith<byte>([0x28, 0xb5, 0x2f, 0xfd]))
            return Compressed("zstd", "zstd -dc");
        if (BinaryPrimitives.ReadUInt32LittleEndian(beginning) == ModifiedPcap || BinaryPrimitives.ReadUInt32BigEndian(beginning) == ModifiedPcap)
            return $"a modified pcap file is not read; {Conversion()}";
        // RFC 1761, section 3.
        if (beginning.StartsWith("snoop\0\0\0"u8))
            return $"a snoop file is not read; {Conversion()}";
        // Its packets may each be of another link, which pcapng cannot be told of: one must be named.
        return beginning.StartsWith("+---------+-----"u8) ? $"a K12 text file is not read; {Conversion("-T ether ")}" : null;
    }

    private static string Conversion(string link = "") => $"write it as pcapng first: editcap -F pcapng {link}IN OUT";

    private static string Compressed(string format, string unpack) => $"the input is compressed with {format}; unpack it first: {unpack} IN > OUT";
}
