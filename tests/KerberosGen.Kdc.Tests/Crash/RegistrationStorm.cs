using System.Net;
using System.Net.Sockets;
using KerberosGen.Clients;

namespace KerberosGen.Kdc.Tests.Crash;

/// <summary>
/// A thousand registrations, clients and services mixed, over several connections at once; more if the KDC is not gone by then, so
/// that it is always killed in their midst.
/// </summary>
internal sealed class RegistrationStorm
{
    private const int Size = 1_000;

    private const int Connections = 24;
    private const int ClientsPerService = 9;

    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _prefix;
    private readonly Lock _gate = new();
    private readonly List<AskedPrincipal> _principals;
    private int _next;
    private int _answered;
    private volatile bool _isOver;

    /// <summary>Makes the registrations up; their names begin with the prefix.</summary>
    public RegistrationStorm(string prefix)
    {
        _prefix = prefix;
        _principals = [.. Enumerable.Range(0, Size).Select(New)];
    }

    /// <summary>Whose registrations they are; not while they are asked for.</summary>
    public IReadOnlyList<AskedPrincipal> Principals => _principals;

    /// <summary>Registers; in the middle, as soon as a random number is answered and a moment later, the KDC is killed.</summary>
    /// <param name="kdc">Where the KDC listens.</param>
    /// <param name="moment">How much later the end comes.</param>
    /// <param name="killAsync">Kills the KDC, or what it stands on.</param>
    /// <param name="livesOn">True if the KDC lives on, and may refuse what it cannot do.</param>
    public async Task RunAsync(IPEndPoint kdc, TimeSpan moment, Func<Task> killAsync, bool livesOn = false)
    {
        int answers = Random.Shared.Next(Size / 20, Size * 9 / 10);
        Task[] workers = [.. Enumerable.Range(0, Connections).Select(_ => Task.Run(() => WorkAsync(kdc, answers, livesOn)))];
        Task all = Task.WhenAll(workers);
        // A worker that fails must show, not hang the test.
        await Task.WhenAny(_reached.Task, all);
        if (all.IsCompleted)
            await all;
        await Task.Delay(moment);
        await killAsync();
        _isOver = true;
        await all;
    }

    private AskedPrincipal New(int number) => number % (ClientsPerService + 1) == ClientsPerService
        ? AskedPrincipal.OfService($"{_prefix} room {number}")
        : AskedPrincipal.OfClient($"{_prefix} client {number}");

    private AskedPrincipal Next()
    {
        lock (_gate)
        {
            if (_next == _principals.Count)
                _principals.Add(New(_next));
            return _principals[_next++];
        }
    }

    private async Task WorkAsync(IPEndPoint kdc, int answers, bool livesOn)
    {
        try
        {
            await using KdcClient client = await KdcClient.ConnectAsync(kdc, null, overUdp: false, CancellationToken.None);
            while (!_isOver)
            {
                await Next().AskAsync(client, CancellationToken.None);
                if (Interlocked.Increment(ref _answered) == answers)
                    _reached.TrySetResult();
            }
        }
        catch (Exception e) when (_reached.Task.IsCompleted && (e is IOException or SocketException || (livesOn && e is RequestRefusedException)))
        {
            // The KDC is gone, as it had to be, or what it stands on.
        }
    }
}
