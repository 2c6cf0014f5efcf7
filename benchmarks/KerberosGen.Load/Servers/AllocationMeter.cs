using System.Globalization;
using System.Net;

namespace KerberosGen.Load.Servers;

/// <summary>
/// How many bytes a server has allocated since its start, from its <c>/metrics</c>. Answering that allocates too: what it costs
/// is measured first, and taken off.
/// </summary>
internal sealed class AllocationMeter : IDisposable
{
    private const string Metric = "dotnet_gc_heap_total_allocated_bytes_total";
    private const int WarmingReads = 50;
    private const int MeasuringReads = 11;

    private readonly HttpClient _http = new();
    private readonly Uri _address;
    private double _costOfReading;

    private AllocationMeter(IPEndPoint monitoring) => _address = new Uri($"http://{monitoring}/metrics");

    /// <summary>Finds out what a reading costs. The server should have nothing else to do.</summary>
    public static async Task<AllocationMeter> StartAsync(IPEndPoint monitoring)
    {
        var meter = new AllocationMeter(monitoring);
        for (int i = 0; i < WarmingReads; i++)
            await meter.TotalAsync();
        var costs = new double[MeasuringReads];
        double before = await meter.TotalAsync();
        for (int i = 0; i < costs.Length; i++)
        {
            double after = await meter.TotalAsync();
            costs[i] = after - before;
            before = after;
        }

        meter._costOfReading = Measuring.Spread.Of(costs).Median;
        return meter;
    }

    /// <summary>Bytes since the start of the process.</summary>
    public async Task<double> TotalAsync()
    {
        string page = await _http.GetStringAsync(_address);
        foreach (ReadOnlySpan<char> line in page.AsSpan().EnumerateLines())
        {
            if (!line.StartsWith(Metric, StringComparison.Ordinal))
                continue;
            // NAME{LABELS} VALUE [TIMESTAMP]; no label of this one has a space.
            Span<Range> parts = stackalloc Range[3];
            line.Split(parts, ' ');
            return double.Parse(line[parts[1]], CultureInfo.InvariantCulture);
        }

        throw new InvalidOperationException($"{_address} does not tell {Metric}.");
    }

    /// <summary>Bytes between two readings, without what a reading costs.</summary>
    public double Between(double before, double after) => after - before - _costOfReading;

    public void Dispose() => _http.Dispose();
}
