using System.Net;

namespace KerberosGen.Inspection.Tests.Captures;

/// <summary>
/// Frames of TCP connections and UDP datagrams, drawn from a seed: segments in another order, sent again and overlapping, IP
/// options and extension headers, fragments, VLAN tags, padding.
/// </summary>
internal sealed class RandomTraffic
{
    private static readonly byte[] AllExtensions = [0, 43, 60, 51];
    private static readonly byte[] UsualExtensions = [0, 43, 60];
    private static readonly ushort[] AllTags = [0x8100, 0x88a8, 0x9100];
    private static readonly ushort[] UsualTags = [0x8100];

    private readonly Random _random;
    private readonly bool _isPlain;
    private int _identification;

    /// <param name="seed">What it is drawn from.</param>
    /// <param name="isPlain">True to leave out what PacketDotNet mistakes: fragments, service tags, several extension headers of different sizes.</param>
    public RandomTraffic(int seed, bool isPlain = false)
    {
        _random = new Random(seed);
        _isPlain = isPlain;
        int count = _random.Next(1, 5);
        for (int i = 0; i < count; i++)
            Connections.Add(new Connection(Endpoint(i, isClient: true), Endpoint(i, isClient: false), Bytes(_random.Next(1, 4000)), Bytes(_random.Next(1, 4000)), (uint)_random.NextInt64(), (uint)_random.NextInt64()));
        List<Queue<byte[]>> frames = [.. Connections.Select(c => new Queue<byte[]>(Framed(PacketsOf(c))))];
        while (frames.Any(p => p.Count > 0))
        {
            Queue<byte[]> next = frames[_random.Next(frames.Count)];
            if (next.Count > 0)
                Frames.Add(next.Dequeue());
            if (_random.Next(20) == 0)
                Frames.AddRange(Framed([Noise()]));
            if (_random.Next(5) == 0)
                Frames.AddRange(Framed(Datagram()));
        }
    }

    /// <summary>Ethernet frames.</summary>
    public List<byte[]> Frames { get; } = [];

    public List<Connection> Connections { get; } = [];

    // Sixteen that end with a few bytes of their own.
    private IPEndPoint Endpoint(int index, bool isClient)
    {
        byte[] address = (index & 1) == 0 ? [10, 1, (byte)(isClient ? 1 : 2), (byte)(1 + index)] : [0x20, 1, 0xd, 0xb8, .. new byte[10], (byte)(isClient ? 1 : 2), (byte)(1 + index)];
        return new IPEndPoint(new IPAddress(address), (isClient ? 47100 : 47200) + index);
    }

    private T Of<T>(T[] choices) => choices[_random.Next(choices.Length)];

    private byte[] Bytes(int size)
    {
        byte[] bytes = new byte[size];
        _random.NextBytes(bytes);
        return bytes;
    }

    private List<byte[]> PacketsOf(Connection connection)
    {
        // Nothing is acknowledged but the handshake: what is, tshark waits for no longer.
        List<byte[]> forth = Segments(connection.Client, connection.Server, connection.Forth, connection.ForthStart + 1, connection.BackStart + 1);
        List<byte[]> back = Segments(connection.Server, connection.Client, connection.Back, connection.BackStart + 1, connection.ForthStart + 1);
        List<byte[]> packets =
        [
            .. Packets(connection.Client, connection.Server, WirePacket.Tcp(connection.Client.Port, connection.Server.Port, connection.ForthStart, 2, [], 1), mayBreak: false),
            .. Packets(connection.Server, connection.Client, WirePacket.Tcp(connection.Server.Port, connection.Client.Port, connection.BackStart, 18, [], 2, connection.ForthStart + 1), mayBreak: false),
        ];
        while (forth.Count + back.Count > 0)
        {
            List<byte[]> from = back.Count == 0 || (forth.Count > 0 && _random.Next(2) == 0) ? forth : back;
            // One of the next few: a little out of order.
            int at = _random.Next(Math.Min(from.Count, _random.Next(4) == 0 ? 5 : 1));
            bool isForth = from == forth;
            packets.AddRange(Packets(isForth ? connection.Client : connection.Server, isForth ? connection.Server : connection.Client, from[at], mayBreak: true));
            from.RemoveAt(at);
        }

        return packets;
    }

