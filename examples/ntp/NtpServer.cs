using System.Net;
using System.Net.Sockets;

namespace KerberosGen.Examples.Ntp;

/// <summary>Answers with the time of a clock, as a server of stratum 1 does.</summary>
public sealed class NtpServer : IAsyncDisposable
{
    private readonly UdpClient _socket;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;

    private NtpServer(UdpClient socket, TimeProvider clock)
    {
        _socket = socket;
        _clock = clock;
        _work = AnswerAsync();
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint => (IPEndPoint)_socket.Client.LocalEndPoint!;

    /// <summary>Begins to answer.</summary>
    /// <param name="endPoint">Where to listen; port 0 for any that is free.</param>
    /// <param name="clock">The clock.</param>
    public static NtpServer Start(IPEndPoint endPoint, TimeProvider clock) => new(new UdpClient(endPoint), clock);

    /// <summary>Answers a question: bytes in, bytes out.</summary>
    /// <param name="question">The question.</param>
    /// <param name="received">When it came.</param>
    /// <returns>The answer, or null if it is none.</returns>
    public byte[]? Answer(ReadOnlySpan<byte> question, DateTimeOffset received)
    {
        if (!NtpPacket.Unpack(question, out NtpPacket asked).IsDone || asked.Mode != Mode.Client)
            return null;
        return new NtpPacket
        {
            Version = asked.Version,
            Mode = Mode.Server,
            Stratum = 1,
            Poll = asked.Poll,
            Precision = -20,
            ReferenceId = new ReferenceId("LOCL"u8),
            Reference = NtpTimestamp.From(received),
            Origin = asked.Transmit,
            Receive = NtpTimestamp.From(received),
            Transmit = NtpTimestamp.From(_clock.GetUtcNow()),
        }.ToArray();
    }

    /// <summary>Stops.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _stop.Dispose();
    }

    private async Task AnswerAsync()
    {
        while (true)
        {
            UdpReceiveResult question = await _socket.ReceiveAsync(_stop.Token);
            if (Answer(question.Buffer, _clock.GetUtcNow()) is { } answer)
                await _socket.SendAsync(answer, question.RemoteEndPoint, _stop.Token);
        }
    }
}
