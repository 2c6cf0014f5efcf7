using System.Net;
using System.Net.Sockets;

namespace KerberosGen.Examples.Ntp;

/// <summary>Asks a server for the time.</summary>
/// <param name="server">Where it listens.</param>
/// <param name="clock">Our own clock.</param>
public sealed class NtpClient(IPEndPoint server, TimeProvider clock)
{
    /// <summary>Asks once.</summary>
    /// <returns>The answer's bytes, an <see cref="NtpPacket"/>, and what they say.</returns>
    /// <exception cref="SocketException">The server is not there.</exception>
    /// <exception cref="OperationCanceledException">The server did not answer in time.</exception>
    public async Task<(byte[] Answer, NtpExchange Exchange)> AskAsync(CancellationToken cancellation)
    {
        using var socket = new UdpClient(server.AddressFamily);
        socket.Connect(server);
        DateTimeOffset sent = clock.GetUtcNow();
        NtpTimestamp origin = NtpTimestamp.From(sent);
        await socket.SendAsync(new NtpPacket { Version = 4, Mode = Mode.Client, Transmit = origin }.ToArray(), cancellation);
        while (true)
        {
            byte[] answer = (await socket.ReceiveAsync(cancellation)).Buffer;
            DateTimeOffset received = clock.GetUtcNow();
            if (Read(answer, origin, sent, received) is { } exchange)
                return (answer, exchange);
        }
    }

    private static NtpExchange? Read(byte[] datagram, NtpTimestamp origin, DateTimeOffset sent, DateTimeOffset received) =>
        NtpPacket.Unpack(datagram, out NtpPacket answer).IsDone && answer.Mode == Mode.Server && answer.Origin == origin
            ? NtpExchange.Of(answer, sent, received)
            : null;
}
