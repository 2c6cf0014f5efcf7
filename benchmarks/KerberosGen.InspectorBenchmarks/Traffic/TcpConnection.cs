using System.Buffers.Binary;

namespace KerberosGen.InspectorBenchmarks.Traffic;

/// <summary>One TCP connection as a capture shows it, IPv4 over Ethernet. Checksums are 0, as network cards leave them to be filled in.</summary>
internal sealed class TcpConnection
{
    private const int EthernetSize = 14;
    private const int IpSize = 20;
    private const int TcpSize = 32;
    private const int SegmentSize = 1448;
    private const byte Fin = 1;
    private const byte Syn = 2;
    private const byte Push = 8;
    private const byte Acknowledge = 16;

    private readonly PcapFile _file;
    private readonly (uint Address, ushort Port) _client;
    private readonly (uint Address, ushort Port) _server;
    private readonly byte[] _frame = new byte[EthernetSize + IpSize + TcpSize + SegmentSize];
    private uint _fromClient;
    private uint _fromServer;

    public TcpConnection(PcapFile file, (uint Address, ushort Port) client, (uint Address, ushort Port) server, Random random)
    {
        _file = file;
        _client = client;
        _server = server;
        _fromClient = (uint)random.NextInt64(uint.MaxValue);
        _fromServer = (uint)random.NextInt64(uint.MaxValue);
        Segment(true, Syn, []);
        _fromClient++;
        Segment(false, Syn | Acknowledge, []);
        _fromServer++;
        Segment(true, Acknowledge, []);
    }

    /// <summary>Sends bytes in as many segments as they take.</summary>
    public void Send(bool isClient, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            ReadOnlySpan<byte> piece = bytes[..Math.Min(bytes.Length, SegmentSize)];
            Segment(isClient, Push | Acknowledge, piece);
            bytes = bytes[piece.Length..];
            if (isClient)
                _fromClient += (uint)piece.Length;
            else
                _fromServer += (uint)piece.Length;
        }
    }

    /// <summary>Acknowledges what came.</summary>
    public void Confirm(bool isClient) => Segment(isClient, Acknowledge, []);

    /// <summary>Both sides are done.</summary>
    public void Close()
    {
        Segment(true, Fin | Acknowledge, []);
        _fromClient++;
        Segment(false, Fin | Acknowledge, []);
        _fromServer++;
        Segment(true, Acknowledge, []);
    }

    private void Segment(bool isClient, byte flags, ReadOnlySpan<byte> payload)
    {
        (uint Address, ushort Port) from = isClient ? _client : _server;
        (uint Address, ushort Port) to = isClient ? _server : _client;
        Span<byte> frame = _frame.AsSpan(0, EthernetSize + IpSize + TcpSize + payload.Length);
        frame[..(EthernetSize + IpSize + TcpSize)].Clear();
        frame[0] = frame[6] = 2;
        BinaryPrimitives.WriteUInt16BigEndian(frame[12..], 0x0800);
        Span<byte> ip = frame[EthernetSize..];
        ip[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(ip[2..], (ushort)ip.Length);
        ip[8] = 64;
        ip[9] = 6;
        BinaryPrimitives.WriteUInt32BigEndian(ip[12..], from.Address);
        BinaryPrimitives.WriteUInt32BigEndian(ip[16..], to.Address);
        Span<byte> tcp = ip[IpSize..];
        BinaryPrimitives.WriteUInt16BigEndian(tcp, from.Port);
        BinaryPrimitives.WriteUInt16BigEndian(tcp[2..], to.Port);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[4..], isClient ? _fromClient : _fromServer);
        if ((flags & Acknowledge) != 0)
            BinaryPrimitives.WriteUInt32BigEndian(tcp[8..], isClient ? _fromServer : _fromClient);
        tcp[12] = TcpSize / 4 << 4;
        tcp[13] = flags;
        BinaryPrimitives.WriteUInt16BigEndian(tcp[14..], 502);
        // Two no-operations and timestamps, as Linux sends them (RFC 7323).
        tcp[20] = tcp[21] = 1;
        tcp[22] = 8;
        tcp[23] = 10;
        payload.CopyTo(tcp[TcpSize..]);
        _file.Write(frame);
    }
}
