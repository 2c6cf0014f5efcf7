using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using KerberosGen.Framing;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting.Tests.RoomModel;

/// <summary>
/// One connection to a room under the test's control: it pipelines, it can stop to read, and it can be cut. Answers go to the
/// requests in their order; more answers than requests break a law.
/// </summary>
internal sealed class RoomPeer : IDisposable
{
    // Small, so that a peer that reads nothing is behind soon.
    private const int ReceiveBuffer = 8 * 1024;

    private readonly Socket _socket;
    private readonly ClientSession _session;
    private readonly PipeReader _input;
    private readonly FrameReader<ResponseHeader> _reader;
    private readonly SeatLog _log;
    private readonly ConcurrentQueue<TaskCompletionSource<PeerAnswer>> _waiting = new();
    private volatile TaskCompletionSource? _asleep;
    private volatile bool _mayEnd;

    private RoomPeer(Socket socket, ClientSession session, SeatLog log)
    {
        _socket = socket;
        _session = session;
        _log = log;
        _input = PipeReader.Create(new NetworkStream(socket, ownsSocket: false));
        _reader = new FrameReader<ResponseHeader>(_input, ProtocolLimits.MaxResponsePayload);
        Ended = Task.Run(ReadAsync);
    }

    /// <summary>Ends when the connection has, however it did.</summary>
    public Task Ended { get; }

    public static async Task<RoomPeer> ConnectAsync(IPEndPoint room, ClientSession session, SeatLog log)
    {
        var socket = new Socket(room.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = ReceiveBuffer };
        try
        {
            await socket.ConnectAsync(room, Patience.Token);
            return new RoomPeer(socket, session, log);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The bytes of a request.</summary>
    public byte[] Write(Action<ClientSession, IBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(_session, output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Sends requests in one write.</summary>
    public Task<PeerAnswer>[] Ask(params byte[][] requests)
    {
        var answers = new Task<PeerAnswer>[requests.Length];
        for (int i = 0; i < requests.Length; i++)
        {
            var waiting = new TaskCompletionSource<PeerAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
            answers[i] = waiting.Task;
            _waiting.Enqueue(waiting);
        }

        try
        {
            _socket.Send([.. requests.SelectMany(static request => request)]);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The end is seen by the reader.
        }

        if (Ended.IsCompleted)
            AnswerTheRest();
        return answers;
    }

    /// <summary>Stops to read. What has arrived already may still be taken.</summary>
    public void Sleep()
    {
        _mayEnd = true;
        _asleep = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public void Wake()
    {
        TaskCompletionSource? asleep = _asleep;
        _asleep = null;
        asleep?.SetResult();
    }

    /// <summary>From here on the room must not end the connection, or may.</summary>
    public void MayEnd(bool mayEnd) => _mayEnd = mayEnd;

    /// <summary>Resets the connection: what was sent and not read, on either side, is gone.</summary>
    public void Reset()
    {
        _mayEnd = true;
        _socket.LingerState = new LingerOption(true, 0);
        Dispose();
    }

    /// <summary>Ends this side and reads to the end of the other.</summary>
    public void EndInput()
    {
        _mayEnd = true;
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The room was faster.
        }
    }

    public void Dispose()
    {
        _mayEnd = true;
        _socket.Dispose();
        Wake();
    }

    private async Task ReadAsync()
    {
        try
        {
            bool goesOn;
            do
            {
                if (_asleep is { } asleep)
                    await asleep.Task;
                goesOn = await _reader.FillAsync(CancellationToken.None);
                while (TakeNext())
                {
                }
            }
            while (goesOn);
            if (_reader.Pending > 0)
                _log.Violate($"the connection ended within a packet, after {_reader.Pending} bytes of it");
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            // It was reset, by one side or the other.
        }

        if (!_mayEnd)
            _log.Violate("the room ended the connection of one who reads");
        _reader.Dispose();
        await _input.CompleteAsync();
        AnswerTheRest();
    }

    private bool TakeNext()
    {
        FrameStatus status = _reader.TryRead(out ResponseHeader header, out ReadOnlySpan<byte> payload);
        if (status is FrameStatus.HeaderRefused or FrameStatus.SizeRefused)
            throw new IOException("The room sent what is no packet.");
        if (status != FrameStatus.Done)
            return false;
        if (header.Code != RoomEvent.Code)
            Answer(header.Code, payload);
        else if (_session.OpenEvent(payload) is { } happened)
            _log.Take(happened);
        else
            _log.Violate("an event does not open");
        return true;
    }

    private void Answer(ushort code, ReadOnlySpan<byte> payload)
    {
        MemberEntry[]? members = null;
        if (code == MembersResponse.Code && MembersResponse.Unpack(payload, out MembersResponse response).AsWhole(payload.Length).IsDone)
            members = response.Members.ToArray();
        if (_waiting.TryDequeue(out TaskCompletionSource<PeerAnswer>? waiting))
            waiting.SetResult(new PeerAnswer(code, members));
        else
            _log.Violate($"an answer {code} to no request");
    }

    private void AnswerTheRest()
    {
        while (_waiting.TryDequeue(out TaskCompletionSource<PeerAnswer>? waiting))
            waiting.SetResult(default);
    }
}
