using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace KerberosGen.Load.Servers;

/// <summary>
/// The least that a server can do: so many bytes in, so many fixed bytes out; over TCP on Kestrel's connections, the transport of
/// the KDC's, over UDP in the KDC's own loop. What it reaches is the ceiling of what a KDC can.
/// </summary>
internal static class CeilingServer
{
    private const int DatagramsPerTurn = 64;

    /// <summary>Serves until the token is cancelled.</summary>
    /// <param name="requestSize">Bytes that are a request.</param>
    /// <param name="answer">What each is answered with.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task RunAsync(int requestSize, byte[] answer, CancellationToken cancellation)
    {
        var options = new SocketTransportOptions { Backlog = 512, MaxWriteBufferSize = 64 * 1024, MaxReadBufferSize = 256 * 1024 };
        var factory = new SocketTransportFactory(Options.Create(options), NullLoggerFactory.Instance);
        await using IConnectionListener listener = await factory.BindAsync(new IPEndPoint(IPAddress.Loopback, 0), cancellation);
        using var datagrams = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = 1024 * 1024 };
        datagrams.Bind(listener.EndPoint);
        _ = ServeAsync(datagrams, requestSize, answer, cancellation);
        Console.WriteLine($"Ceiling ready on {listener.EndPoint}");
        try
        {
            while (await listener.AcceptAsync(cancellation) is { } connection)
                _ = ServeAsync(connection, requestSize, answer);
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }
    }

    private static async Task ServeAsync(Socket socket, int requestSize, byte[] answer, CancellationToken cancellation)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        byte[] datagram = new byte[requestSize];
        var from = new SocketAddress(AddressFamily.InterNetwork);
        try
        {
            for (int answered = 1; ; answered++)
            {
                if (await socket.ReceiveFromAsync(datagram, SocketFlags.None, from, cancellation) == requestSize)
                    socket.SendTo(answer, SocketFlags.None, from);
                if (answered % DatagramsPerTurn == 0)
                    await Task.Yield();
            }
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }
    }

    private static async Task ServeAsync(ConnectionContext connection, int requestSize, byte[] answer)
    {
        await using (connection)
        {
            PipeReader input = connection.Transport.Input;
            PipeWriter output = connection.Transport.Output;
            try
            {
                ReadResult read;
                do
                {
                    read = await input.ReadAsync();
                    long requests = read.Buffer.Length / requestSize;
                    for (long i = 0; i < requests; i++)
                        output.Write(answer);
                    input.AdvanceTo(read.Buffer.GetPosition(requests * requestSize), read.Buffer.End);
                    if (requests > 0)
                        await output.FlushAsync();
                }
                while (!read.IsCompleted);
            }
            catch (Exception e) when (e is IOException or ConnectionAbortedException)
            {
                // The peer is gone.
            }
        }
    }
}
