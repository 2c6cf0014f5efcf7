using System.Net;
using KerberosGen.Protocol;
using Microsoft.Extensions.Logging.Abstractions;

namespace KerberosGen.Hosting.Tests.RoomModel.Soak;

/// <summary>
/// A room with hundreds of subscribers for a while: some talk, some read nothing for half a minute or for moments, some come and
/// go all the time. Everyone sees everything, in one order; who is too slow is put out and comes back.
/// </summary>
internal sealed class SoakRun : IAsyncDisposable
{
    private const int Readers = 460;
    private const int Talkers = 5;
    private const int Sleepers = 20;
    private const int Visitors = 20;
    private const int MessageSize = 4_000;

    // Ten messages a second and ten comings and goings: some 10,000 deliveries a second, a part of one core.
    private static readonly TimeSpan TalkInterval = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan VisitInterval = TimeSpan.FromSeconds(4);

    // Half of the sleepers sleep long enough to be put out, the others so short that they catch up.
    private static readonly TimeSpan LongSleep = TimeSpan.FromSeconds(25);

    private static readonly TimeSpan ShortSleep = TimeSpan.FromSeconds(2);

    // Those who talk wait for those who read: only who sleeps falls behind, however busy the machine is.
    private const ulong MostAhead = 50;

    private static readonly RoomOptions Options = new()
    {
        KdcTimeZone = TimeZoneInfo.Utc,
        History = 200,
        MaxBytesBehind = 400 * 1024,
        MaxConnectionsPerMember = 2,
    };

    private readonly RoomIdentity _identity = Passes.NewRoom();
    private readonly CancellationTokenSource _enough = new();
    private readonly CancellationTokenSource _end = new();
    private readonly Dictionary<string, long> _heard = [];
    private readonly IRoomShelf _shelf;
    private readonly IRoomStore _store;
    private readonly RoomServer _server;
    private readonly SoakPeer[] _readers;
    private readonly SoakPeer[] _sleepers;
    private readonly SoakPeer[] _visitors;
    private Task _busy = Task.CompletedTask;
    private Task _reading = Task.CompletedTask;
    private int _putOut;
    private int _caughtUp;
    private int _visits;

    public SoakRun(IRoomShelf shelf)
    {
        _shelf = shelf;
        _store = shelf.Open(_identity.Id);
        var screen = new NoScreen();
        _server = RoomServer.Start(
            new RoomDoor(_identity, Options, TimeProvider.System),
            new RoomWriter(new ChatRoom(Options, _store, screen, TimeProvider.System), TimeProvider.System),
            new IPEndPoint(IPAddress.Loopback, 0),
            screen,
            new ServerLimits(),
            tap: null,
            NullLoggerFactory.Instance);
        _readers = [NewPeer("witness", onMessage: Hear), .. Enumerable.Range(1, Readers - 1).Select(n => NewPeer($"reader{n}"))];
        _sleepers = [.. Enumerable.Range(0, Sleepers).Select(n => NewPeer($"sleeper{n}", mayMiss: true))];
        _visitors = [.. Enumerable.Range(0, Visitors).Select(n => NewPeer($"visitor{n}"))];
    }

    public SoakOrder Order { get; } = new();

    /// <summary>Sleepers who were put out so far; each came back.</summary>
    public int PutOut => Volatile.Read(ref _putOut);

    /// <summary>Sleepers who woke up and caught up so far.</summary>
    public int CaughtUp => Volatile.Read(ref _caughtUp);

    /// <summary>How often somebody came back to see what it had missed.</summary>
    public int Visits => Volatile.Read(ref _visits);

    /// <summary>The last event so far.</summary>
    public ulong Last => Witness.Last;

    private SoakPeer Witness => _readers[0];

    /// <summary>The room, to see whether anything holds it afterwards.</summary>
    public WeakReference WeakServer => new(_server);

    /// <summary>Everyone comes in, and the traffic begins.</summary>
    public async Task StartAsync()
    {
        foreach (SoakPeer reader in _readers)
            await reader.ConnectAsync();
        _reading = Task.WhenAll(_readers.Select(reader => Task.Run(() => ReadAsync(reader))));
        _busy = Task.WhenAll([
            .. _readers.Take(Talkers).Select(talker => Task.Run(() => TalkAsync(talker))),
            .. _sleepers.Select((sleeper, n) => Task.Run(() => SleepAsync(sleeper, n % 2 == 0 ? LongSleep : ShortSleep))),
            .. _visitors.Select((visitor, n) => Task.Run(() => VisitAsync(visitor, n))),
        ]);
    }

