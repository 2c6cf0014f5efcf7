using System.Diagnostics;
using KerberosGen.Load.Measuring;
using KerberosGen.Load.Servers;

namespace KerberosGen.Load.Fanout;

/// <summary>One side of a comparison: a room that runs all the while, and its guests.</summary>
internal sealed class RoomSide : IDisposable
{
    private const int Sender = 0;

    private readonly Func<int, int, List<Pass>> _passes;

    /// <summary>Lets the sender in.</summary>
    /// <param name="name">Its row in the table.</param>
    /// <param name="server">Its process.</param>
    /// <param name="address">Where it is.</param>
    /// <param name="passes">Gets tickets for so many clients, from a number on.</param>
    /// <param name="mostInFlight">The most messages in flight.</param>
    public RoomSide(string name, ServerProcess server, RoomAddress address, Func<int, int, List<Pass>> passes, int mostInFlight)
    {
        Name = name;
        Server = server;
        IsRelay = address.IsRelay;
        _passes = passes;
        Crowd = new Crowd(address, passes(Sender, 1)[0], mostInFlight);
    }

    public string Name { get; }

    public ServerProcess Server { get; }

    public bool IsRelay { get; }

    public Crowd Crowd { get; }

    /// <summary>Lets guests in until there are so many.</summary>
    public void Grow(int guests, bool subscribe)
    {
        if (guests > Crowd.Guests)
            Crowd.Join(_passes(Sender + 1 + Crowd.Guests, guests - Crowd.Guests), subscribe);
    }

    /// <summary>Loads it for about as long.</summary>
    public Sample Measure(FanoutRun run, TimeSpan time)
    {
        double server = Server.Usage.ProcessorSeconds;
        TimeSpan generator = Environment.CpuUsage.TotalTime;
        long from = Stopwatch.GetTimestamp();
        long deliveries = run.Go(time);
        double seconds = Stopwatch.GetElapsedTime(from).TotalSeconds;
        return new Sample(deliveries, seconds, Server.Usage.ProcessorSeconds - server, (Environment.CpuUsage.TotalTime - generator).TotalSeconds, AllocatedBytes: null);
    }

    public void Dispose() => Crowd.Dispose();
}
