using System.Net;
using System.Net.Sockets;
using KerberosGen.Clients;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting;

/// <summary>How a room becomes known to a KDC: it registers as a client of the KDC from the port it will listen on.</summary>
public static class RoomRegistration
{
    /// <summary>
    /// Registers a service, closes that connection, and answers the address that the KDC saw: the room must listen exactly
    /// there.
    /// </summary>
    /// <param name="kdc">The KDC.</param>
    /// <param name="name">The room's name.</param>
    /// <param name="key">The room's service key, which it has made for this.</param>
    /// <param name="local">The address and port to register from; port 0 for any.</param>
    /// <param name="overUdp">True to ask over UDP; the room still listens on that TCP port.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="tap">Is shown every byte, or null.</param>
    /// <exception cref="System.Net.Sockets.SocketException">There is no KDC, or the port is taken.</exception>
    /// <exception cref="RequestRefusedException">The name is taken, or not a name.</exception>
    public static async Task<(RoomIdentity Identity, IPEndPoint EndPoint)> RegisterAsync(
        IPEndPoint kdc, PrincipalName name, KeyMaterial key, IPEndPoint local, bool overUdp, CancellationToken cancellation, IConnectionTap? tap = null)
    {
        // A port that is free for datagrams may be taken for connections, and the room will need it for those.
        using Socket? reserved = overUdp ? Reserve(local) : null;
        var from = (IPEndPoint?)reserved?.LocalEndPoint ?? local;
        await using KdcClient client = await KdcClient.ConnectAsync(kdc, from, overUdp, cancellation, tap).ConfigureAwait(false);
        IPEndPoint seen = client.LocalEndPoint;
        PrincipalId id = await client.RegisterServiceAsync(name, key, cancellation).ConfigureAwait(false);
        return (new RoomIdentity(id, name, key), seen);
    }

    private static Socket Reserve(IPEndPoint local)
    {
        var socket = new Socket(local.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(local);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The address of this machine that a KDC sees.</summary>
    /// <exception cref="SocketException">There is no way to that address.</exception>
    public static IPAddress LocalAddressTowards(IPEndPoint kdc)
    {
        // Connecting a datagram socket sends nothing; it only picks the route.
        using var probe = new Socket(kdc.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        probe.Connect(kdc);
        return ((IPEndPoint)probe.LocalEndPoint!).Address;
    }
}
