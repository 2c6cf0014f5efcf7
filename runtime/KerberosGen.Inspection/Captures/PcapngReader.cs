using System.Buffers.Binary;
using KerberosGen.Codec;
using KerberosGen.Inspection.Captures.Formats;

namespace KerberosGen.Inspection.Captures;

/// <summary>Reads a pcapng file (draft-ietf-opsawg-pcapng): several sections, byte orders and interfaces.</summary>
internal sealed class PcapngReader(CaptureInput input) : IFrameSource
{
    public const uint SectionBlock = 0x0a0d0d0a;
    public const uint InterfaceBlock = 1;
    public const uint SimplePacketBlock = 3;
    public const uint EnhancedPacketBlock = 6;
    public const uint ByteOrderMagic = 0x1a2b3c4d;
    private const int Overhead = 12;
    private const ushort TimeResolutionOption = 9;
    private const ushort TimeOffsetOption = 14;

    private readonly List<CaptureInterface> _interfaces = [];
    private bool _swap;

    public bool IsCut { get; private set; }

    public IEnumerable<CapturedFrame> Frames()
    {
        while (true)
        {
            long at = input.Offset;
            if (!input.TryRead(out PcapngBlockHeader header, out bool isCut))
            {
                IsCut = isCut;
                yield break;
            }

            byte[]? body = header.Type == SectionBlock ? ReadSection(header, at) : ReadBody(header, at);
            if (body is null)
            {
                IsCut = true;
                yield break;
            }

            uint type = _swap ? BinaryPrimitives.ReverseEndianness(header.Type) : header.Type;
            if (type == InterfaceBlock)
                AddInterface(body, at);
            else if (type is EnhancedPacketBlock or SimplePacketBlock)
                yield return type == EnhancedPacketBlock ? EnhancedPacket(body, at) : SimplePacket(body, at);
        }
    }

    // The section's magic tells the byte order, in which the length in front of it is written as well.
    private byte[]? ReadSection(PcapngBlockHeader header, long at)
    {
        if (!input.TryRead(out PcapngSectionHeader section, out _))
            return null;
        _swap = section.Magic != ByteOrderMagic;
        if (_swap && BinaryPrimitives.ReverseEndianness(section.Magic) != ByteOrderMagic)
            throw new CaptureFormatException("a section does not begin as a pcapng section", at);
        _interfaces.Clear();
        return ReadBody(header, at, PcapngSectionHeader.Size);
    }

    private byte[]? ReadBody(PcapngBlockHeader header, long at, int taken = 0)
    {
        uint total = _swap ? header.Swapped().TotalLength : header.TotalLength;
        if (total < Overhead + taken || total % 4 != 0)
            throw new CaptureFormatException($"a block of {total} bytes cannot be", at);
        uint rest = total - (uint)(PcapngBlockHeader.Size + taken);
        byte[] body = input.Read(rest, "a block");
        return body.Length < rest ? null : body[..^4];
    }

    private void AddInterface(byte[] body, long at)
    {
        PcapngInterface description = Unpack<PcapngInterface>(body, at, "an interface");
        if (_swap)
            description = description.Swapped();
        byte resolution = 6;
        long offset = 0;
        ReadOnlySpan<byte> options = body.AsSpan(PcapngInterface.Size);
        while (PcapngOption.Unpack(options, out PcapngOption option).IsDone)
        {
            if (_swap)
                option = option.Swapped();
            options = options[PcapngOption.Size..];
            if (option.Code == 0 || option.Length > options.Length)
                break;
            if (option is { Code: TimeResolutionOption, Length: 1 })
                resolution = options[0];
            else if (option is { Code: TimeOffsetOption, Length: 8 })
                offset = _swap ? BinaryPrimitives.ReadInt64BigEndian(options) : BinaryPrimitives.ReadInt64LittleEndian(options);
            options = options[Math.Min(options.Length, (option.Length + 3) & ~3)..];
        }

        _interfaces.Add(new CaptureInterface((LinkType)description.LinkType, description.SnapLength, resolution, offset));
    }

    private CapturedFrame EnhancedPacket(byte[] body, long at)
    {
        PcapngPacket packet = Unpack<PcapngPacket>(body, at, "a packet");
        if (_swap)
            packet = packet.Swapped();
        if (packet.CapturedLength > body.Length - PcapngPacket.Size)
            throw new CaptureFormatException($"a packet of {packet.CapturedLength} bytes does not fit in its block", at);
        if (packet.Interface >= _interfaces.Count)
            throw new CaptureFormatException($"a packet of interface {packet.Interface}, which is not described", at);
        CaptureInterface from = _interfaces[(int)packet.Interface];
        ulong units = ((ulong)packet.TimeHigh << 32) | packet.TimeLow;
        return new CapturedFrame(
            from.TimeOf(units), from.LinkType, body.AsMemory(PcapngPacket.Size, (int)packet.CapturedLength), packet.OriginalLength);
    }

    private CapturedFrame SimplePacket(byte[] body, long at)
    {
        if (_interfaces.Count == 0 || body.Length < 4)
            throw new CaptureFormatException("a packet of interface 0, which is not described", at);
        CaptureInterface from = _interfaces[0];
        uint length = _swap ? BinaryPrimitives.ReadUInt32BigEndian(body) : BinaryPrimitives.ReadUInt32LittleEndian(body);
        uint kept = Math.Min(from.SnapLength == 0 ? length : Math.Min(length, from.SnapLength), (uint)body.Length - 4);
        return new CapturedFrame(DateTimeOffset.UnixEpoch, from.LinkType, body.AsMemory(4, (int)kept), length);
    }

    private static TPacket Unpack<TPacket>(byte[] body, long at, string what)
        where TPacket : struct, IPacket<TPacket> =>
        TPacket.Unpack(body, out TPacket packet).IsDone
            ? packet
            : throw new CaptureFormatException($"{what} of {body.Length} bytes is too short", at);
}
