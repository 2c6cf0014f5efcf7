using System.Net;
using System.Net.Sockets;
using System.Text;

namespace KerberosGen.Examples.Tests.Socks5;

/// <summary>Answers every HTTP request with the same words.</summary>
internal sealed class WebServer : IAsyncDisposable
{
    public const string Words = "through the proxy\n";

    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;

    public WebServer(IPAddress address)
    {
        _listener = new TcpListener(address, 0);
        _listener.Start();
        _work = AnswerAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AnswerAsync()
    {
        while (true)
        {
            using TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
            using var reader = new StreamReader(client.GetStream(), Encoding.ASCII, leaveOpen: true);
            while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 })
            {
            }

            await client.GetStream().WriteAsync(
                Encoding.ASCII.GetBytes($"HTTP/1.0 200 OK\r\nContent-Length: {Words.Length}\r\n\r\n{Words}"), _stop.Token);
        }
    }
}
