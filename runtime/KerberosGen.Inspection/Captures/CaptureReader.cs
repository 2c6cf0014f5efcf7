using System.Buffers.Binary;

namespace KerberosGen.Inspection.Captures;

/// <summary>Reads the frames of a pcap or pcapng file, one at a time; it holds no more than one record of 256 KiB.</summary>
public sealed class CaptureReader
{
    private readonly IFrameSource _source;

    private CaptureReader(IFrameSource source) => _source = source;

    /// <summary>True if the file ended within a record: known once the last frame was handed out.</summary>
    public bool IsCut => _source.IsCut;

    /// <summary>Opens a pcap file.</summary>
    /// <param name="stream">The file from its first byte; it need not be seekable.</param>
    public static CaptureReader OpenPcap(Stream stream) => new(new PcapReader(new CaptureInput(stream)));

    /// <summary>Opens a pcapng file.</summary>
    /// <param name="stream">The file from its first byte; it need not be seekable.</param>
    public static CaptureReader OpenPcapng(Stream stream) => new(new PcapngReader(new CaptureInput(stream)));

    /// <summary>True if a file that begins like this is a pcap file.</summary>
    public static bool IsPcap(ReadOnlySpan<byte> beginning) => beginning.Length >= 4
        && (BinaryPrimitives.ReadUInt32LittleEndian(beginning) is PcapReader.MicrosecondMagic or PcapReader.NanosecondMagic
            || BinaryPrimitives.ReadUInt32BigEndian(beginning) is PcapReader.MicrosecondMagic or PcapReader.NanosecondMagic);

    /// <summary>True if a file that begins like this is a pcapng file.</summary>
    public static bool IsPcapng(ReadOnlySpan<byte> beginning) => beginning.Length >= 4
        && BinaryPrimitives.ReadUInt32LittleEndian(beginning) == PcapngReader.SectionBlock;

    /// <summary>The frames, in the file's order.</summary>
    /// <exception cref="CaptureFormatException">The file is broken; the frames before that were handed out.</exception>
    public IEnumerable<CapturedFrame> ReadFrames() => _source.Frames();
}
