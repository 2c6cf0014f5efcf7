using System.Net;
using System.Net.Sockets;
using KerberosGen.Clients;
using Microsoft.Extensions.Logging;

namespace KerberosGen.Room;

/// <summary>The rooms' way to one KDC. They ask one after another: while it is away one of them tries, and that is said once.</summary>
/// <param name="kdc">The KDC.</param>
/// <param name="logger">Where logs go.</param>
/// <param name="clock">The time.</param>
internal sealed partial class KdcLine(IPEndPoint kdc, ILogger logger, TimeProvider clock)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    /// <summary>A KDC that takes longer is away.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Asks, for as long as the KDC is away.</summary>
    /// <param name="ask">Asks once.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The answer. What fails for another reason throws.</returns>
    public async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        bool isAway = false;
        try
        {
            var backOff = new BackOff(FirstWait, LongestWait, Random.Shared);
            while (true)
            {
                try
                {
                    T answer = await AskOnceAsync(ask, cancellation);
                    if (isAway)
                        LogBack(logger, kdc);
                    return answer;
                }
                catch (RequestRefusedException) when (isAway)
                {
                    LogBack(logger, kdc);
                    throw;
                }
                catch (Exception e) when (IsAway(e))
                {
                    if (!isAway)
                        LogAway(logger, kdc, e.Message);
                    isAway = true;
                }

                await Task.Delay(backOff.Next(), clock, cancellation);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<T> AskOnceAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            return await ask(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"it does not answer within {Patience.TotalSeconds} s");
        }
    }

    /// <summary>True if it is the KDC that is away, and not this machine's end that is wrong.</summary>
    private static bool IsAway(Exception e) => e switch
    {
        SocketException socket => socket.SocketErrorCode is not (SocketError.AddressAlreadyInUse or SocketError.AddressNotAvailable or SocketError.AccessDenied),
        RequestRefusedException => false,
        _ => e is IOException or TimeoutException,
    };

    [LoggerMessage(1, LogLevel.Warning, "The KDC at {Kdc} is away ({Reason}); trying again until it is there")]
    private static partial void LogAway(ILogger logger, IPEndPoint kdc, string reason);

    [LoggerMessage(4, LogLevel.Information, "The KDC at {Kdc} is back")]
    private static partial void LogBack(ILogger logger, IPEndPoint kdc);
}
