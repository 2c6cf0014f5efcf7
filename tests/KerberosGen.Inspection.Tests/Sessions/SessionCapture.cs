using System.Net;
using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Sessions;
using KerberosGen.Packets;

namespace KerberosGen.Inspection.Tests.Sessions;

/// <summary>Captures written segment by segment, one second apart, and the sessions that they are.</summary>
internal sealed class SessionCapture
{
    private const byte Ack = 16;
    private const byte Syn = 2;
    private const byte Fin = 1;
    private const byte Reset = 4;

    private readonly TestCapture _frames = new();
    private readonly Dictionary<(IPEndPoint, IPEndPoint), uint> _next = [];

    /// <summary>A request that asks for the list of services: 23 bytes.</summary>
    public static byte[] Ask { get; } = Request(1026);

    /// <summary>An answer without a payload: 7 bytes.</summary>
    public static byte[] Answer(ushort code) => [24, (byte)code, (byte)(code >> 8), 0, 0, 0, 0];

    /// <summary>A request without a payload: 23 bytes.</summary>
    public static byte[] Request(ushort code) => [.. new byte[16], 24, (byte)code, (byte)(code >> 8), 0, 0, 0, 0];

    /// <summary>An event that a room pushes, without content: 60 bytes.</summary>
    public static byte[] Event()
    {
        byte[] bytes = [24, 1606 & 0xff, 1606 >> 8, 53, 0, 0, 0, .. new byte[53]];
        bytes[7 + 16] = (byte)EventKind.Message;
        return bytes;
    }

    public static IPEndPoint Client(int port) => new(TestCapture.Client.Address, port);

    public SessionCapture Connect(IPEndPoint? from = null, IPEndPoint? to = null, bool isAccepted = true)
    {
        (IPEndPoint client, IPEndPoint server) = (from ?? TestCapture.Client, to ?? TestCapture.Server);
        _frames.Add(TestCapture.TcpFrame(client, server, 99, Syn, default));
        _next[(client, server)] = _next[(server, client)] = 100;
        return isAccepted ? Raw(TestCapture.TcpFrame(server, client, 99, Syn | Ack, default)) : this;
    }

    public SessionCapture Say(byte[] bytes, IPEndPoint? from = null, IPEndPoint? to = null) => Send(bytes, from ?? TestCapture.Client, to ?? TestCapture.Server);

    public SessionCapture Hear(byte[] bytes, IPEndPoint? to = null, IPEndPoint? from = null) => Send(bytes, from ?? TestCapture.Server, to ?? TestCapture.Client);

    public SessionCapture SayAgain(byte[] bytes, int before) => Raw(TestCapture.TcpFrame(
        TestCapture.Client, TestCapture.Server, _next[(TestCapture.Client, TestCapture.Server)] - (uint)before, Ack, bytes));

    public SessionCapture Lose(int size)
    {
        _next[(TestCapture.Client, TestCapture.Server)] += (uint)size;
        return this;
    }

    public SessionCapture Refuse() => Raw(TestCapture.TcpFrame(TestCapture.Server, TestCapture.Client, 0, Reset | Ack, default));

    public SessionCapture End() => Raw(TestCapture.TcpFrame(TestCapture.Client, TestCapture.Server, _next[(TestCapture.Client, TestCapture.Server)], Fin | Ack, default));

    public SessionCapture Datagram(byte[] bytes, bool isAnswer = false) => Raw(isAnswer
        ? TestCapture.UdpFrame(Six(2), Six(1), bytes)
        : TestCapture.UdpFrame(Six(1), Six(2), bytes));

    public byte[] ToPcap() => _frames.ToPcap();

    public Session Read(SessionOptions? options = null) => ReadPcap(ToPcap(), options);

    public static Session ReadPcap(byte[] pcap, SessionOptions? options = null) => new SessionReader(new PacketDecoder(Vector.Protocol), options ?? new SessionOptions())
        .Read(CaptureReader.OpenPcap(new MemoryStream(pcap)).ReadFrames());

    private static IPEndPoint Six(int last) => new(IPAddress.Parse($"fd00::{last}"), 8000 + last);

    private SessionCapture Send(byte[] bytes, IPEndPoint from, IPEndPoint to)
    {
        uint sequence = _next.GetValueOrDefault((from, to), 100u);
        _next[(from, to)] = sequence + (uint)bytes.Length;
        return Raw(TestCapture.TcpFrame(from, to, sequence, Ack, bytes));
    }

    private SessionCapture Raw(byte[] frame)
    {
        _frames.Add(frame);
        return this;
    }
}
