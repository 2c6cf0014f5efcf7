using System.Buffers.Binary;
using System.Net;
using KerberosGen.Inspection.Captures.Formats;

namespace KerberosGen.Inspection.Captures;

/// <summary>Takes a frame's link, IP and TCP or UDP headers off.</summary>
internal static class FrameParser
{
    private const ushort EtherTypeIPv4 = 0x0800;
    private const ushort EtherTypeIPv6 = 0x86dd;
    private const ushort EtherTypeVlan = 0x8100;
    private const ushort EtherTypeServiceVlan = 0x88a8;
    private const byte ProtocolTcp = 6;
    private const byte ProtocolUdp = 17;

    /// <summary>False if the frame carries no TCP or UDP, or not enough of it was kept.</summary>
    public static bool TryParse(in CapturedFrame frame, out Segment segment)
    {
        segment = default;
        ReadOnlyMemory<byte> bytes = frame.Bytes;
        int skip = LinkHeaderSize(frame.LinkType, bytes.Span);
        return skip >= 0 && skip < bytes.Length && (bytes.Span[skip] >> 4) switch
        {
            4 => TryParseIPv4(bytes[skip..], out segment),
            6 => TryParseIPv6(bytes[skip..], out segment),
            _ => false,
        };
    }

    private static int LinkHeaderSize(LinkType link, ReadOnlySpan<byte> bytes) => link switch
    {
        LinkType.Raw or LinkType.RawBsd or LinkType.IPv4 or LinkType.IPv6 => 0,
        LinkType.Null or LinkType.Loop => 4,
        LinkType.Ethernet => EtherHeaderSize(bytes, 12),
        LinkType.LinuxSll => EtherHeaderSize(bytes, 14),
        LinkType.LinuxSll2 when bytes.Length >= 2 && IsIp(BinaryPrimitives.ReadUInt16BigEndian(bytes)) => 20,
        _ => -1,
    };

    private static int EtherHeaderSize(ReadOnlySpan<byte> bytes, int typeAt)
    {
        while (typeAt + 2 <= bytes.Length)
        {
            ushort type = BinaryPrimitives.ReadUInt16BigEndian(bytes[typeAt..]);
            if (IsIp(type))
                return typeAt + 2;
            if (type is not (EtherTypeVlan or EtherTypeServiceVlan))
                return -1;
            typeAt += 4;
        }

        return -1;
    }

    private static bool IsIp(ushort etherType) => etherType is EtherTypeIPv4 or EtherTypeIPv6;

    private static bool TryParseIPv4(ReadOnlyMemory<byte> bytes, out Segment segment)
    {
        segment = default;
        if (!IPv4Header.Unpack(bytes.Span, out IPv4Header header).IsDone)
            return false;
        int headerSize = (header.VersionAndLength & 0xf) * 4;
        bool isFragment = (header.FlagsAndFragment & 0x3fff) != 0;
        int length = header.TotalLength == 0 ? bytes.Length : header.TotalLength;
        if (headerSize < IPv4Header.Size || headerSize > bytes.Length || length < headerSize || isFragment)
            return false;
        return TryParseTransport(
            header.Protocol, bytes[headerSize..], length - headerSize, new IPAddress(header.Source.Bytes), new IPAddress(header.Destination.Bytes), out segment);
    }

    private static bool TryParseIPv6(ReadOnlyMemory<byte> bytes, out Segment segment)
    {
        segment = default;
        if (!IPv6Header.Unpack(bytes.Span, out IPv6Header header).IsDone)
            return false;
        ReadOnlyMemory<byte> rest = bytes[IPv6Header.Size..];
        int length = header.PayloadLength == 0 ? rest.Length : header.PayloadLength;
        byte next = header.NextHeader;
        // Hop-by-hop, routing and destination options (RFC 8200, section 4).
        while (next is 0 or 43 or 60)
        {
            if (rest.Length < 8)
                return false;
            int size = (rest.Span[1] + 1) * 8;
            if (size > rest.Length || size > length)
                return false;
            next = rest.Span[0];
            rest = rest[size..];
            length -= size;
        }

        return TryParseTransport(next, rest, length, new IPAddress(header.Source.Bytes), new IPAddress(header.Destination.Bytes), out segment);
    }

    private static bool TryParseTransport(
        byte protocol, ReadOnlyMemory<byte> bytes, int length, IPAddress from, IPAddress to, out Segment segment)
    {
        segment = default;
        // An Ethernet frame is padded to 60 bytes: what stands behind the IP packet's length is not the packet's.
        bytes = bytes[..Math.Min(bytes.Length, length)];
        if (protocol == ProtocolTcp && TcpHeader.Unpack(bytes.Span, out TcpHeader tcp).IsDone)
        {
            int headerSize = (tcp.DataOffset >> 4) * 4;
            if (headerSize < TcpHeader.Size || headerSize > length)
                return false;
            segment = new Segment(
                new IPEndPoint(from, tcp.SourcePort), new IPEndPoint(to, tcp.DestinationPort), true, tcp.Sequence, (TcpFlags)tcp.Flags,
                bytes[Math.Min(headerSize, bytes.Length)..], length - headerSize);
            return true;
        }

        if (protocol != ProtocolUdp || !UdpHeader.Unpack(bytes.Span, out UdpHeader udp).IsDone)
            return false;
        segment = new Segment(
            new IPEndPoint(from, udp.SourcePort), new IPEndPoint(to, udp.DestinationPort), false, 0, TcpFlags.None,
            bytes[UdpHeader.Size..], length - UdpHeader.Size);
        return true;
    }
}
