using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace KerberosGen.EndToEnd.Tests;

/// <summary>
/// Ports for servers that must be told one: free over TCP and UDP, and this process's until it ends. The system gives none of them
/// to anybody who asks it for any port, and no other test takes one, so a server that was stopped finds its port free.
/// </summary>
internal static class FreePorts
{
    private const int Lowest = 10_000;

    // A name in the abstract namespace (unix(7)) goes with the process that has bound it.
    private static readonly List<Socket> s_claims = [];

    /// <summary>Takes so many ports that follow one by one.</summary>
    /// <returns>The first.</returns>
    public static int Take(int count = 1)
    {
        (int first, int last) = Range();
        while (true)
        {
            int port = Random.Shared.Next(first, last - count + 2);
            if (TryClaim(port, count))
                return port;
        }
    }

    /// <summary>Those below the range from which the system takes ports by itself (ip(7)); that range where there is nothing below it.</summary>
    private static (int First, int Last) Range()
    {
        const string ownRange = "/proc/sys/net/ipv4/ip_local_port_range";
        if (!File.Exists(ownRange))
            return (Lowest, IPEndPoint.MaxPort);
        int lowestOfSystem = int.Parse(File.ReadAllText(ownRange).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture);
        return lowestOfSystem >= 2 * Lowest ? (Lowest, lowestOfSystem - 1) : (Lowest, IPEndPoint.MaxPort);
    }

    private static bool TryClaim(int first, int count)
    {
        List<Socket> claims = [];
        for (int port = first; port < first + count; port++)
        {
            if (TryName(port) is { } claim)
                claims.Add(claim);
            if (claims.Count == port - first + 1 && IsFree(port, SocketType.Stream) && IsFree(port, SocketType.Dgram))
                continue;
            claims.ForEach(static claim => claim.Dispose());
            return false;
        }

        lock (s_claims)
            s_claims.AddRange(claims);
        return true;
    }

    private static Socket? TryName(int port)
    {
        var claim = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            claim.Bind(new UnixDomainSocketEndPoint(string.Create(CultureInfo.InvariantCulture, $"\0kerberosgen-tests-port-{port}")));
            return claim;
        }
        catch (SocketException)
        {
            claim.Dispose();
            return null;
        }
    }

    private static bool IsFree(int port, SocketType type)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, type, type == SocketType.Stream ? ProtocolType.Tcp : ProtocolType.Udp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Any, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
