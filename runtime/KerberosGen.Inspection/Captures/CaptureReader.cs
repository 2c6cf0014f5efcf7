using System.Buffers.Binary;

namespace KerberosGen.Inspection.Captures;

/// <summary>
/// Reads the frames of a pcap or pcapng file, one at a time. It holds no more than one record of 256 KiB and asks the
/// stream for more only when no whole record is left, so a stream that waits for a file to grow hands out every frame as
/// soon as it is written.
/// </summary>
public sealed class CaptureReader
{
    private readonly CaptureInput _input;
    private readonly IFrameSource _source;
    private readonly Dictionary<LinkType, long> _unread = [];

    private CaptureReader(CaptureInput input, IFrameSource source)
    {
        _input = input;
        _source = source;
    }

    /// <summary>True if the file ended within a record: known once the last frame was handed out.</summary>
    public bool IsCut => _source.IsCut;

    /// <summary>Bytes of the file up to where the next frame's record begins.</summary>
    public long Offset => _input.Offset;

    /// <summary>How many of the frames so far are of link types that cannot be read, by type: no packet comes of them.</summary>
    public IReadOnlyDictionary<LinkType, long> Unread => _unread;

    /// <summary>Opens a pcap file.</summary>
    /// <param name="stream">The file from its first byte; it need not be seekable.</param>
    public static CaptureReader OpenPcap(Stream stream)
    {
        var input = new CaptureInput(stream);
        return new CaptureReader(input, new PcapReader(input));
    }

    /// <summary>Opens a pcapng file.</summary>
    /// <param name="stream">The file from its first byte; it need not be seekable.</param>
    public static CaptureReader OpenPcapng(Stream stream)
    {
        var input = new CaptureInput(stream);
        return new CaptureReader(input, new PcapngReader(input));
    }

    /// <summary>True if a file that begins like this is a pcap file.</summary>
    public static bool IsPcap(ReadOnlySpan<byte> beginning) => beginning.Length >= 4
        && (BinaryPrimitives.ReadUInt32LittleEndian(beginning) is PcapReader.MicrosecondMagic or PcapReader.NanosecondMagic
            || BinaryPrimitives.ReadUInt32BigEndian(beginning) is PcapReader.MicrosecondMagic or PcapReader.NanosecondMagic);

    /// <summary>True if a file that begins like this is a pcapng file.</summary>
    public static bool IsPcapng(ReadOnlySpan<byte> beginning) => beginning.Length >= 4
        && BinaryPrimitives.ReadUInt32LittleEndian(beginning) == PcapngReader.SectionBlock;

    /// <summary>Reads the next frame without copying it; false at the file's end.</summary>
    /// <param name="frame">The frame; its bytes are there until the next is read.</param>
    /// <exception cref="CaptureFormatException">The file is broken here.</exception>
    public bool TryRead(out CapturedFrame frame)
    {
        if (!_source.TryRead(out frame))
            return false;
        if (!LinkHeader.IsRead(frame.LinkType))
            _unread[frame.LinkType] = _unread.GetValueOrDefault(frame.LinkType) + 1;
        return true;
    }

    /// <summary>The frames, in the file's order, each with bytes of its own.</summary>
    /// <exception cref="CaptureFormatException">The file is broken; the frames before that were handed out.</exception>
    public IEnumerable<CapturedFrame> ReadFrames()
    {
        while (TryRead(out CapturedFrame frame))
            yield return frame with { Bytes = frame.Bytes.ToArray() };
    }
}
