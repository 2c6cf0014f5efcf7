using System.Buffers.Binary;
using System.Net;

namespace KerberosGen.Inspection.Tests.Captures;

/// <summary>
/// A pcap file of any size, made as it is read, of all that makes a reader hold bytes: very many connections that never
/// end, segments whose beginning never comes, packets that announce 16 MiB, datagrams without their last fragment,
/// garbage, and between them messages that must be found.
/// </summary>
internal sealed class HostileCapture(long size, int seed, Action onPiece) : Stream
{
    private const int Piece = 4 * 1024 * 1024;
    private const int Clients = 400_000;

    private readonly Random _random = new(seed);
    private readonly uint[] _sequences = new uint[Clients];
    private readonly MemoryStream _ready = new();
    private readonly byte[] _noise = Noise(seed);
    private long _written;
    private long _reported;

    /// <summary>Messages on connections that are not disturbed.</summary>
    public int Messages { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        if (_ready.Position == _ready.Length)
        {
            _ready.SetLength(0);
            _ready.Position = 0;
            Write();
            _ready.Position = 0;
        }

        return _ready.Read(buffer);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private static byte[] Noise(int seed)
    {
        byte[] noise = new byte[64 * 1024];
        new Random(seed).NextBytes(noise);
        return noise;
    }

    private void Write()
    {
        if (_written == 0)
            _ready.Write([0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0, .. new byte[8], 0, 0, 4, 0, 101, 0, 0, 0]);
        while (_ready.Length < 64 * 1024 && _written + _ready.Length < size)
            WriteFrame(Packet());
        _written += _ready.Length;
        if (_written - _reported < Piece)
            return;
        _reported = _written;
        onPiece();
    }

    private byte[] Packet()
    {
        // A few clients send much, very many send little.
        int client = _random.Next(2) == 0 ? _random.Next(60) : _random.Next(Clients);
        switch (client % 6)
        {
            case 0:
                Messages++;
                return InOrder(client, ChatFrames.Message(_random, 16 * _random.Next(1, 12)));
            case 1:
                _sequences[client] += (uint)_random.Next(1, 5000);
                return InOrder(client, Some(_random.Next(1, 1400)));
            case 2:
                return InOrder(client, _sequences[client] == 0 ? [.. new byte[16], 24, 5, 4, 0, 0, 0xff, 0, .. new byte[20]] : Some(1400));
            case 3:
                return InOrder(client, Some(_random.Next(1, 100)));
            case 4:
                return WirePacket.IPv4(Address(client), Address(1), WirePacket.UdpProtocol, WirePacket.Udp(5000, 8000, Some(_random.Next(1, 200))));
            default:
                return WirePacket.IPv4(Address(client), Address(1), WirePacket.UdpProtocol, Some(1400), (ushort)_random.Next(), 8 * _random.Next(0, 8000), hasMore: true);
        }
    }

    private byte[] InOrder(int client, byte[] payload)
    {
        uint sequence = _sequences[client];
        _sequences[client] += (uint)payload.Length;
        return WirePacket.IPv4(Address(client), Address(1), WirePacket.TcpProtocol, WirePacket.Tcp(40000, 8000, sequence, 24, payload));
    }

    private byte[] Some(int size) => _noise.AsSpan(_random.Next(_noise.Length - size), size).ToArray();

    private static IPAddress Address(int number)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, 0x0a000000 + number);
        return new IPAddress(bytes);
    }

    private void WriteFrame(byte[] packet)
    {
        Span<byte> header = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(header, 1_700_000_000 + (uint)(_written >> 24));
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], packet.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], packet.Length);
        _ready.Write(header);
        _ready.Write(packet);
    }
}
