using System.Buffers.Binary;
using System.Net.Sockets;
using KerberosGen.Storage;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace KerberosGen.Kdc;

/// <summary>Who is at the other end of the administration socket, as the kernel says (SO_PEERCRED, unix(7)).</summary>
internal static class AdministrationPeer
{
    private const int SocketLevel = 1, PeerCredentials = 17;

    /// <summary>The peer of a request, for the audit log.</summary>
    public static AuditSubject Of(HttpContext context) =>
        AuditSubject.OverSocket(context.Features.Get<IConnectionSocketFeature>() is { Socket: { } socket } ? UserOf(socket) : null);

    private static uint? UserOf(Socket socket)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        // Process, user and group, of 4 bytes each.
        Span<byte> credentials = stackalloc byte[12];
        return socket.GetRawSocketOption(SocketLevel, PeerCredentials, credentials) == credentials.Length
            ? BinaryPrimitives.ReadUInt32LittleEndian(credentials[4..])
            : null;
    }
}
