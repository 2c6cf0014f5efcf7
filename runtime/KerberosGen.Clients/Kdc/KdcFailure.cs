using System.Net.Sockets;

namespace KerberosGen.Clients;

/// <summary>What it is that keeps a KDC from answering, in words.</summary>
internal static class KdcFailure
{
    /// <summary>True if no answer came; a refusal is one.</summary>
    public static bool Is(Exception e) => e is SocketException or IOException or TimeoutException;

    /// <summary>Why, as a clause: <c>it refuses connections</c>.</summary>
    public static string Reason(Exception e) => (e as SocketException ?? e.InnerException as SocketException)?.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "it refuses connections",
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => "it closed the connection without an answer",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable => "there is no way to it from here",
        SocketError.TimedOut => "it does not answer",
        _ => e.Message.TrimEnd('.'),
    };
}
