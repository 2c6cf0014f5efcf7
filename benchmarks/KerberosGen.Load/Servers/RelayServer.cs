using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace KerberosGen.Load.Servers;

/// <summary>
/// The least that a room can do: on the same transport, every message goes to every subscriber as it came, in one order. There
/// are no tickets, no keys, no history, and nobody is too slow.
/// </summary>
internal static class RelayServer
{
    /// <summary>Serves until the token is cancelled.</summary>
    public static async Task RunAsync(CancellationToken cancellation)
    {
        var options = new SocketTransportOptions { Backlog = 512, MaxWriteBufferSize = 64 * 1024, MaxReadBufferSize = 256 * 1024 };
        var factory = new SocketTransportFactory(Options.Create(options), NullLoggerFactory.Instance);
        await using IConnectionListener listener = await factory.BindAsync(new IPEndPoint(IPAddress.Loopback, 0), cancellation);
        Console.WriteLine($"Relay ready on {listener.EndPoint}");
        var log = new RelayLog();
        try
        {
            while (await listener.AcceptAsync(cancellation) is { } connection)
                _ = new RelayConnection(connection, log).ServeAsync();
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }
    }
}
