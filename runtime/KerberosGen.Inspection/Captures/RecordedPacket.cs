using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using KerberosGen.Inspection.Captures.Formats;

namespace KerberosGen.Inspection.Captures;

/// <summary>Makes up the IP header of a recorded packet: IPv4, or IPv6 if either address is.</summary>
internal static class RecordedPacket
{
    public const byte Tcp = 6;
    public const byte Udp = 17;

    /// <summary>An IP packet around a transport header and what it carries, with the checksums of both.</summary>
    /// <param name="source">Who sent it.</param>
    /// <param name="destination">To whom.</param>
    /// <param name="protocol">6 for TCP, 17 for UDP.</param>
    /// <param name="identification">Of IPv4: the datagram's number.</param>
    /// <param name="header">The transport header, its checksum zero.</param>
    /// <param name="checksumAt">Where in it the checksum stands.</param>
    /// <param name="payload">What it carries.</param>
    public static byte[] Wrap(
        IPAddress source, IPAddress destination, byte protocol, ushort identification, ReadOnlySpan<byte> header, int checksumAt, ReadOnlySpan<byte> payload)
    {
        bool isIPv4 = IsIPv4(source) && IsIPv4(destination);
        int ipSize = isIPv4 ? IPv4Header.Size : IPv6Header.Size;
        byte[] packet = new byte[ipSize + header.Length + payload.Length];
        Span<byte> transport = packet.AsSpan(ipSize);
        header.CopyTo(transport);
        payload.CopyTo(transport[header.Length..]);
        if (isIPv4)
            WriteIPv4(packet, source.MapToIPv4(), destination.MapToIPv4(), protocol, identification);
        else
            WriteIPv6(packet, source.MapToIPv6(), destination.MapToIPv6(), protocol);

        // The pseudo header of RFC 9293, section 3.1, and RFC 8200, section 8.1: both addresses, the protocol and the length.
        Span<byte> addresses = isIPv4 ? packet.AsSpan(12, 8) : packet.AsSpan(8, 32);
        ushort checksum = Checksum(transport, protocol + (uint)transport.Length + Sum(addresses));
        // In UDP, zero would say that there is none (RFC 768).
        BinaryPrimitives.WriteUInt16BigEndian(transport[checksumAt..], checksum == 0 && protocol == Udp ? ushort.MaxValue : checksum);
        return packet;
    }

    private static bool IsIPv4(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork || address.IsIPv4MappedToIPv6;

    private static void WriteIPv4(byte[] packet, IPAddress source, IPAddress destination, byte protocol, ushort identification)
    {
        var ip = new IPv4Header
        {
            VersionAndLength = 0x45,
            TotalLength = (ushort)packet.Length,
            Identification = identification,
            FlagsAndFragment = 0x4000,
            TimeToLive = 64,
            Protocol = protocol,
            Source = new IPv4Octets(source.GetAddressBytes()),
            Destination = new IPv4Octets(destination.GetAddressBytes()),
        };
        ip.Pack(packet);
        ip.Checksum = Checksum(packet.AsSpan(0, IPv4Header.Size), 0);
        ip.Pack(packet);
    }

    private static void WriteIPv6(byte[] packet, IPAddress source, IPAddress destination, byte protocol)
    {
        var ip = new IPv6Header
        {
            VersionClassFlow = 6u << 28,
            PayloadLength = (ushort)(packet.Length - IPv6Header.Size),
            NextHeader = protocol,
            HopLimit = 64,
            Source = new IPv6Octets(source.GetAddressBytes()),
            Destination = new IPv6Octets(destination.GetAddressBytes()),
        };
        ip.Pack(packet);
    }

    private static ushort Checksum(ReadOnlySpan<byte> bytes, uint start)
    {
        uint sum = start + Sum(bytes);
        while (sum > ushort.MaxValue)
            sum = (sum & 0xffff) + (sum >> 16);
        return (ushort)~sum;
    }

    // RFC 1071: the sum of the words, an odd byte at the end being the upper half of a word. At most 2^15 words of 16
    // bits: it cannot overflow.
    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        for (; bytes.Length >= 2; bytes = bytes[2..])
            sum += BinaryPrimitives.ReadUInt16BigEndian(bytes);
        return bytes.IsEmpty ? sum : sum + ((uint)bytes[0] << 8);
    }
}
