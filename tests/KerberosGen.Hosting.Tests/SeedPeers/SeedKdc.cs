using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace KerberosGen.Hosting.Tests.SeedPeers;

/// <summary>
/// A KDC written from the seed's tables alone: random IVs, no proofs. It serves one connection after another, and stops when it is
/// disposed.
/// </summary>
internal sealed class SeedKdc : IAsyncDisposable
{
    private readonly SeedLayout _layout;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Dictionary<string, byte[]> _passwordHashes = [];
    private readonly List<(byte[] Id, string Name, byte[] Key, IPEndPoint EndPoint)> _services = [];
    private readonly Task _serving;

    public SeedKdc(SeedLayout layout)
    {
        _layout = layout;
        _listener.Start();
        _serving = Task.Run(ServeAsync);
    }

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _serving;
    }

    private async Task ServeAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                Socket client = await _listener.AcceptSocketAsync();
                connections.Add(Task.Run(() => Serve(client)));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Disposed.
        }

        await Task.WhenAll(connections);
    }

    private void Serve(Socket client)
    {
        using (client)
        {
            client.ReceiveTimeout = 60_000;
            while (SeedWire.ReceiveOnce(client) is { Length: > 0 } request)
            {
                lock (_services)
                    client.Send(Answer(request, (IPEndPoint)client.RemoteEndPoint!));
            }
        }
    }

    private byte[] Answer(byte[] request, IPEndPoint from) => BitConverter.ToUInt16(request, 17) switch
    {
        1024 => RegisterClient(request),
        1025 => RegisterService(request, from),
        1026 => SeedWire.Response(1602, [.. _services.SelectMany(static s => (byte[])
            [.. s.Id, .. SeedWire.Text(s.Name), .. s.EndPoint.Address.GetAddressBytes(), (byte)s.EndPoint.Port, (byte)(s.EndPoint.Port >> 8)])]),
        1027 => GrantTicket(request),
        _ => SeedWire.Response(1609),
    };

    private byte[] RegisterClient(byte[] request)
    {
        byte[] id = NewBytes(16);
        _passwordHashes[Convert.ToHexString(id)] = SHA256.HashData(Encoding.UTF8.GetBytes(TextAt(request, 23 + 255)));
        return SeedWire.Response(1600, id);
    }

    private byte[] RegisterService(byte[] request, IPEndPoint from)
    {
        byte[] id = NewBytes(16);
        _services.Add((id, TextAt(request, 23), request[278..310], from));
        return SeedWire.Response(1600, id);
    }

    private byte[] GrantTicket(byte[] request)
    {
        byte[] client = request[..16], wanted = request[23..39], nonce = request[39..47];
        byte[] passwordHash = _passwordHashes[Convert.ToHexString(client)];
        byte[] serviceKey = _services.Single(s => s.Id.AsSpan().SequenceEqual(wanted)).Key;
        byte[] sessionKey = NewBytes(32), keyIv = RandomNumberGenerator.GetBytes(16), ticketIv = RandomNumberGenerator.GetBytes(16);
        byte[] sealedKey = _layout.IsOriginal
            ? SeedCipher.Seal(passwordHash, keyIv, sessionKey)
            : SeedCipher.Seal(passwordHash, keyIv, sessionKey)[..32];
        byte[] created = _layout.IsOriginal
            ? SeedCipher.Seal(serviceKey, ticketIv, SeedCipher.Now())
            : BitConverter.GetBytes(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        byte[] ticket =
        [
            24, .. client, .. wanted, .. created, .. ticketIv,
            .. SeedCipher.Seal(serviceKey, ticketIv, sessionKey),
            .. SeedCipher.Seal(serviceKey, ticketIv, SeedCipher.TimeText(DateTime.UtcNow.AddDays(1))),
        ];
        return SeedWire.Response(1603, [.. client, .. keyIv, .. SeedCipher.Seal(passwordHash, keyIv, nonce), .. sealedKey, .. ticket]);
    }

    private static byte[] NewBytes(int size) => [.. RandomNumberGenerator.GetBytes(size).Select(static b => b == 0 ? (byte)1 : b)];

    private static string TextAt(byte[] request, int at) => Encoding.UTF8.GetString(request.AsSpan(at, request.AsSpan(at, 255).IndexOf((byte)0)));
}
