using System.CommandLine;
using KerberosGen.Load.Fanout;
using KerberosGen.Load.Measuring;
using KerberosGen.Load.Peers;
using KerberosGen.Load.Populations;
using KerberosGen.Load.Reporting;
using KerberosGen.Load.Servers;

namespace KerberosGen.Load.Commands;

/// <summary><c>peers</c>: the room beside other people's servers, which pass messages on and do not encrypt.</summary>
internal static class PeersCommand
{
    private const int MaxSubscribers = 500;
    private const int MaxInFlight = 256;
    private const double TurnSeconds = 1;

    // Of the room, by processor time, from so many subscribers on: each of its deliveries is encrypted for its member, and authenticated.
    private const int LeastSubscribers = 100;
    private static readonly (string Peer, double Least)[] Goals = [("nats-server", 0.5), ("ngircd", 1.3)];

    public static Command Create()
    {
        var options = new LoadOptions(TurnSeconds);
        Option<int[]> subscribers = LoadOptions.Numbers("--subscribers", "Subscribers in the room.", 1, MaxSubscribers, [100, 500]);
        Option<int[]> inFlight = LoadOptions.Numbers("--in-flight", "Messages at a time that not everyone has yet.", 1, MaxInFlight, [64]);
        var readme = new Option<FileInfo?>("--readme") { Description = "Write the tables into this page too, between its marks.", HelpName = "file" };
        var command = new Command("peers", "The room beside nats-server, ngircd and InspIRCd, which benchmarks/peers/run installs. About a minute.") { subscribers, inFlight, readme };
        foreach (Option option in options.Peers)
            command.Options.Add(option);
        command.SetAction(async (parsed, cancellation) =>
        {
            var report = new Report { Verb = "peers" };
            int[] counts = [.. parsed.GetValue(subscribers)!.Order()], depths = parsed.GetValue(inFlight)!;
            await using var site = new LoadSite(cancellation);
            ServerProcess kdc = await site.StartKdcAsync(await site.PrepareAsync("files", new Population(counts[^1] + 1)));
            Pace pace = options.PaceOf(parsed);
            using RoomSide room = await new RoomRuns(site, kdc, pace, ReportOutput.Tell).StartAppAsync(depths.Max());
            var peers = new List<PeerSide>();
            try
            {
                foreach (ChatPeer peer in ChatPeer.All)
                    peers.Add(await PeerSide.StartAsync(site, peer, depths.Max()));
                foreach (int count in counts)
                {
                    ReportOutput.Tell($"letting {count} subscribers in");
                    room.Grow(count, subscribe: true);
                    foreach (PeerSide peer in peers)
                        peer.Grow(count);
                    foreach (int depth in depths)
                        Measure(new FanoutShape(count, depth), room, peers, pace, report, cancellation);
                }

                ReportOutput.Tell($"opened {room.Crowd.OpenKept()} of the messages that the room delivered, all right");
            }
            finally
            {
                foreach (PeerSide peer in peers)
                    peer.Dispose();
            }

            Judge(report);
            new ReportOutput(isJson: false, plots: null, parsed.GetValue(readme)).Write(report);
            return report.Goals.TrueForAll(static goal => goal.IsMet) ? 0 : 1;
        });
        return command;
    }

    private static void Measure(FanoutShape shape, RoomSide room, List<PeerSide> peers, Pace pace, Report report, CancellationToken cancellation)
    {
        var run = new FanoutRun(room.Crowd, shape.InFlight);
        Func<TimeSpan, Sample>[] sides = [time => room.Measure(run, time), .. peers.Select(peer => (Func<TimeSpan, Sample>)(time => peer.Measure(shape.InFlight, time)))];
        List<Sample>[] samples = [.. sides.Select(static _ => new List<Sample>())];
        ReportOutput.Tell($"{shape}: warming");
        foreach (Func<TimeSpan, Sample> side in sides)
            side(pace.Warming);
        for (int round = 0; round < pace.Rounds; round++)
        {
            ReportOutput.Tell($"{shape}: round {round + 1} of {pace.Rounds}");
            for (int turn = 0; turn < sides.Length; turn++)
            {
                cancellation.ThrowIfCancellationRequested();
                int i = (turn + round) % sides.Length;
                samples[i].Add(sides[i](pace.Turn));
            }
        }

        report.Peers.Add(new PeerResult(RoomRuns.App, shape, samples[0], samples[0]));
        report.Peers.AddRange(peers.Select((peer, i) => new PeerResult(peer.Name, shape, samples[i + 1], samples[0])));
    }

    private static void Judge(Report report)
    {
        foreach ((string name, double least) in Goals)
        {
            foreach (PeerResult peer in report.Peers.Where(peer => peer.Name == name && peer.Shape.Subscribers >= LeastSubscribers && peer.Shape.InFlight > 1))
                report.Goals.Add((peer.RoomBeside.Median >= least, FormattableString.Invariant($"{peer.Shape}: the room delivers at least {least}x what {name} does by processor time: {peer.RoomBeside.ToString("F2")}")));
        }
    }
}
