using System.Net;
using System.Net.Sockets;

namespace KerberosGen.Kdc;

/// <summary>Tries to connect to services where clients are told that they listen. Nothing is sent.</summary>
internal static class ReachabilityCheck
{
    public const string Reachable = "reachable", Refused = "refused", NoAnswer = "no answer";

    private const int Concurrency = 64;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    /// <summary>The rows in their order, each with what came of it.</summary>
    public static async Task<ServiceRow[]> RunAsync(IReadOnlyList<ServiceRow> services, CancellationToken cancellation)
    {
        var rows = new ServiceRow[services.Count];
        await Parallel.ForAsync(
            0, rows.Length, new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellation },
            async (at, stopping) => rows[at] = services[at] with { Check = await TryAsync(IPEndPoint.Parse(services[at].Address), stopping) });
        return rows;
    }

    private static async Task<string> TryAsync(IPEndPoint endPoint, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Timeout);
        using var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(endPoint, patience.Token);
            return Reachable;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode == SocketError.ConnectionRefused ? Refused : NoAnswer;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return NoAnswer;
        }
    }
}