    /// <summary>Nobody talks or goes any more; everyone must come to the last event.</summary>
    public async Task FinishAsync()
    {
        await _enough.CancelAsync();
        await _busy.WaitAsync(Patience.Limit);
        SoakPeer[] all = [.. _readers, .. _sleepers, .. _visitors];
        Task late = Task.WhenAll(_sleepers.Concat(_visitors).Select(peer => Task.Run(() => ReadAsync(peer))));
        long said = _readers.Take(Talkers).Sum(static talker => talker.Acked);
        await UntilAsync(() => _heard.Values.Sum() >= said, "every acknowledged message at the witness");
        ulong last = await AtRestAsync();
        await UntilAsync(() => all.All(peer => peer.Last >= last), $"event {last} at everyone");
        await _end.CancelAsync();
        await Task.WhenAll(_reading, late).WaitAsync(Patience.Limit);
        Order.ThrowIfBroken();
    }

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        await _end.CancelAsync();
        foreach (SoakPeer peer in (SoakPeer[])[.. _readers, .. _sleepers, .. _visitors])
            peer.Dispose();
        await Task.WhenAll(_busy, _reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _server.DisposeAsync();
        _store.Dispose();
        _shelf.Dispose();
        Assert.Equal(0, _server.ConnectionCount);
        _enough.Dispose();
        _end.Dispose();
    }

    private SoakPeer NewPeer(string name, bool mayMiss = false, Action<RoomEventRecord>? onMessage = null) =>
        new(_server.EndPoint, _identity, name, Order) { MayMiss = mayMiss, OnMessage = onMessage };

    /// <summary>The witness sees each talker's numbers without a gap.</summary>
    private void Hear(RoomEventRecord message)
    {
        (string name, long number) = SoakOrder.Read(message);
        lock (_heard)
        {
            if (number != _heard.GetValueOrDefault(name) + 1)
                Order.Violations.Enqueue($"message {number} of {name} after {_heard.GetValueOrDefault(name)}");
            _heard[name] = number;
        }
    }

    private async Task ReadAsync(SoakPeer reader)
    {
        try
        {
            while (await reader.TakeAsync(_end.Token))
            {
            }

            if (!_end.IsCancellationRequested)
                Order.Violations.Enqueue($"the room ended the connection of {reader.Name}, who reads");
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // It has seen everything.
        }
    }

    private async Task TalkAsync(SoakPeer talker)
    {
        for (long number = 1; await RestAsync(TalkInterval); number++)
        {
            ulong ahead = Last;
            while (!_enough.IsCancellationRequested && ahead > MostAhead && _readers.Min(static reader => reader.Last) < ahead - MostAhead)
                await Task.Delay(20);
            await talker.SayAsync(number, MessageSize);
        }
    }

    private async Task SleepAsync(SoakPeer sleeper, TimeSpan sleep)
    {
        await sleeper.ConnectAsync();
        do
        {
            await RestAsync(sleep);
            if (await CatchUpAsync(sleeper))
            {
                Interlocked.Increment(ref _caughtUp);
                continue;
            }

            Interlocked.Increment(ref _putOut);
            sleeper.Cut(isReset: false);
            await sleeper.ConnectAsync();
            if (!await CatchUpAsync(sleeper))
                Order.Violations.Enqueue($"{sleeper.Name} came back, reads, and is put out");
        }
        while (!_enough.IsCancellationRequested);
    }

    private async Task VisitAsync(SoakPeer visitor, int number)
    {
        await Task.Delay(VisitInterval * number / Visitors);
        await visitor.ConnectAsync();
        for (bool isReset = true; ; isReset = !isReset)
        {
            if (!await CatchUpAsync(visitor))
                Order.Violations.Enqueue($"{visitor.Name} comes to read and is put out");
            if (!await RestAsync(VisitInterval / 2))
                return;
            // What it has not read by now is sent again when it comes back.
            visitor.Cut(isReset);
            await RestAsync(VisitInterval / 2);
            await visitor.ConnectAsync();
            Interlocked.Increment(ref _visits);
        }
    }

    /// <summary>Reads up to what there was when it began; false if the room has ended the connection.</summary>
    private async Task<bool> CatchUpAsync(SoakPeer peer)
    {
        ulong last = Last;
        while (peer.Last < last)
        {
            if (!await peer.TakeAsync(Patience.Token))
                return false;
        }

        return true;
    }

    /// <summary>The last event once there is none for a while.</summary>
    private async Task<ulong> AtRestAsync()
    {
        ulong last;
        do
        {
            last = Last;
            await Task.Delay(TimeSpan.FromSeconds(1));
        }
        while (Last != last);
        return last;
    }

    /// <summary>Waits; false if it is time to end.</summary>
    private async Task<bool> RestAsync(TimeSpan time)
    {
        await Task.Delay(time, _enough.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !_enough.IsCancellationRequested;
    }

    private async Task UntilAsync(Func<bool> isSo, string what)
    {
        CancellationToken end = Patience.Token;
        while (!isSo())
        {
            Order.ThrowIfBroken();
            Assert.False(end.IsCancellationRequested, $"Waited in vain for {what}.");
            await Task.Delay(20);
        }
    }
}