    private List<byte[]> Segments(IPEndPoint from, IPEndPoint to, byte[] stream, uint start, uint acknowledgment)
    {
        List<byte[]> segments = [];
        for (int at = 0; at < stream.Length;)
        {
            int size = Math.Min(stream.Length - at, _random.Next(1, 600));
            int before = _random.Next(4) == 0 ? Math.Min(at, _random.Next(100)) : 0;
            byte[] segment = WirePacket.Tcp(from.Port, to.Port, start + (uint)(at - before), 24, stream.AsSpan(at - before, size + before), _random.Next(3), acknowledgment);
            segments.Add(segment);
            if (_random.Next(6) == 0)
                segments.Add(segment);
            at += size;
        }

        return segments;
    }

    private List<byte[]> Datagram()
    {
        IPEndPoint from = Endpoint(_random.Next(4), isClient: true);
        IPEndPoint to = new(from.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? IPAddress.Parse("10.9.9.9") : IPAddress.Parse("2001:db8::9"), 47300);
        return Packets(from, to, WirePacket.Udp(from.Port, to.Port, Bytes(_random.Next(1, 3000))), mayBreak: true, WirePacket.UdpProtocol);
    }

    // Something that is no TCP or UDP: ICMP, or a protocol without a name.
    private byte[] Noise() => WirePacket.IPv4(IPAddress.Parse("10.3.3.3"), IPAddress.Parse("10.4.4.4"), (byte)(_random.Next(2) == 0 ? 1 : 200), Bytes(_random.Next(8, 60)));

    private List<byte[]> Packets(IPEndPoint from, IPEndPoint to, byte[] transport, bool mayBreak, byte protocol = WirePacket.TcpProtocol)
    {
        bool isIPv4 = from.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork;
        bool breaks = mayBreak && !_isPlain && transport.Length > 16 && _random.Next(4) == 0;
        if (isIPv4 && !breaks)
            return [WirePacket.IPv4(from.Address, to.Address, protocol, transport, optionWords: _random.Next(3))];
        byte next = protocol;
        byte[] payload = transport;
        if (!isIPv4)
            Extend(ref next, ref payload, _random.Next(_isPlain ? 2 : 3));
        if (!breaks)
            return [WirePacket.IPv6(from.Address, to.Address, next, payload)];

        int id = ++_identification;
        List<byte[]> fragments = [];
        for (int at = 0; at < payload.Length;)
        {
            int size = Math.Min(payload.Length - at, 8 * _random.Next(1, 1 + ((payload.Length + 15) / 16)));
            bool hasMore = at + size < payload.Length;
            ReadOnlySpan<byte> part = payload.AsSpan(at, size);
            byte[] fragment = isIPv4
                ? WirePacket.IPv4(from.Address, to.Address, next, part, (ushort)id, at, hasMore)
                : WirePacket.IPv6(from.Address, to.Address, WirePacket.FragmentProtocol, WirePacket.Fragment6(next, (uint)id, at, hasMore, part));
            fragments.Insert(_random.Next(fragments.Count + 1), fragment);
            at += size;
        }

        return fragments;
    }

    private void Extend(ref byte next, ref byte[] payload, int count)
    {
        for (; count > 0; count--)
        {
            byte kind = Of(_isPlain ? UsualExtensions : AllExtensions);
            // Hop-by-hop options stand in front of all others.
            if (kind == 0 && count > 1)
                kind = 60;
            payload = WirePacket.Extension(kind, next, kind is 43 ? 0 : _random.Next(3), payload);
            next = kind;
        }
    }

    // On one VLAN: tshark puts no fragments of several together.
    private List<byte[]> Framed(List<byte[]> packets)
    {
        ushort[] tags = [.. Enumerable.Range(0, _random.Next(3)).Select(_ => Of(_isPlain ? UsualTags : AllTags))];
        return [.. packets.Select(p => Padded(WirePacket.Ethernet(p, tags)))];
    }

    private byte[] Padded(byte[] frame) => frame.Length < 60 && _random.Next(2) == 0 ? [.. frame, .. new byte[60 - frame.Length]] : frame;

    /// <summary>A connection, the bytes of both directions, and where their sequence numbers begin.</summary>
    public sealed record Connection(IPEndPoint Client, IPEndPoint Server, byte[] Forth, byte[] Back, uint ForthStart, uint BackStart);
}
