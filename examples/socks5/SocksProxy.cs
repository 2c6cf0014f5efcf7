using System.Net;
using System.Net.Sockets;
using KerberosGen.Codec;

namespace KerberosGen.Examples.Socks5;

/// <summary>A proxy that connects clients to where they want to go: RFC 1928's CONNECT.</summary>
public sealed class SocksProxy : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly TcpListener _listener;
    private readonly Account? _account;
    private readonly Action<string> _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;

    private SocksProxy(TcpListener listener, Account? account, Action<string> log)
    {
        _listener = listener;
        _account = account;
        _log = log;
        _work = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>Begins to listen.</summary>
    /// <param name="endPoint">Where; port 0 for any that is free.</param>
    /// <param name="account">Who may use it; null for everybody.</param>
    /// <param name="log">Is told a line of each connection.</param>
    public static SocksProxy Start(IPEndPoint endPoint, Account? account, Action<string> log)
    {
        var listener = new TcpListener(endPoint);
        listener.Start();
        return new SocksProxy(listener, account, log);
    }

    /// <summary>Stops listening and cuts all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
                connections.RemoveAll(static c => c.IsCompleted);
            }
        }
        finally
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await ServeAsync(client.GetStream());
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                _log($"A client is gone: {e.Message}");
            }
        }
    }

    private async Task ServeAsync(NetworkStream client)
    {
        var handshake = new Handshake(_account);
        using (var patience = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token))
        {
            patience.CancelAfter(Patience);
            await ShakeHandsAsync(client, handshake, patience.Token);
        }

        if (handshake.Destination is not { } destination)
            return;
        using var target = new TcpClient();
        ReplyCode code = await ConnectAsync(target, destination);
        _log($"{destination}: {code}");
        await client.WriteAsync(Handshake.Reply(code), _stop.Token);
        if (code == ReplyCode.Succeeded)
            await RelayAsync(client, target.GetStream());
    }

    private static async Task ShakeHandsAsync(NetworkStream client, Handshake handshake, CancellationToken cancellation)
    {
        var received = new byte[Handshake.MaxSize];
        int held = 0;
        while (!handshake.IsOver)
        {
            UnpackResult result = handshake.Take(received.AsSpan(0, held), out byte[] reply);
            await client.WriteAsync(reply, cancellation);
            if (result.Status == UnpackStatus.Invalid)
                throw new IOException($"it does not speak SOCKS5 ({result})");
            received.AsSpan(result.Consumed, held - result.Consumed).CopyTo(received);
            held -= result.Consumed;
            if (result.IsDone)
                continue;
            // No further than the message goes: behind the last one, the client's bytes are for its destination.
            await client.ReadExactlyAsync(received, held, result.Missing, cancellation);
            held += result.Missing;
        }
    }

    private async Task<ReplyCode> ConnectAsync(TcpClient target, Destination destination)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        patience.CancelAfter(Patience);
        try
        {
            await target.ConnectAsync(destination.Host, destination.Port, patience.Token);
            return ReplyCode.Succeeded;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode switch
            {
                SocketError.ConnectionRefused => ReplyCode.ConnectionRefused,
                SocketError.NetworkUnreachable => ReplyCode.NetworkUnreachable,
                _ => ReplyCode.HostUnreachable,
            };
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
            return ReplyCode.TtlExpired;
        }
    }

    private async Task RelayAsync(NetworkStream client, NetworkStream target)
    {
        Task up = CopyAsync(client, target);
        await CopyAsync(target, client);
        await up;
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to)
    {
        await from.CopyToAsync(to, _stop.Token);
        to.Socket.Shutdown(SocketShutdown.Send);
    }
}
