using System.Buffers.Binary;
using KerberosGen.Inspection.Captures.Formats;

namespace KerberosGen.Inspection.Captures;

/// <summary>
/// Reads a pcapng file (draft-ietf-opsawg-pcapng): several sections, byte orders and interfaces; enhanced, simple and
/// obsolete packet blocks. Blocks that it does not know are passed over without being held.
/// </summary>
internal sealed class PcapngReader(CaptureInput input) : IFrameSource
{
    public const uint SectionBlock = 0x0a0d0d0a;
    public const uint InterfaceBlock = 1;
    public const uint ObsoletePacketBlock = 2;
    public const uint SimplePacketBlock = 3;
    public const uint EnhancedPacketBlock = 6;
    public const uint ByteOrderMagic = 0x1a2b3c4d;

    // What Wireshark believes.
    private const int BlockLimit = 16 * 1024 * 1024;
    private const int InterfaceLimit = 64 * 1024;
    private const int Overhead = PcapngBlockHeader.Size + sizeof(uint);

    private readonly List<CaptureInterface> _interfaces = [];
    private bool _swap;

    public bool IsCut { get; private set; }

    public bool TryRead(out CapturedFrame frame)
    {
        frame = default;
        while (input.Has(PcapngBlockHeader.Size))
        {
            PcapngBlockHeader.Unpack(input.Span, out PcapngBlockHeader header);
            if (header.Type == SectionBlock && !TryBeginSection())
                break;
            if (CaptureReader.IsPcap(input.Span))
                throw Broken("another capture, a pcap file, begins here: join captures with mergecap");
            if (_swap)
                header = header.Swapped();
            CheckSize(header.TotalLength, header.Type == SectionBlock ? Overhead + PcapngSectionHeader.Size : Overhead);
            int size = (int)header.TotalLength;
            switch (header.Type)
            {
                case EnhancedPacketBlock or ObsoletePacketBlock when input.Has(PcapngBlockHeader.Size + PcapngPacket.Size):
                    frame = header.Type == EnhancedPacketBlock ? EnhancedPacket(size) : ObsoletePacket(size);
                    return true;
                case SimplePacketBlock when input.Has(PcapngBlockHeader.Size + PcapngSimplePacket.Size):
                    frame = SimplePacket(size);
                    return true;
                case InterfaceBlock when input.Has(Math.Min(size, CaptureInput.RecordLimit)):
                    AddInterface(size);
                    break;
                case EnhancedPacketBlock or ObsoletePacketBlock or SimplePacketBlock or InterfaceBlock:
                    IsCut = true;
                    return false;
            }

            input.Skip(size);
        }

        IsCut |= input.IsWithinRecord;
        return false;
    }

    // The section's magic tells the byte order, in which the length in front of it is written as well.
    private bool TryBeginSection()
    {
        if (!input.Has(PcapngBlockHeader.Size + PcapngSectionHeader.Size))
            return false;
        PcapngSectionHeader.Unpack(input.Span[PcapngBlockHeader.Size..], out PcapngSectionHeader section);
        _swap = section.Magic != ByteOrderMagic;
        if (_swap && BinaryPrimitives.ReverseEndianness(section.Magic) != ByteOrderMagic)
            throw Broken("a section does not begin as a pcapng section");
        _interfaces.Clear();
        return true;
    }

    private void CheckSize(uint size, int least)
    {
        if (size < least || size % 4 != 0)
            throw Broken($"a block of {size} bytes cannot be");
        if (size > BlockLimit)
            throw Broken($"a block of {size} bytes cannot be: the limit is {BlockLimit}");
    }

    private void AddInterface(int size)
    {
        if (size < Overhead + PcapngInterface.Size)
            throw Broken($"an interface of {size} bytes is too short");
        if (_interfaces.Count == InterfaceLimit)
            throw Broken($"a section of more than {InterfaceLimit} interfaces cannot be");
        int end = Math.Min(size, CaptureInput.RecordLimit) - sizeof(uint);
        _interfaces.Add(CaptureInterface.Read(input.Span[PcapngBlockHeader.Size..end], _swap));
    }

    private CapturedFrame EnhancedPacket(int size)
    {
        PcapngPacket.Unpack(input.Span[PcapngBlockHeader.Size..], out PcapngPacket packet);
        if (_swap)
            packet = packet.Swapped();
        return PacketOf(packet, size);
    }

    private CapturedFrame ObsoletePacket(int size)
    {
        PcapngObsoletePacket.Unpack(input.Span[PcapngBlockHeader.Size..], out PcapngObsoletePacket packet);
        if (_swap)
            packet = packet.Swapped();
        return PacketOf(packet.ToEnhanced(), size);
    }

    private CapturedFrame PacketOf(in PcapngPacket packet, int size)
    {
        if (packet.CapturedLength > size - Overhead - PcapngPacket.Size || packet.CapturedLength > CaptureInput.RecordLimit)
            throw Broken($"a packet of {packet.CapturedLength} bytes does not fit in its block");
        if (packet.Interface >= _interfaces.Count)
            throw Broken($"a packet of interface {packet.Interface}, which is not described");
        CaptureInterface from = _interfaces[(int)packet.Interface];
        ReadOnlyMemory<byte> bytes = Take(PcapngBlockHeader.Size + PcapngPacket.Size, (int)packet.CapturedLength, size);
        return new CapturedFrame(from.TimeOf(((ulong)packet.TimeHigh << 32) | packet.TimeLow), from.LinkType, bytes, packet.OriginalLength);
    }

    private CapturedFrame SimplePacket(int size)
    {
        if (_interfaces.Count == 0)
            throw Broken("a packet of interface 0, which is not described");
        CaptureInterface from = _interfaces[0];
        PcapngSimplePacket.Unpack(input.Span[PcapngBlockHeader.Size..], out PcapngSimplePacket packet);
        uint length = _swap ? BinaryPrimitives.ReverseEndianness(packet.OriginalLength) : packet.OriginalLength;
        long kept = Math.Min(from.SnapLength == 0 ? length : Math.Min(length, from.SnapLength), size - Overhead - PcapngSimplePacket.Size);
        if (kept is < 0 or > CaptureInput.RecordLimit)
            throw Broken($"a packet of {kept} bytes cannot be: the limit is {CaptureInput.RecordLimit}");
        return new CapturedFrame(
            DateTimeOffset.UnixEpoch, from.LinkType, Take(PcapngBlockHeader.Size + PcapngSimplePacket.Size, (int)kept, size), length);
    }

    // Where the file ends within the packet, what is there of it.
    private ReadOnlyMemory<byte> Take(int at, int length, int size)
    {
        if (!input.Has(at + length))
        {
            IsCut = true;
            length = input.Span.Length - at;
        }

        ReadOnlyMemory<byte> bytes = input.Ready(at, length);
        input.Skip(IsCut ? at + length : size);
        return bytes;
    }

    private CaptureFormatException Broken(string what) => new(what, input.Offset);
}
