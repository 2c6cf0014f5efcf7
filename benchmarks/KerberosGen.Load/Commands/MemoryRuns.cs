using KerberosGen.Load.Measuring;
using KerberosGen.Load.Populations;
using KerberosGen.Load.Servers;
using KerberosGen.Load.Traffic;

namespace KerberosGen.Load.Commands;

/// <summary>Starts KDCs on stores of several sizes, in turns, and looks at their memory.</summary>
/// <param name="site">Where the servers run.</param>
/// <param name="tell">Is told what is being done.</param>
internal sealed class MemoryRuns(LoadSite site, Action<string> tell)
{
    /// <summary>Clients that ask in the moment of load.</summary>
    public const int Hot = 1_000;

    private static readonly TimeSpan LoadTime = TimeSpan.FromSeconds(2);
    private static readonly Shape LoadShape = new(64, 1, IsDatagrams: false);

    /// <summary>Measures every store at every size.</summary>
    /// <param name="kinds">The stores.</param>
    /// <param name="clients">The sizes.</param>
    /// <param name="hot">Clients that ask, in the moment of load.</param>
    /// <param name="rounds">How often each is started.</param>
    public async Task<List<MemoryFigures>> MeasureAsync(IReadOnlyList<string> kinds, IReadOnlyList<int> clients, int hot, int rounds)
    {
        var stores = new List<PreparedStore>();
        foreach (string kind in kinds)
        {
            foreach (int count in clients)
            {
                tell($"making {count} clients in {kind}");
                stores.Add(await site.PrepareAsync(kind, new Population(count)));
            }
        }

        List<MemorySample>[] samples = [.. stores.Select(static _ => new List<MemorySample>())];
        for (int round = 0; round < rounds; round++)
        {
            for (int turn = 0; turn < stores.Count; turn++)
            {
                site.Cancellation.ThrowIfCancellationRequested();
                int i = (turn + round) % stores.Count;
                tell($"round {round + 1} of {rounds}: {stores[i].Kind} with {stores[i].Clients} clients");
                samples[i].Add(await MeasureAsync(stores[i], hot));
            }
        }

        return [.. stores.Select((store, i) => new MemoryFigures(store.Kind, store.Clients, samples[i]))];
    }

    private async Task<MemorySample> MeasureAsync(PreparedStore store, int hot)
    {
        ServerProcess server = await site.StartKdcAsync(store);
        await using (server)
        {
            ProcessUsage usage = server.Usage;
            double processor = usage.ProcessorSeconds;
            long resident = usage.ResidentBytes, peak = usage.PeakResidentBytes, proportional = usage.ProportionalBytes;
            if (store.Clients > 0)
            {
                using var load = new LoadRun(server.EndPoint, new TicketRequests(new Population(store.Clients), hot, isChecked: true), LoadShape);
                load.Go(LoadTime);
            }

            return new MemorySample(server.StartUp, processor, resident, peak, proportional, usage.ResidentBytes);
        }
    }
}
