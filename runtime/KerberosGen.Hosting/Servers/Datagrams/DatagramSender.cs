using System.Net;
using System.Net.Sockets;
using KerberosGen.Protocol;
using Microsoft.Extensions.Logging;

namespace KerberosGen.Hosting;

/// <summary>Sends answers as datagrams, within each source's budget of bytes; what is over it is dropped. It allocates nothing.</summary>
/// <param name="socket">The server's socket; the server disposes of it.</param>
/// <param name="local">Where the server listens.</param>
/// <param name="admission">Keeps the budgets, and counts.</param>
/// <param name="tap">Is shown every datagram, or null.</param>
/// <param name="logger">Is told what was lost.</param>
internal sealed partial class DatagramSender(Socket socket, IPEndPoint local, KdcAdmission admission, IConnectionTap? tap, ILogger logger)
{
    private readonly LogGate _lost = new();

    /// <summary>Sends one, if the budget of its source allows it.</summary>
    public void Send(ReadOnlySpan<byte> answer, IPEndPoint peer, SocketAddress to, SourceAccount source)
    {
        if (!admission.TrySpend(source, answer.Length))
        {
            Drop(peer);
            return;
        }

        tap?.Sent(peer, local, answer);
        tap?.Closed(peer, local);
        try
        {
            socket.SendTo(answer, SocketFlags.None, to);
            admission.Statistics.DatagramSent(answer.Length);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            LogLost(e);
            admission.Statistics.DatagramDropped();
        }
    }

    /// <summary>Gives a peer no answer.</summary>
    public void Drop(IPEndPoint peer)
    {
        tap?.Closed(peer, local);
        admission.Statistics.DatagramDropped();
    }

    /// <summary>Says that a datagram was lost, once a second at most.</summary>
    public void LogLost(Exception reason)
    {
        if (_lost.TryPass(out long held))
            LogLost(logger, held, reason.Message);
    }

    [LoggerMessage(2, LogLevel.Warning, "A datagram (and {Others} more since the last such line) was lost: {Reason}")]
    private static partial void LogLost(ILogger logger, long others, string reason);
}
