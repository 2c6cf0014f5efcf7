using System.Net.Sockets;
using System.Text;

namespace KerberosGen.Kdc;

/// <summary>
/// Where a running KDC is administered: a Unix socket in a directory of mode 0700 in its own. Whoever can open that directory
/// is the KDC's user, or root.
/// </summary>
internal static class AdministrationSocket
{
    /// <summary>The directory in the KDC's own.</summary>
    public const string DirectoryName = "admin";

    /// <summary>Bytes that a Unix socket's path may have: sun_path holds 108, the NUL among them (unix(7)).</summary>
    private const int MaxPathSize = 107;

    /// <summary>The socket's directory.</summary>
    public static string DirectoryIn(string kdcDirectory) => Path.Combine(Path.GetFullPath(kdcDirectory), DirectoryName);

    /// <summary>The socket.</summary>
    public static string PathIn(string kdcDirectory) => Path.Combine(DirectoryIn(kdcDirectory), "socket");

    /// <summary>Why no socket can have this path; null if one can.</summary>
    public static string? ProblemOf(string path) => Encoding.UTF8.GetByteCount(path) is var size && size > MaxPathSize
        ? $"{path} has {size} bytes, and a Unix socket's path has at most {MaxPathSize}: a shorter --data makes it fit."
        : null;

    /// <summary>Connects; null if nobody listens there.</summary>
    /// <exception cref="SocketException">Somebody may listen there, but not to us.</exception>
    public static async Task<Socket?> TryConnectAsync(string path, CancellationToken cancellation)
    {
        if (ProblemOf(path) is not null || !File.Exists(path))
            return null;
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
            return socket;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused || !File.Exists(path))
        {
            // What a KDC that was killed has left, or one that stops just now.
            socket.Dispose();
            return null;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
