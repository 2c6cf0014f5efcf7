using KerberosGen.Inspection.Captures.Formats;

namespace KerberosGen.Inspection.Captures;

/// <summary>
/// Takes a frame's link, IP and TCP or UDP headers off, and puts fragmented datagrams together. VLAN tags are passed over:
/// they do not tell connections apart.
/// </summary>
internal sealed class FrameParser
{
    private readonly FragmentTable _fragments = new();

    /// <summary>Fragmented datagrams that were given up because fragments were missing for too long, or too many were.</summary>
    public long DatagramsGivenUp => _fragments.GivenUp;

    /// <summary>Gives up what is still incomplete: no more frames come.</summary>
    public void Complete() => _fragments.Clear();

    /// <summary>Takes the next frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="segment">What it carries; its payload lies in the frame, or in the datagram that it completes.</param>
    public FrameKind Parse(in CapturedFrame frame, out Segment segment)
    {
        segment = default;
        ReadOnlySpan<byte> bytes = frame.Bytes.Span;
        int skip = LinkHeader.SizeOf(frame.LinkType, bytes);
        if ((uint)skip >= (uint)bytes.Length)
            return FrameKind.Other;
        bytes = bytes[skip..];
        return (bytes[0] >> 4) switch
        {
            4 => ParseIPv4(bytes, frame.Time, ref segment),
            6 => ParseIPv6(bytes, frame.Time, ref segment),
            _ => FrameKind.Other,
        };
    }

    private FrameKind ParseIPv4(ReadOnlySpan<byte> bytes, DateTimeOffset time, ref Segment segment)
    {
        if (!IPv4Header.Unpack(bytes, out IPv4Header header).IsDone)
            return FrameKind.Other;
        int headerSize = (header.VersionAndLength & 0xf) * 4;
        int length = header.TotalLength == 0 ? bytes.Length : header.TotalLength;
        if (headerSize < IPv4Header.Size || headerSize > bytes.Length || length < headerSize)
            return FrameKind.Other;
        // An Ethernet frame is padded to 60 bytes: what stands behind the IP packet's length is not the packet's.
        bytes = bytes[headerSize..Math.Min(bytes.Length, length)];
        length -= headerSize;
        segment.Key.SetAddresses(header);
        if ((header.FlagsAndFragment & 0x3fff) == 0)
            return ParseTransport(header.Protocol, bytes, length, time, ref segment);
        segment.Key.SetNumber(header.Protocol, header.Identification);
        var fragment = new Fragment(header.Protocol, (header.FlagsAndFragment & 0x1fff) * 8, length, (header.FlagsAndFragment & 0x2000) != 0);
        return AddFragment(fragment, bytes, time, ref segment);
    }

    private FrameKind ParseIPv6(ReadOnlySpan<byte> bytes, DateTimeOffset time, ref Segment segment)
    {
        if (!IPv6Header.Unpack(bytes, out IPv6Header header).IsDone)
            return FrameKind.Other;
        bytes = bytes[IPv6Header.Size..];
        int length = header.PayloadLength == 0 ? bytes.Length : header.PayloadLength;
        bytes = bytes[..Math.Min(bytes.Length, length)];
        segment.Key.SetAddresses(header);
        return ParseTransport(header.NextHeader, bytes, length, time, ref segment);
    }

    private FrameKind ParseTransport(byte protocol, ReadOnlySpan<byte> bytes, int length, DateTimeOffset time, ref Segment segment)
    {
        while (true)
        {
            if (protocol == IpProtocol.Tcp)
                return ParseTcp(bytes, length, ref segment);
            if (protocol == IpProtocol.Udp)
                return ParseUdp(bytes, length, ref segment);
            if (protocol == IpProtocol.Fragment && segment.Key.IsIPv6)
            {
                if (!FragmentHeader.Unpack(bytes, out FragmentHeader header).IsDone)
                    return FrameKind.Other;
                bytes = bytes[FragmentHeader.Size..];
                length -= FragmentHeader.Size;
                bool hasMore = (header.PlaceAndMore & 1) != 0;
                int place = header.PlaceAndMore & ~7;
                if (hasMore || place > 0)
                {
                    segment.Key.SetNumber(IpProtocol.Fragment, header.Identification);
                    return AddFragment(new Fragment(header.NextHeader, place, length, hasMore), bytes, time, ref segment);
                }

                // The only one (RFC 6946).
                protocol = header.NextHeader;
                continue;
            }

            if (!IsExtension(protocol, segment.Key.IsIPv6) || !ExtensionHeader.Unpack(bytes, out ExtensionHeader extension).IsDone)
                return FrameKind.Other;
            int size = protocol == IpProtocol.Authentication ? (extension.Length + 2) * 4 : (extension.Length + 1) * 8;
            if (size > bytes.Length)
                return FrameKind.Other;
            protocol = extension.NextHeader;
            bytes = bytes[size..];
            length -= size;
        }
    }

    private FrameKind AddFragment(in Fragment fragment, ReadOnlySpan<byte> bytes, DateTimeOffset time, ref Segment segment) =>
        _fragments.Add(segment.Key, fragment, bytes, time) is { } datagram
            ? ParseTransport(datagram.Protocol, datagram.Bytes, datagram.Length, time, ref segment)
            : FrameKind.Fragment;

    // RFC 8200, section 4; RFC 6275, 7401 and 5533. What is encrypted (50) stays so.
    private static bool IsExtension(byte protocol, bool isIPv6) => protocol == IpProtocol.Authentication
        || (isIPv6 && protocol is IpProtocol.HopByHop or IpProtocol.Routing or IpProtocol.DestinationOptions
            or IpProtocol.Mobility or IpProtocol.HostIdentity or IpProtocol.Shim6);

    private static FrameKind ParseTcp(ReadOnlySpan<byte> bytes, int length, ref Segment segment)
    {
        if (!TcpHeader.Unpack(bytes, out TcpHeader tcp).IsDone)
            return FrameKind.Other;
        int size = (tcp.DataOffset >> 4) * 4;
        if (size < TcpHeader.Size || size > length)
            return FrameKind.Other;
        segment.Key.SetPorts(IpProtocol.Tcp, tcp.SourcePort, tcp.DestinationPort);
        segment.Payload = bytes[Math.Min(size, bytes.Length)..];
        segment.PayloadLength = length - size;
        segment.Sequence = tcp.Sequence;
        segment.Flags = (TcpFlags)tcp.Flags;
        return FrameKind.Segment;
    }

    private static FrameKind ParseUdp(ReadOnlySpan<byte> bytes, int length, ref Segment segment)
    {
        if (!UdpHeader.Unpack(bytes, out UdpHeader udp).IsDone)
            return FrameKind.Other;
        // Less than IP carries: the rest is not the datagram's. Zero or too much: there is only what is there.
        if (udp.Length >= UdpHeader.Size && udp.Length < length)
            length = udp.Length;
        segment.Key.SetPorts(IpProtocol.Udp, udp.SourcePort, udp.DestinationPort);
        segment.Payload = bytes[UdpHeader.Size..Math.Min(bytes.Length, length)];
        segment.PayloadLength = length - UdpHeader.Size;
        return FrameKind.Segment;
    }
}
