using System.Buffers;
using System.Net;
using System.Net.Sockets;

namespace KerberosGen.Inspector.Live;

/// <summary>
/// One connection that passes through: each side's bytes go to the other as they come, whatever they are. Where a side ends its
/// sending, so does the proxy towards the other; where it breaks the connection off, both are broken off.
/// </summary>
internal sealed class ProxyConnection(Socket client, IPEndPoint target, Recording recording)
{
    private const int BufferSize = 64 * 1024;

    private readonly IPEndPoint _client = Plain((IPEndPoint)client.RemoteEndPoint!);

    /// <summary>Passes everything on until both sides have ended, or it is cancelled.</summary>
    /// <returns>Null, or why the target could not be reached.</returns>
    public async Task<string?> Run(CancellationToken cancellation)
    {
        using var server = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await server.ConnectAsync(target, cancellation);
        }
        catch (SocketException exception)
        {
            recording.Refused(_client, target);
            Break(client);
            return exception.Message;
        }

        client.NoDelay = true;
        recording.Connected(_client, target);
        using (CancellationTokenSource broken = CancellationTokenSource.CreateLinkedTokenSource(cancellation))
            await Task.WhenAll(Pump(client, server, _client, target, broken), Pump(server, client, target, _client, broken));
        recording.Closed(_client, target);
        return null;
    }

    // A socket for both families says IPv4 addresses as IPv6.
    internal static IPEndPoint Plain(IPEndPoint endPoint) =>
        endPoint.Address.IsIPv4MappedToIPv6 ? new IPEndPoint(endPoint.Address.MapToIPv4(), endPoint.Port) : endPoint;

    private async Task Pump(Socket from, Socket to, IPEndPoint sender, IPEndPoint receiver, CancellationTokenSource broken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (await Receive(from, buffer, sender, receiver, broken) is var size and > 0)
            {
                // Written down first: the answer must not come before it.
                recording.Sent(sender, receiver, buffer.AsSpan(0, size));
                if (!await Send(to, buffer.AsMemory(0, size), sender, receiver, broken))
                    return;
            }
        }
        catch (OperationCanceledException)
        {
            // The other side broke off, or all is to end; both are told below.
            Break(from);
            Break(to);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        if (broken.IsCancellationRequested)
            return;
        recording.Finished(sender, receiver);
        TryShutdown(to);
    }

    private async Task<int> Receive(Socket from, byte[] buffer, IPEndPoint sender, IPEndPoint receiver, CancellationTokenSource broken)
    {
        try
        {
            return await from.ReceiveAsync(buffer.AsMemory(0, BufferSize), broken.Token);
        }
        catch (SocketException)
        {
            recording.Broken(sender, receiver);
            await broken.CancelAsync();
            throw new OperationCanceledException();
        }
    }

    private async Task<bool> Send(Socket to, ReadOnlyMemory<byte> bytes, IPEndPoint sender, IPEndPoint receiver, CancellationTokenSource broken)
    {
        try
        {
            while (!bytes.IsEmpty)
                bytes = bytes[await to.SendAsync(bytes, broken.Token)..];
            return true;
        }
        catch (SocketException)
        {
            recording.Broken(receiver, sender);
            await broken.CancelAsync();
            throw new OperationCanceledException();
        }
    }

    private static void TryShutdown(Socket socket)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // It is gone already.
        }
        catch (ObjectDisposedException)
        {
            // The other direction broke off meanwhile.
        }
    }

    // Closing at once, without waiting for what was sent to arrive, tells the peer that it was broken off (RFC 9293, section 3.10.5).
    private static void Break(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
            socket.Close();
        }
        catch (SocketException)
        {
            socket.Dispose();
        }
        catch (ObjectDisposedException)
        {
            // The other direction was first.
        }
    }
}
