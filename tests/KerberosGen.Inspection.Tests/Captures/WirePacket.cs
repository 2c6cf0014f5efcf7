using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace KerberosGen.Inspection.Tests.Captures;

/// <summary>Writes link, IP, TCP and UDP headers byte by byte from their documents, apart from the code under test.</summary>
internal static class WirePacket
{
    public const byte TcpProtocol = 6;
    public const byte UdpProtocol = 17;
    public const byte FragmentProtocol = 44;

    public static byte[] Tcp(int from, int to, uint sequence, byte flags, ReadOnlySpan<byte> payload, int optionWords = 0, uint acknowledgment = 0)
    {
        byte[] segment = new byte[20 + (4 * optionWords) + payload.Length];
        BinaryPrimitives.WriteUInt16BigEndian(segment, (ushort)from);
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)to);
        BinaryPrimitives.WriteUInt32BigEndian(segment.AsSpan(4), sequence);
        BinaryPrimitives.WriteUInt32BigEndian(segment.AsSpan(8), acknowledgment);
        segment[12] = (byte)((5 + optionWords) << 4);
        segment[13] = flags;
        segment[14] = 0x20;
        // NOP options.
        segment.AsSpan(20, 4 * optionWords).Fill(1);
        payload.CopyTo(segment.AsSpan(20 + (4 * optionWords)));
        return segment;
    }

    public static byte[] Udp(int from, int to, ReadOnlySpan<byte> payload)
    {
        byte[] datagram = new byte[8 + payload.Length];
        BinaryPrimitives.WriteUInt16BigEndian(datagram, (ushort)from);
        BinaryPrimitives.WriteUInt16BigEndian(datagram.AsSpan(2), (ushort)to);
        BinaryPrimitives.WriteUInt16BigEndian(datagram.AsSpan(4), (ushort)datagram.Length);
        payload.CopyTo(datagram.AsSpan(8));
        return datagram;
    }

    /// <summary>An IP packet of the addresses' family.</summary>
    public static byte[] Ip(IPAddress from, IPAddress to, byte protocol, ReadOnlySpan<byte> payload) => from.AddressFamily == AddressFamily.InterNetwork
        ? IPv4(from, to, protocol, payload)
        : IPv6(from, to, protocol, payload);

    public static byte[] IPv4(IPAddress from, IPAddress to, byte protocol, ReadOnlySpan<byte> payload, ushort id = 0, int place = 0, bool hasMore = false, int optionWords = 0)
    {
        int headerSize = 20 + (4 * optionWords);
        byte[] packet = new byte[headerSize + payload.Length];
        packet[0] = (byte)(0x45 + optionWords);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)packet.Length);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(4), id);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(6), (ushort)((place / 8) | (hasMore ? 0x2000 : 0)));
        packet[8] = 64;
        packet[9] = protocol;
        from.GetAddressBytes().CopyTo(packet, 12);
        to.GetAddressBytes().CopyTo(packet, 16);
        packet.AsSpan(20, 4 * optionWords).Fill(1);
        // tshark puts no fragment together whose header's checksum is wrong.
        uint sum = 0;
        for (int i = 0; i < headerSize; i += 2)
            sum += BinaryPrimitives.ReadUInt16BigEndian(packet.AsSpan(i));
        sum = (sum & 0xffff) + (sum >> 16);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(10), (ushort)~((sum & 0xffff) + (sum >> 16)));
        payload.CopyTo(packet.AsSpan(headerSize));
        return packet;
    }

    public static byte[] IPv6(IPAddress from, IPAddress to, byte next, ReadOnlySpan<byte> payload)
    {
        byte[] packet = new byte[40 + payload.Length];
        packet[0] = 0x60;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(4), (ushort)payload.Length);
        packet[6] = next;
        packet[7] = 64;
        from.GetAddressBytes().CopyTo(packet, 8);
        to.GetAddressBytes().CopyTo(packet, 24);
        payload.CopyTo(packet.AsSpan(40));
        return packet;
    }

    /// <summary>An extension header with padding options in it (RFC 8200, section 4.2), and what stands behind it.</summary>
    public static byte[] Extension(byte kind, byte next, int units, ReadOnlySpan<byte> payload)
    {
        byte[] header = new byte[kind == 51 ? 12 + (4 * units) : 8 * (units + 1)];
        header[0] = next;
        header[1] = (byte)(kind == 51 ? units + 1 : units);
        if (kind is 0 or 60)
        {
            header[2] = 1;
            header[3] = (byte)(header.Length - 4);
        }

        return [.. header, .. payload];
    }

    public static byte[] Fragment6(byte next, uint id, int place, bool hasMore, ReadOnlySpan<byte> payload)
    {
        byte[] header = new byte[8];
        header[0] = next;
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(2), (ushort)(place | (hasMore ? 1 : 0)));
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), id);
        return [.. header, .. payload];
    }

    /// <summary>An Ethernet header with VLAN tags, each behind the type given for it.</summary>
    public static byte[] Ethernet(ReadOnlySpan<byte> packet, params ushort[] tagTypes)
    {
        byte[] header = new byte[14 + (4 * tagTypes.Length)];
        header[0] = header[6] = 2;
        int at = 12;
        foreach (ushort type in tagTypes)
        {
            BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(at), type);
            header[at + 3] = 10;
            at += 4;
        }

        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(at), packet[0] >> 4 == 4 ? (ushort)0x0800 : (ushort)0x86dd);
        return [.. header, .. packet];
    }
}
