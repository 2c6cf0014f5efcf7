using System.Net;
using System.Net.Sockets;
using System.Text;

namespace KerberosGen.Hosting.Tests.SeedPeers;

/// <summary>Requests and responses by the seed's tables; one packet is one receive, as in the original program.</summary>
internal static class SeedWire
{
    // More than any packet of the story, so that a second packet in the same segment would show.
    private const int ReceiveSize = 4096;

    public static Socket Connect(IPEndPoint server, IPEndPoint? local = null)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 60_000, SendTimeout = 60_000 };
        if (local is not null)
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.Bind(local);
        }

        socket.Connect(server);
        return socket;
    }

    public static byte[] Request(byte[] id, ushort code, params byte[] payload) =>
        [.. id, 24, (byte)code, (byte)(code >> 8), .. Size(payload.Length), .. payload];

    public static byte[] Response(ushort code, params byte[] payload) =>
        [24, (byte)code, (byte)(code >> 8), .. Size(payload.Length), .. payload];

    public static byte[] Size(int size) => [(byte)size, (byte)(size >> 8), (byte)(size >> 16), (byte)(size >> 24)];

    public static byte[] Text(string text)
    {
        byte[] field = new byte[255];
        Encoding.UTF8.GetBytes(text, field);
        return field;
    }

    public static byte[] ReceiveOnce(Socket socket)
    {
        byte[] buffer = new byte[ReceiveSize];
        return buffer[..socket.Receive(buffer)];
    }

    /// <summary>Sends a request; the one receive that follows must bring exactly its answer, whose payload is given back.</summary>
    public static byte[] Ask(Socket socket, byte[] request, ushort expectedCode, int expectedPayload)
    {
        Assert.Equal(request.Length, socket.Send(request));
        byte[] answer = ReceiveOnce(socket);
        Assert.Equal(Response(expectedCode, new byte[expectedPayload])[..7], answer.Take(7));
        Assert.Equal(7 + expectedPayload, answer.Length);
        return answer[7..];
    }
}
