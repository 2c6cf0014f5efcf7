using System.Buffers.Binary;
using KerberosGen.Inspection.Captures.Formats;

namespace KerberosGen.Inspection.Captures;

/// <summary>Reads a pcap file (draft-ietf-opsawg-pcap): either byte order, micro- or nanoseconds.</summary>
internal sealed class PcapReader(CaptureInput input) : IFrameSource
{
    public const uint MicrosecondMagic = 0xa1b2c3d4;
    public const uint NanosecondMagic = 0xa1b23c4d;

    public bool IsCut { get; private set; }

    public IEnumerable<CapturedFrame> Frames()
    {
        if (!input.TryRead(out PcapFileHeader header, out _))
            throw new CaptureFormatException("the file ends within its header", input.Offset);
        bool swap = header.Magic is not (MicrosecondMagic or NanosecondMagic);
        uint magic = swap ? BinaryPrimitives.ReverseEndianness(header.Magic) : header.Magic;
        if (magic is not (MicrosecondMagic or NanosecondMagic))
            throw new CaptureFormatException("the file does not begin as a pcap file", 0);
        uint link = swap ? BinaryPrimitives.ReverseEndianness(header.LinkType) : header.LinkType;
        long ticksPerFraction = magic == MicrosecondMagic ? TimeSpan.TicksPerMicrosecond : 0;

        while (input.TryRead(out PcapRecordHeader record, out bool isCut) || NoteCut(isCut))
        {
            if (swap)
                record = record.Swapped();
            byte[] bytes = input.Read(record.CapturedLength, "a packet");
            IsCut = bytes.Length < record.CapturedLength;
            long ticks = ticksPerFraction == 0 ? record.Fraction / TimeSpan.NanosecondsPerTick : record.Fraction * ticksPerFraction;
            yield return new CapturedFrame(
                DateTimeOffset.UnixEpoch.AddTicks((record.Seconds * TimeSpan.TicksPerSecond) + ticks), (LinkType)(ushort)link, bytes, record.OriginalLength);
            if (IsCut)
                yield break;
        }
    }

    private bool NoteCut(bool isCut)
    {
        IsCut = isCut;
        return false;
    }
}
