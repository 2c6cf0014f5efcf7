using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using KerberosGen.Load.Measuring;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Load.Traffic;

/// <summary>
/// One connection, with so many requests on the way at any time. Its socket blocks: one thread serves many connections in
/// turn, which costs two system calls a turn and no waiting room.
/// </summary>
internal sealed class LoadConnection : IDisposable
{
    private const int PatienceMilliseconds = 30_000;

    private readonly Socket _socket;
    private readonly IRequests _requests;
    private readonly byte[] _output;
    private readonly byte[] _input;
    private readonly int[] _asked;
    private readonly bool _isDatagrams;
    private int _oldest;
    private int _onTheWay;
    private int _held;

    public LoadConnection(IPEndPoint server, IRequests requests, Shape shape)
    {
        _requests = requests;
        _isDatagrams = shape.IsDatagrams;
        _output = new byte[shape.InFlight * requests.RequestSize];
        _input = new byte[Math.Max(64 * 1024, 2 * requests.AnswerSize)];
        _asked = new int[shape.InFlight];
        _socket = _isDatagrams
            ? new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp)
            : new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _socket.ReceiveTimeout = PatienceMilliseconds;
        _socket.Connect(server);
    }

    /// <summary>Sends as many requests as may be on the way; on TCP they share a write.</summary>
    public void Fill()
    {
        int size = 0;
        while (_onTheWay < _asked.Length)
        {
            int written = _requests.WriteNext(_output.AsSpan(size), out _asked[(_oldest + _onTheWay) % _asked.Length]);
            _onTheWay++;
            if (_isDatagrams)
                _socket.Send(_output.AsSpan(0, written));
            else
                size += written;
        }

        if (size > 0)
            _socket.Send(_output.AsSpan(0, size));
    }

    /// <summary>Waits for answers, if any is due, and takes those that are whole.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="WrongAnswerException">An answer is not the right one, or there is none.</exception>
    public int Take()
    {
        if (_onTheWay == 0)
            return 0;
        int received = _socket.Receive(_input.AsSpan(_held), SocketFlags.None, out SocketError error);
        if (received == 0)
            throw new WrongAnswerException(error == SocketError.Success ? "The server closed a connection in the middle." : $"No answer from the server: {error}.");
        ReadOnlySpan<byte> rest = _input.AsSpan(0, _held + received);
        int answers = 0;
        while (rest.Length >= ResponseHeader.Size)
        {
            long size = ResponseHeader.Size + (long)BinaryPrimitives.ReadUInt32LittleEndian(rest[(ResponseHeader.Size - sizeof(uint))..]);
            if (size > _requests.AnswerSize || rest[0] != ProtocolLimits.Version)
                throw WrongAnswer(rest);
            if (rest.Length < size)
                break;
            if (!_requests.IsRight(rest[..(int)size], _asked[_oldest]))
                throw WrongAnswer(rest);
            rest = rest[(int)size..];
            _oldest = (_oldest + 1) % _asked.Length;
            _onTheWay--;
            answers++;
        }

        rest.CopyTo(_input);
        _held = rest.Length;
        return answers;
    }

    /// <summary>True while a request has no answer yet.</summary>
    public bool IsWaiting => _onTheWay > 0;

    public void Dispose() => _socket.Dispose();

    private static WrongAnswerException WrongAnswer(ReadOnlySpan<byte> answer) =>
        new($"The server answered {BinaryPrimitives.ReadUInt16LittleEndian(answer[1..])}, which is not what was asked for.");
}
