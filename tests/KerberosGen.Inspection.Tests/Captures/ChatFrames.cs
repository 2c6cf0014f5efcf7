using System.Buffers.Binary;
using System.Net;

namespace KerberosGen.Inspection.Tests.Captures;

/// <summary>Chat packets, and captures of connections on which they follow each other, as many as are asked for.</summary>
internal static class ChatFrames
{
    /// <summary>A message (1029) of ciphertext of this size, any bytes.</summary>
    public static byte[] Message(Random random, int size)
    {
        byte[] packet = new byte[43 + size];
        random.NextBytes(packet);
        packet[16] = 24;
        BinaryPrimitives.WriteUInt16LittleEndian(packet.AsSpan(17), 1029);
        BinaryPrimitives.WriteUInt32LittleEndian(packet.AsSpan(19), (uint)(20 + size));
        BinaryPrimitives.WriteUInt32LittleEndian(packet.AsSpan(23), (uint)size);
        return packet;
    }

    /// <summary>Ethernet frames of connections whose clients send messages, one a segment, or cut anywhere.</summary>
    public static List<byte[]> Frames(int messages, bool isCut)
    {
        const int Connections = 8;
        var random = new Random(1);
        List<byte[]> frames = [];
        uint[] sequences = new uint[Connections];
        for (int i = 0; i < Connections; i++)
            frames.Add(Frame(i, sequences[i]++, 2, []));
        List<byte>[] pending = [.. Enumerable.Range(0, Connections).Select(_ => new List<byte>())];
        for (int i = 0; i < messages; i++)
        {
            int c = random.Next(Connections);
            pending[c].AddRange(Message(random, 16 * random.Next(3, 12)));
            int size = isCut ? random.Next(1, pending[c].Count + 1) : pending[c].Count;
            frames.Add(Frame(c, sequences[c], 24, pending[c].Take(size).ToArray()));
            sequences[c] += (uint)size;
            pending[c].RemoveRange(0, size);
        }

        return frames;
    }

    private static byte[] Frame(int connection, uint sequence, byte flags, byte[] payload)
    {
        var client = new IPAddress([10, 0, 1, (byte)connection]);
        return WirePacket.Ethernet(WirePacket.IPv4(
            client, IPAddress.Parse("10.0.0.1"), WirePacket.TcpProtocol, WirePacket.Tcp(40000 + connection, 8001, sequence, flags, payload)));
    }
}
