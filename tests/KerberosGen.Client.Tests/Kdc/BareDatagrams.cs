using System.Net;
using System.Net.Sockets;
using KerberosGen.Hosting.Tests;

namespace KerberosGen.Client.Tests.Kdc;

/// <summary>Something at a KDC's UDP address, which the test speaks for.</summary>
internal sealed class BareDatagrams : IDisposable
{
    private readonly byte[] _buffer = new byte[ushort.MaxValue];

    public BareDatagrams(IPEndPoint? at = null)
    {
        Socket = new Socket((at ?? Site.AnyPort).AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        Socket.Bind(at ?? Site.AnyPort);
    }

    public Socket Socket { get; }

    public IPEndPoint EndPoint => (IPEndPoint)Socket.LocalEndPoint!;

    /// <summary>The next request, and where it came from.</summary>
    public async Task<(byte[] Request, IPEndPoint Client)> ReceiveAsync()
    {
        SocketReceiveFromResult received = await Socket.ReceiveFromAsync(_buffer, SocketFlags.None, Site.AnyPort, Patience.Token);
        return (_buffer[..received.ReceivedBytes], (IPEndPoint)received.RemoteEndPoint);
    }

    public async Task SendAsync(byte[] answer, IPEndPoint client) => await Socket.SendToAsync(answer, SocketFlags.None, client, Patience.Token);

    /// <summary>Whether a datagram waits to be read.</summary>
    public bool HasMore => Socket.Available > 0;

    public void Dispose() => Socket.Dispose();
}
