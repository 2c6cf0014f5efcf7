using System.Net;
using System.Net.Sockets;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Replaying;

namespace KerberosGen.Inspector.Replaying;

/// <summary>One connection on which packets are sent, and what comes back on it.</summary>
internal sealed class ReplayConnection : IDisposable
{
    private const int LargestRead = 64 * 1024;

    private readonly Socket _socket;
    private readonly bool _isStream;
    private readonly AnswerDecoder _answers;
    private readonly Action<IEnumerable<DecodedPacket>> _show;
    private readonly Lock _gate;

    private ReplayConnection(Socket socket, AnswerDecoder answers, Action<IEnumerable<DecodedPacket>> show, Lock gate)
    {
        _socket = socket;
        _isStream = socket.SocketType == SocketType.Stream;
        _answers = answers;
        _show = show;
        _gate = gate;
    }

    /// <summary>Ends once nothing more can come back.</summary>
    public Task Answered { get; private set; } = Task.CompletedTask;

    /// <summary>True once the peer has ended the connection.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Connects.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="overUdp">True for UDP.</param>
    /// <param name="answersOf">Makes the decoder of what comes back, by the peer's and the own address.</param>
    /// <param name="show">Shows packets; called by one thread at a time.</param>
    /// <param name="gate">Held while packets are decoded and shown.</param>
    /// <param name="timeout">How long it may take.</param>
    public static async Task<ReplayConnection> Open(
        IPEndPoint target, bool overUdp, Func<IPEndPoint, IPEndPoint, AnswerDecoder> answersOf, Action<IEnumerable<DecodedPacket>> show, Lock gate, TimeSpan timeout)
    {
        var socket = new Socket(target.AddressFamily, overUdp ? SocketType.Dgram : SocketType.Stream, overUdp ? ProtocolType.Udp : ProtocolType.Tcp);
        try
        {
            if (!overUdp)
                socket.NoDelay = true;
            using var limit = new CancellationTokenSource(timeout);
            await socket.ConnectAsync(target, limit.Token);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        var connection = new ReplayConnection(socket, answersOf((IPEndPoint)socket.RemoteEndPoint!, (IPEndPoint)socket.LocalEndPoint!), show, gate);
        connection.Answered = Task.Run(connection.Receive);
        return connection;
    }

    /// <summary>Sends a packet in one write, or as one datagram.</summary>
    /// <exception cref="SocketException">The peer has ended the connection.</exception>
    public async Task Send(ReadOnlyMemory<byte> packet)
    {
        while (!packet.IsEmpty)
            packet = packet[await _socket.SendAsync(packet)..];
    }

    /// <summary>Says that no more will be sent: a peer that has answered everything ends the connection then.</summary>
    public void EndSending()
    {
        try
        {
            if (_isStream)
                _socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // It has been ended from the other side.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private async Task Receive()
    {
        byte[] buffer = new byte[LargestRead];
        try
        {
            while (await _socket.ReceiveAsync(buffer) is var got && (got > 0 || !_isStream))
                Show(_isStream ? t => _answers.Append(buffer.AsSpan(0, got), t) : t => _answers.Datagram(buffer.AsSpan(0, got), t));
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Reset by the peer, refused, or nobody waits any longer.
        }

        Show(_answers.Complete);
        IsClosed = true;
    }

    private void Show(Func<DateTimeOffset, IEnumerable<DecodedPacket>> decode)
    {
        lock (_gate)
            _show(decode(TimeProvider.System.GetUtcNow()));
    }
}
