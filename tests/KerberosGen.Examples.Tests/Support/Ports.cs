using System.Net;
using System.Net.Sockets;

namespace KerberosGen.Examples.Tests;

/// <summary>Ports for servers that cannot choose one themselves.</summary>
internal static class Ports
{
    /// <summary>A UDP port that was free a moment ago.</summary>
    public static int FreeUdp()
    {
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.Client.LocalEndPoint!).Port;
    }
}
