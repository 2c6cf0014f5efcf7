using System.Net.Sockets;

namespace KerberosGen.Hosting;

/// <summary>
/// How the system finds out that a silent peer is gone: by TCP keep-alive (RFC 9293, section 3.8.4), and while bytes are under
/// way by the same time without an acknowledgement.
/// </summary>
/// <param name="Time">Silence before the first probe; whole seconds.</param>
/// <param name="Interval">Between probes; whole seconds.</param>
/// <param name="Probes">Probes without an answer before the connection is reset.</param>
public sealed record KeepAlive(TimeSpan Time, TimeSpan Interval, int Probes)
{
    // TCP_USER_TIMEOUT of Linux, in milliseconds: unacknowledged bytes keep probes from being sent.
    private const int LinuxUserTimeout = 18;

    /// <summary>After how long a peer that is gone is known to be.</summary>
    public TimeSpan Patience => Time + (Interval * Probes);

    internal void ApplyTo(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, (int)Time.TotalSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, (int)Interval.TotalSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, Probes);
        if (OperatingSystem.IsLinux())
            socket.SetRawSocketOption((int)SocketOptionLevel.Tcp, LinuxUserTimeout, BitConverter.GetBytes((int)Patience.TotalMilliseconds));
    }
}
