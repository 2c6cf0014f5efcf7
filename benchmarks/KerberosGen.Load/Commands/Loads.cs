using KerberosGen.Clients;
using KerberosGen.Crypto;
using KerberosGen.Load.Measuring;
using KerberosGen.Load.Populations;
using KerberosGen.Load.Servers;
using KerberosGen.Load.Traffic;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Load.Commands;

/// <summary>The comparisons: which servers run, what they are asked, and what is looked at afterwards.</summary>
/// <param name="site">Where the servers run.</param>
/// <param name="pace">How long is measured.</param>
/// <param name="tell">Is told what is being done.</param>
internal sealed class Loads(LoadSite site, Pace pace, Action<string> tell)
{
    /// <summary>Ticket requests.</summary>
    /// <param name="kdcs">Whom to ask.</param>
    /// <param name="shapes">How the loads come in.</param>
    public async Task<List<Result>> TicketsAsync(IReadOnlyList<TicketSide> kdcs, IReadOnlyList<Shape> shapes)
    {
        var asked = new List<TicketRequests>();
        var ceiling = new TicketRequests(new Population(1), 1, isChecked: false);
        var sides = new List<Side> { await site.StartCeilingAsync(ceiling, TicketResponse.Code) };
        foreach (TicketSide kdc in kdcs)
        {
            tell($"making {kdc.Clients} clients in {kdc.Store}");
            var population = new Population(kdc.Clients);
            var requests = new TicketRequests(population, kdc.Hot, isChecked: true);
            asked.Add(requests);
            string[] options = kdc.CacheSize is { } size ? ["--cipher-cache", FormattableString.Invariant($"{size}")] : [];
            sides.Add(await site.StartSideAsync(kdc.Store, await site.PrepareAsync(kdc.Store, population), requests, Math.Min(kdc.Hot, kdc.Clients), options));
        }

        List<Result> results = await InterleavedRun.MeasureAsync(sides, shapes, pace, tell, site.Cancellation);
        tell($"opened {asked.Sum(static requests => requests.OpenKept())} tickets, all right");
        return results;
    }

    /// <summary>Registrations of clients, in stores that hold so many already.</summary>
    public async Task<List<Result>> RegistrationsAsync(IReadOnlyList<string> stores, IReadOnlyList<int> clients, IReadOnlyList<Shape> shapes)
    {
        var sides = new List<Side> { await site.StartCeilingAsync(new RegistrationRequests("ceiling"), RegistrationSuccess.Code) };
        foreach (string store in stores)
        {
            foreach (int count in clients)
                sides.Add(await site.StartSideAsync(store, await site.PrepareForOneAsync(store, new Population(count)), new RegistrationRequests("load"), hot: null));
        }

        List<Result> results = await InterleavedRun.MeasureAsync(sides, shapes, pace, tell, site.Cancellation);
        int opened = 0;
        foreach (Side side in sides.Where(static side => !side.IsCeiling))
            opened += await OpenAsync(side);
        tell($"got tickets for {opened} of those that registered, all right");
        return results;
    }

    /// <summary>Lists of services.</summary>
    public async Task<List<Result>> ListsAsync(IReadOnlyList<string> stores, IReadOnlyList<int> clients, IReadOnlyList<Shape> shapes)
    {
        var sides = new List<Side> { await site.StartCeilingAsync(new ListRequests(isChecked: false), ServiceListResponse.Code) };
        foreach (string store in stores)
        {
            foreach (int count in clients.Where(static count => count > 0))
                sides.Add(await site.StartSideAsync(store, await site.PrepareAsync(store, new Population(count)), new ListRequests(isChecked: true), hot: null));
        }

        return await InterleavedRun.MeasureAsync(sides, shapes, pace, tell, site.Cancellation);
    }

    /// <summary>Those that registered get tickets that open with their password.</summary>
    private static async Task<int> OpenAsync(Side side)
    {
        int opened = 0;
        await using KdcClient kdc = await KdcClient.ConnectAsync(side.Server.EndPoint, local: null, overUdp: false, CancellationToken.None);
        foreach (ClientIdentity client in ((RegistrationRequests)side.Requests).Kept())
        {
            using SessionTicket ticket = await kdc.GetTicketAsync(client, Population.IdOfService(0), SystemRandomSource.Instance, CancellationToken.None);
            opened++;
        }

        return opened;
    }
}
