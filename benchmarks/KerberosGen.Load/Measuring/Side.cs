using System.Diagnostics;
using KerberosGen.Load.Servers;
using KerberosGen.Load.Traffic;

namespace KerberosGen.Load.Measuring;

/// <summary>One side of a comparison: a server that runs all the while, and what it is asked.</summary>
internal sealed class Side
{
    /// <summary>Its row in the table.</summary>
    public required string Name { get; init; }

    public required ServerProcess Server { get; init; }

    /// <summary>What it is asked.</summary>
    public required IRequests Requests { get; init; }

    /// <summary>Clients in its store; null for the ceiling, which has none.</summary>
    public int? Clients { get; init; }

    /// <summary>Clients that ask; null where it does not matter.</summary>
    public int? Hot { get; init; }

    /// <summary>Reads what the server allocates; null if it does not tell.</summary>
    public AllocationMeter? Allocation { get; init; }

    public bool IsCeiling => Clients is null;

    /// <summary>Opens its connections.</summary>
    public LoadRun Connect(Shape shape) => new(Server.EndPoint, Requests, shape);

    /// <summary>Loads it for about as long.</summary>
    public async Task<Sample> MeasureAsync(LoadRun run, TimeSpan time)
    {
        double allocated = Allocation is null ? 0 : await Allocation.TotalAsync();
        double server = Server.Usage.ProcessorSeconds;
        TimeSpan generator = Environment.CpuUsage.TotalTime;
        long from = Stopwatch.GetTimestamp();
        long answers = run.Go(time);
        double seconds = Stopwatch.GetElapsedTime(from).TotalSeconds;
        double generatorSeconds = (Environment.CpuUsage.TotalTime - generator).TotalSeconds;
        double serverSeconds = Server.Usage.ProcessorSeconds - server;
        double? bytes = Allocation?.Between(allocated, await Allocation.TotalAsync());
        return new Sample(answers, seconds, serverSeconds, generatorSeconds, bytes);
    }
}
