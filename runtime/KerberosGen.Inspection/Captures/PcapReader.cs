using System.Buffers.Binary;
using KerberosGen.Inspection.Captures.Formats;

namespace KerberosGen.Inspection.Captures;

/// <summary>Reads a pcap file (draft-ietf-opsawg-pcap): either byte order, micro- or nanoseconds, or several one behind the other.</summary>
internal sealed class PcapReader(CaptureInput input) : IFrameSource
{
    public const uint MicrosecondMagic = 0xa1b2c3d4;
    public const uint NanosecondMagic = 0xa1b23c4d;

    private const ushort Major = 2;
    private const ushort Minor = 4;

    private bool _isOpen;
    private bool _swap;
    private bool _isNanoseconds;
    private LinkType _link;

    public bool IsCut { get; private set; }

    public bool TryRead(out CapturedFrame frame)
    {
        if (!_isOpen)
            Open();
        frame = default;
        bool isRecord;
        while ((isRecord = input.Has(PcapRecordHeader.Size)) && CaptureReader.IsPcap(input.Span) && IsFileHeader())
            Open();
        if (!isRecord)
        {
            IsCut |= input.IsWithinRecord;
            return false;
        }

        PcapRecordHeader.Unpack(input.Span, out PcapRecordHeader record);
        if (_swap)
            record = record.Swapped();
        if (record.CapturedLength > CaptureInput.RecordLimit)
        {
            if (CaptureReader.IsPcapng(input.Span))
                throw new CaptureFormatException("another capture, a pcapng file, begins here: join captures with mergecap", input.Offset);
            throw new CaptureFormatException(
                $"a packet of {record.CapturedLength} bytes cannot be: the limit is {CaptureInput.RecordLimit}", input.Offset + PcapRecordHeader.Size);
        }

        int size = (int)record.CapturedLength;
        if (!input.Has(PcapRecordHeader.Size + size))
        {
            IsCut = true;
            size = input.Span.Length - PcapRecordHeader.Size;
        }

        frame = new CapturedFrame(TimeOf(record), _link, input.Ready(PcapRecordHeader.Size, size), record.OriginalLength);
        input.Skip(PcapRecordHeader.Size + size);
        return true;
    }

    private void Open()
    {
        if (!input.Has(PcapFileHeader.Size))
            throw new CaptureFormatException("the file ends within its header", input.Offset + input.Span.Length);
        PcapFileHeader.Unpack(input.Span, out PcapFileHeader header);
        _swap = header.Magic is not (MicrosecondMagic or NanosecondMagic);
        uint magic = _swap ? BinaryPrimitives.ReverseEndianness(header.Magic) : header.Magic;
        if (magic is not (MicrosecondMagic or NanosecondMagic))
            throw new CaptureFormatException("the file does not begin as a pcap file", 0);
        _isNanoseconds = magic == NanosecondMagic;
        _link = (LinkType)(ushort)(_swap ? BinaryPrimitives.ReverseEndianness(header.LinkType) : header.LinkType);
        input.Skip(PcapFileHeader.Size);
        _isOpen = true;
    }

    // `cat` puts captures one behind the other. The magic and the version as a time: in 2055, one microsecond of it.
    private bool IsFileHeader()
    {
        if (!input.Has(PcapFileHeader.Size))
            return false;
        PcapFileHeader.Unpack(input.Span, out PcapFileHeader header);
        return header.Magic is MicrosecondMagic or NanosecondMagic
            ? header is { Major: Major, Minor: Minor }
            : BinaryPrimitives.ReverseEndianness(header.Major) == Major && BinaryPrimitives.ReverseEndianness(header.Minor) == Minor;
    }

    private DateTimeOffset TimeOf(in PcapRecordHeader record)
    {
        long ticks = _isNanoseconds ? record.Fraction / TimeSpan.NanosecondsPerTick : record.Fraction * TimeSpan.TicksPerMicrosecond;
        return DateTimeOffset.UnixEpoch.AddTicks((record.Seconds * TimeSpan.TicksPerSecond) + ticks);
    }
}
