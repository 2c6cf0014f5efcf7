using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace KerberosGen.Hosting.Tests.SeedPeers;

/// <summary>
/// A room written from the seed's tables alone: it registers as a client of the KDC, then listens on the port that it
/// registered from and serves one connection.
/// </summary>
internal sealed class SeedRoom(SeedLayout layout, string name) : IDisposable
{
    private readonly byte[] _key = [.. RandomNumberGenerator.GetBytes(32).Select(static b => b == 0 ? (byte)1 : b)];
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private byte[] _id = [];

    public byte[] Id => _id;

    /// <summary>Diagram 1.</summary>
    public void RegisterAndListen(IPEndPoint kdc)
    {
        EndPoint here;
        using (Socket socket = SeedWire.Connect(kdc, new IPEndPoint(IPAddress.Any, 0)))
        {
            here = socket.LocalEndPoint!;
            _id = SeedWire.Ask(socket, SeedWire.Request(new byte[16], 1025, [.. SeedWire.Text(name), .. _key]), 1600, 16);
        }

        _listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _listener.Bind(here);
        _listener.Listen();
    }

    /// <summary>Diagrams 4 and 5: admits one client, and gives back what it says until it closes.</summary>
    public List<string> Serve()
    {
        using Socket client = _listener.Accept();
        client.ReceiveTimeout = 60_000;
        byte[] request = SeedWire.ReceiveOnce(client);
        Assert.Equal(23 + 128 + layout.TicketSize, request.Length);
        Assert.Equal(SeedWire.Request(request[..16], 1028, new byte[128 + layout.TicketSize])[..23], request[..23]);
        byte[] sessionKey = OpenTicket(request[151..], request[..16]);
        CheckAuthenticator(request[23..151], sessionKey, request[..16]);
        client.Send(SeedWire.Response(1604));
        var said = new List<string>();
        while (SeedWire.ReceiveOnce(client) is { Length: > 0 } message)
        {
            ushort code = BitConverter.ToUInt16(message, 17);
            if (code != 1029)
            {
                // The original knows no extension.
                client.Send(SeedWire.Response(1609));
                continue;
            }

            Assert.Equal(message.Length - 43, BitConverter.ToInt32(message, 23));
            said.Add(Encoding.UTF8.GetString(SeedCipher.Open(sessionKey, message[27..43], message[43..])));
            client.Send(SeedWire.Response(1605));
        }

        return said;
    }

    public void Dispose() => _listener.Dispose();

    private byte[] OpenTicket(byte[] ticket, byte[] client)
    {
        Assert.Equal([24, .. client, .. _id], ticket[..33]);
        int at = layout.TicketIv;
        byte[] iv = ticket[at..(at + 16)];
        DateTime created = layout.IsOriginal
            ? SeedCipher.ReadTime(SeedCipher.Open(_key, iv, ticket[33..65]))
            : DateTime.UnixEpoch.AddSeconds(BitConverter.ToInt64(ticket, 33));
        DateTime expires = SeedCipher.ReadTime(SeedCipher.Open(_key, iv, ticket[(at + 64)..]));
        Assert.Equal(TimeSpan.FromDays(1), expires - created);
        Assert.InRange(created, DateTime.UtcNow.AddMinutes(-5), DateTime.UtcNow.AddMinutes(5));
        return SeedCipher.Open(_key, iv, ticket[(at + 16)..(at + 64)]);
    }

    private void CheckAuthenticator(byte[] authenticator, byte[] sessionKey, byte[] client)
    {
        byte[] iv = authenticator[..16];
        Assert.Equal("24"u8.ToArray(), SeedCipher.Open(sessionKey, iv, authenticator[16..32]));
        Assert.Equal(client, SeedCipher.Open(sessionKey, iv, authenticator[32..64]));
        Assert.Equal(_id, SeedCipher.Open(sessionKey, iv, authenticator[64..96]));
        DateTime created = SeedCipher.ReadTime(SeedCipher.Open(sessionKey, iv, authenticator[96..128]));
        Assert.InRange(created, DateTime.UtcNow.AddMinutes(-5), DateTime.UtcNow.AddMinutes(5));
    }
}
