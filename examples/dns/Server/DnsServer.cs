using System.Net;
using System.Net.Sockets;

namespace KerberosGen.Examples.Dns;

/// <summary>Answers over UDP and TCP on one port.</summary>
public sealed class DnsServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Responder _responder;
    private readonly UdpClient _datagrams;
    private readonly TcpListener _streams;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;

    private DnsServer(Responder responder, UdpClient datagrams, TcpListener streams)
    {
        _responder = responder;
        _datagrams = datagrams;
        _streams = streams;
        _work = Task.WhenAll(AnswerDatagramsAsync(), AnswerStreamsAsync());
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint => (IPEndPoint)_streams.LocalEndpoint;

    /// <summary>Opens both sockets.</summary>
    /// <param name="zone">What it owns.</param>
    /// <param name="endPoint">Where to listen; port 0 for any that is free.</param>
    public static DnsServer Start(Zone zone, IPEndPoint endPoint)
    {
        var streams = new TcpListener(endPoint);
        streams.Start();
        return new DnsServer(new Responder(zone), new UdpClient((IPEndPoint)streams.LocalEndpoint), streams);
    }

    /// <summary>Closes both sockets.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _datagrams.Dispose();
        _streams.Dispose();
        _stop.Dispose();
    }

    private async Task AnswerDatagramsAsync()
    {
        var reply = new byte[Responder.MaxSize];
        while (true)
        {
            UdpReceiveResult query = await _datagrams.ReceiveAsync(_stop.Token);
            int size = _responder.Answer(query.Buffer, isDatagram: true, reply);
            if (size > 0)
                await _datagrams.SendAsync(reply.AsMemory(0, size), query.RemoteEndPoint, _stop.Token);
        }
    }

    private async Task AnswerStreamsAsync()
    {
        while (true)
        {
            using TcpClient asker = await _streams.AcceptTcpClientAsync(_stop.Token);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
            patience.CancelAfter(Patience);
            try
            {
                await AnswerStreamAsync(asker.GetStream(), patience.Token);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException && !_stop.IsCancellationRequested)
            {
                await Console.Error.WriteLineAsync($"An asker over TCP is gone: {e.Message}");
            }
        }
    }

    private async Task AnswerStreamAsync(NetworkStream stream, CancellationToken cancellation)
    {
        var reply = new byte[Responder.MaxSize];
        while (await MessageStream.ReadAsync(stream, cancellation) is { } query)
        {
            int size = _responder.Answer(query, isDatagram: false, reply);
            if (size == 0)
                return;
            await MessageStream.WriteAsync(stream, reply.AsMemory(0, size), cancellation);
        }
    }
}
