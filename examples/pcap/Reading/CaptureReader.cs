namespace KerberosGen.Examples.Pcap;

/// <summary>Reads capture files.</summary>
public static class CaptureReader
{
    /// <summary>Reads a file that is pcap or pcapng, in either byte order.</summary>
    /// <param name="file">The whole file.</param>
    /// <exception cref="FormatException">It is neither.</exception>
    public static Capture Read(ReadOnlySpan<byte> file)
    {
        if (SectionStart.Unpack(file, out SectionStart start).IsDone)
            return PcapngReader.Read(file, start.Magic == ByteOrderMagic.BigEndian);
        if (PcapHeader.Unpack(file, out PcapHeader header).IsDone)
            return PcapReader.Read(file, header);
        if (PcapHeaderBigEndian.Unpack(file, out PcapHeaderBigEndian bigEndian).IsDone)
            return PcapReader.Read(file, bigEndian);
        throw new FormatException("It is neither a pcap nor a pcapng file.");
    }
}
