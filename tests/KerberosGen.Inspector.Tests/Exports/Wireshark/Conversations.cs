using System.Net;
using KerberosGen.Inspection.Tests;

namespace KerberosGen.Inspector.Tests.Exports.Wireshark;

/// <summary>
/// TCP connections to one server, each from a port of its own, from its first segment to its last, which has a FIN: at a stream
/// that just stops, Wireshark keeps what may still become a packet to itself.
/// </summary>
internal sealed class Conversations(int server = 8000)
{
    private const byte Syn = 2;
    private const byte SynAcknowledge = 18;
    private const byte Push = 24;
    private const byte PushFinish = 25;

    private readonly TestCapture _capture = new();
    private readonly IPEndPoint _server = new(TestCapture.Server.Address, server);
    private int _port = 50000;

    public byte[] ToPcap() => _capture.ToPcap();

    /// <summary>A connection on which a client sends these segments.</summary>
    public void Send(params byte[][] segments)
    {
        IPEndPoint client = Connect();
        AddAll(client, _server, segments);
    }

    /// <summary>A connection on which the server sends these segments.</summary>
    public void Answer(params byte[][] segments)
    {
        IPEndPoint client = Connect();
        AddAll(_server, client, segments);
    }

    /// <summary>A connection on which a client's segments arrive in any order, some of them twice.</summary>
    public void SendShuffled(byte[] bytes, Random random)
    {
        IPEndPoint client = Connect();
        List<byte[]> frames = [];
        for (int at = 0; at < bytes.Length;)
        {
            int size = Math.Min(bytes.Length - at, random.Next(1, 400));
            byte[] frame = TestCapture.TcpFrame(client, _server, 1001 + (uint)at, Push, bytes.AsSpan(at, size));
            frames.Add(frame);
            if (random.Next(3) == 0)
                frames.Add(frame);
            at += size;
        }

        byte[][] shuffled = [.. frames];
        random.Shuffle(shuffled);
        foreach (byte[] frame in shuffled)
            _capture.Add(frame);
    }

    private IPEndPoint Connect()
    {
        var client = new IPEndPoint(TestCapture.Client.Address, _port++);
        _capture.Add(TestCapture.TcpFrame(client, _server, 1000, Syn, []));
        _capture.Add(TestCapture.TcpFrame(_server, client, 1000, SynAcknowledge, []));
        return client;
    }

    private void AddAll(IPEndPoint from, IPEndPoint to, byte[][] segments)
    {
        uint sequence = 1001;
        for (int i = 0; i < segments.Length; i++)
        {
            byte flags = i == segments.Length - 1 ? PushFinish : Push;
            _capture.Add(TestCapture.TcpFrame(from, to, sequence, flags, segments[i]));
            sequence += (uint)segments[i].Length;
        }
    }
}
