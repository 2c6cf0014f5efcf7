using System.Globalization;
using KerberosGen.Clients;
using KerberosGen.Load.Fanout;
using KerberosGen.Load.Measuring;
using KerberosGen.Load.Populations;
using KerberosGen.Load.Servers;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Load.Commands;

/// <summary>Measures rooms: the app, its server with and without a store, and the relay.</summary>
/// <param name="site">Where the servers run.</param>
/// <param name="kdc">The KDC, which knows all who come.</param>
/// <param name="pace">How long is measured.</param>
/// <param name="tell">Is told what is being done.</param>
internal sealed class RoomRuns(LoadSite site, ServerProcess kdc, Pace pace, Action<string> tell)
{
    /// <summary>The app's row.</summary>
    public const string App = "room";

    private const int KeepingService = 0, ForgettingService = 1;
    private const int MostLatencyRounds = 3;

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);
    private static readonly Dictionary<string, string> NoVariables = [];

    private int _rooms;
    private bool _isWarm;
    private bool _isProfiledWarm;

    /// <summary>Measures deliveries.</summary>
    /// <param name="subscribers">How many there are, from few to many.</param>
    /// <param name="inFlight">How many messages are in flight.</param>
    /// <param name="parts">What is asked of it.</param>
    /// <param name="report">Gets the results.</param>
    public async Task DeliverAsync(IReadOnlyList<int> subscribers, IReadOnlyList<int> inFlight, RoomParts parts, RoomReport report)
    {
        var sides = new List<RoomSide>();
        RoomSide? profiled = null;
        try
        {
            int most = inFlight.Max();
            sides.Add(await StartRelayAsync(most));
            sides.Add(await StartAppAsync(most));
            if (parts.HasFlag(RoomParts.Deliveries))
            {
                sides.Add(await StartServerAsync("its server, SQLite", KeepingService, static directory => ["--data", directory], most));
                sides.Add(await StartServerAsync("its server, no store", ForgettingService, static _ => [], most));
            }

            profiled = parts.HasFlag(RoomParts.Profile) ? await StartAppAsync(PerfProfile.Environment, most) : null;
            foreach (int count in subscribers.Order())
            {
                tell(string.Create(CultureInfo.InvariantCulture, $"letting {count:N0} subscribers in"));
                foreach (RoomSide side in profiled is null ? sides : [.. sides, profiled])
                    side.Grow(count, subscribe: true);
                foreach (int depth in inFlight)
                    Measure(new FanoutShape(count, depth), sides, profiled, parts, report);
            }

            tell($"opened {sides.Sum(static side => side.Crowd.OpenKept())} of the messages that were delivered, all right");
        }
        finally
        {
            foreach (RoomSide side in sides)
                side.Dispose();
            profiled?.Dispose();
            await site.StopServersAsync(sides.Append(profiled).OfType<RoomSide>().Select(static side => side.Server));
            if (profiled is not null)
                PerfProfile.Forget(profiled.Server.Id);
        }
    }

    /// <summary>Measures what guests take that say nothing.</summary>
    /// <param name="guests">How many there are.</param>
    /// <param name="rounds">How often.</param>
    public async Task<List<MemberFigures>> RestAsync(IReadOnlyList<int> guests, int rounds)
    {
        var figures = new List<MemberFigures>();
        foreach (bool subscribe in new[] { false, true })
        {
            int[] counts = [.. guests.Order()];
            List<long>[] resident = [.. counts.Select(static _ => new List<long>())];
            for (int round = 0; round < rounds; round++)
            {
                RoomSide side = await StartAppAsync(mostInFlight: 1);
                using (side)
                {
                    for (int i = 0; i < counts.Length; i++)
                    {
                        site.Cancellation.ThrowIfCancellationRequested();
                        tell(string.Create(CultureInfo.InvariantCulture, $"round {round + 1} of {rounds}: {counts[i]:N0} guests that {(subscribe ? "subscribe" : "do not subscribe")}"));
                        side.Grow(counts[i], subscribe);
                        await Task.Delay(Settling, site.Cancellation);
                        resident[i].Add(side.Server.Usage.ResidentBytes);
                    }
                }

                await site.StopServersAsync([side.Server]);
            }

            MemberFigures? fewer = null;
            for (int i = 0; i < counts.Length; i++)
                figures.Add(fewer = new MemberFigures(subscribe ? "subscribed" : "let in", counts[i], resident[i], fewer));
        }

        return figures;
    }

    private void Measure(FanoutShape shape, List<RoomSide> sides, RoomSide? profiled, RoomParts parts, RoomReport report)
    {
        FanoutRun[] runs = [.. sides.Select(side => new FanoutRun(side.Crowd, shape.InFlight))];
        List<Sample>[] samples = [.. sides.Select(static _ => new List<Sample>())];
        tell($"{shape}: warming");
        foreach (FanoutRun run in runs)
            run.Go(_isWarm ? pace.Turn : pace.Warming);
        _isWarm = true;
        for (int round = 0; round < pace.Rounds; round++)
        {
            tell($"{shape}: round {round + 1} of {pace.Rounds}");
            for (int turn = 0; turn < sides.Count; turn++)
            {
                site.Cancellation.ThrowIfCancellationRequested();
                int i = (turn + round) % sides.Count;
                samples[i].Add(sides[i].Measure(runs[i], pace.Turn));
            }
        }

        FanoutResult[] results = [.. sides.Select((side, i) => new FanoutResult(side.Name, shape, samples[i], samples[0]))];
        if (parts.HasFlag(RoomParts.Deliveries))
            report.Deliveries.AddRange(results);
        if (parts.HasFlag(RoomParts.Latency))
            MeasureLatency(shape, sides, results.Single(static r => r.Side == App).PerSecond.Median / shape.Subscribers / 2, report);
        if (profiled is not null)
            report.Profiles.Add(Profile(shape, profiled));
    }

    /// <summary>The app and the relay at the same pace: half of what the app can.</summary>
    private void MeasureLatency(FanoutShape shape, List<RoomSide> sides, double perSecond, RoomReport report)
    {
        RoomSide[] measured = [.. sides.Where(static side => side.IsRelay || side.Name == App)];
        PacedRun[] runs = [.. measured.Select(side => new PacedRun(side.Crowd, perSecond))];
        List<LatencySample>[] samples = [.. measured.Select(static _ => new List<LatencySample>())];
        for (int round = 0; round < Math.Min(MostLatencyRounds, pace.Rounds); round++)
        {
            tell(string.Create(CultureInfo.InvariantCulture, $"{shape}: latency at {perSecond:N0} messages a second, round {round + 1}"));
            for (int turn = 0; turn < measured.Length; turn++)
            {
                site.Cancellation.ThrowIfCancellationRequested();
                int i = (turn + round) % measured.Length;
                samples[i].Add(runs[i].Go(2 * pace.Turn));
            }
        }

        report.Latencies.AddRange(measured.Select((side, i) => new LatencyResult(side.Name, shape, perSecond, samples[i])));
    }

    private ProfileResult Profile(FanoutShape shape, RoomSide side)
    {
        site.Cancellation.ThrowIfCancellationRequested();
        tell($"{shape}: where the time goes");
        var run = new FanoutRun(side.Crowd, shape.InFlight);
        run.Go(_isProfiledWarm ? pace.Turn : pace.Warming);
        _isProfiledWarm = true;
        return PerfProfile.Record(shape, side.Server.Id, site.NewFile("perf.data"), 2 * pace.Turn, () => run.Go(pace.Turn));
    }

    private async Task<RoomSide> StartRelayAsync(int mostInFlight)
    {
        ServerProcess server = await site.StartHostAsync("relay", static _ => []);
        PrincipalId id = Population.IdOfService(0);
        return new RoomSide("relay", server, new RoomAddress(server.EndPoint, id, IsRelay: true), (first, count) => Passes.Pretend(id, first, count), mostInFlight);
    }

    private async Task<RoomSide> StartServerAsync(string name, int service, Func<string, string[]> arguments, int mostInFlight)
    {
        ServerProcess server = await site.StartHostAsync(
            "room-host", directory => ["--service", service.ToString(CultureInfo.InvariantCulture), .. arguments(directory)]);
        return Side(name, server, Population.IdOfService(service), mostInFlight);
    }

    /// <summary>Starts the app with one room, and lets the sender in.</summary>
    /// <param name="mostInFlight">The most messages in flight.</param>
    public Task<RoomSide> StartAppAsync(int mostInFlight) => StartAppAsync(NoVariables, mostInFlight);

    private async Task<RoomSide> StartAppAsync(IReadOnlyDictionary<string, string> environment, int mostInFlight)
    {
        string prefix = string.Create(CultureInfo.InvariantCulture, $"Load {++_rooms}");
        ServerProcess server = await site.StartRoomAsync(kdc, prefix, environment);
        await using KdcClient client = await KdcClient.ConnectAsync(kdc.EndPoint, local: null, overUdp: false, site.Cancellation);
        IReadOnlyList<ServiceInfo> services = await client.ListServicesAsync(Population.IdOfClient(0), site.Cancellation);
        return Side(App, server, services.Single(service => service.Name.ToString() == $"{prefix} 10").Id, mostInFlight);
    }

    private RoomSide Side(string name, ServerProcess server, PrincipalId id, int mostInFlight) => new(
        name, server, new RoomAddress(server.EndPoint, id, IsRelay: false), (first, count) => Passes.Get(kdc.EndPoint, id, first, count), mostInFlight);
}
