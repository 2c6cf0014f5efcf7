using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace KerberosGen.Inspection.Tests;

/// <summary>Writes captures byte by byte from the formats' documents, apart from the code under test.</summary>
internal sealed class TestCapture
{
    public static readonly IPEndPoint Client = new(IPAddress.Parse("10.0.0.1"), 50000);
    public static readonly IPEndPoint Server = new(IPAddress.Parse("10.0.0.2"), 8000);

    private readonly List<byte[]> _frames = [];

    public IReadOnlyList<byte[]> Frames => _frames;

    public static byte[] TcpFrame(IPEndPoint from, IPEndPoint to, uint sequence, byte flags, ReadOnlySpan<byte> payload)
    {
        byte[] packet = new byte[40 + payload.Length];
        packet[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)packet.Length);
        packet[8] = 64;
        packet[9] = 6;
        from.Address.GetAddressBytes().CopyTo(packet, 12);
        to.Address.GetAddressBytes().CopyTo(packet, 16);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(20), (ushort)from.Port);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(22), (ushort)to.Port);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(24), sequence);
        packet[32] = 0x50;
        packet[33] = flags;
        payload.CopyTo(packet.AsSpan(40));
        return packet;
    }

    public static byte[] UdpFrame(IPEndPoint from, IPEndPoint to, ReadOnlySpan<byte> payload)
    {
        byte[] packet = new byte[48 + payload.Length];
        packet[0] = 0x60;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(4), (ushort)(8 + payload.Length));
        packet[6] = 17;
        from.Address.GetAddressBytes().CopyTo(packet, 8);
        to.Address.GetAddressBytes().CopyTo(packet, 24);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(40), (ushort)from.Port);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(42), (ushort)to.Port);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(44), (ushort)(8 + payload.Length));
        payload.CopyTo(packet.AsSpan(48));
        return packet;
    }

    public TestCapture Add(byte[] frame)
    {
        _frames.Add(frame);
        return this;
    }

    public byte[] ToPcap(bool bigEndian = false, bool nanoseconds = false, int linkType = 101, byte[]? linkHeader = null)
    {
        using var output = new MemoryStream();
        Write(output, bigEndian, nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4);
        Write16(output, bigEndian, 2);
        Write16(output, bigEndian, 4);
        Write(output, bigEndian, 0);
        Write(output, bigEndian, 0);
        Write(output, bigEndian, 262144);
        Write(output, bigEndian, (uint)linkType);
        uint second = 1_700_000_000;
        foreach (byte[] frame in _frames)
        {
            byte[] bytes = [.. linkHeader ?? [], .. frame];
            Write(output, bigEndian, second++);
            Write(output, bigEndian, nanoseconds ? 250_000_000u : 250_000u);
            Write(output, bigEndian, (uint)bytes.Length);
            Write(output, bigEndian, (uint)bytes.Length);
            output.Write(bytes);
        }

        return output.ToArray();
    }

    public byte[] ToBigEndianPcapng()
    {
        using var output = new MemoryStream();
        Block(output, 0x0a0d0d0a, [0x1a, 0x2b, 0x3c, 0x4d, 0, 1, 0, 0, .. Enumerable.Repeat((byte)0xff, 8)]);
        Block(output, 5, Encoding.ASCII.GetBytes("unknown1"));
        // Ethernet first, so that the packets' interface number matters; if_tsresol 2^-10 on the second.
        Block(output, 1, [0, 1, 0, 0, 0, 0, 0, 0]);
        Block(output, 1, [0, 101, 0, 0, 0, 0, 0, 0, 0, 9, 0, 1, 0x8a, 0, 0, 0, 0, 0, 0, 0]);
        foreach (byte[] frame in _frames)
        {
            using var body = new MemoryStream();
            Write(body, true, 1);
            ulong units = 1_700_000_000UL * 1024;
            Write(body, true, (uint)(units >> 32));
            Write(body, true, (uint)units);
            Write(body, true, (uint)frame.Length);
            Write(body, true, (uint)frame.Length);
            body.Write(frame);
            body.Write(new byte[-frame.Length & 3]);
            Block(output, 6, body.ToArray());
        }

        return output.ToArray();
    }

    private static void Block(MemoryStream output, uint type, byte[] body)
    {
        Write(output, true, type);
        Write(output, true, (uint)(body.Length + 12));
        output.Write(body);
        Write(output, true, (uint)(body.Length + 12));
    }

    private static void Write(MemoryStream output, bool bigEndian, uint value)
    {
        byte[] bytes = new byte[4];
        if (bigEndian)
            BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        else
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        output.Write(bytes);
    }

    private static void Write16(MemoryStream output, bool bigEndian, ushort value) =>
        output.Write(bigEndian ? [(byte)(value >> 8), (byte)value] : [(byte)value, (byte)(value >> 8)]);
}
