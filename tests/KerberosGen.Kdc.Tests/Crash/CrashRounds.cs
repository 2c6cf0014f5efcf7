using System.Net;
using KerberosGen.Clients;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Kdc.Tests.Crash;

/// <summary>Round after round on the same data: a storm of registrations, SIGKILL in its middle, and a look at what is left.</summary>
internal sealed class CrashRounds(AppSite site, CrashedStore store)
{
    private static readonly TimeSpan LongestMoment = TimeSpan.FromMilliseconds(3);

    private readonly List<AskedPrincipal> _principals = [];

    private IPEndPoint KdcEndPoint => new(IPAddress.Loopback, site.KdcPort);

    private string Directory => site.DirectoryOf("kdc");

    /// <summary>Ten, or fifty if <c>KERBEROSGEN_LONG</c> is 1.</summary>
    public static int Count => Environment.GetEnvironmentVariable("KERBEROSGEN_LONG") == "1" ? 50 : 10;

    /// <summary>Runs them all, then reads the store: it holds what was registered, each with its key, and nothing else.</summary>
    public async Task RunAsync(int rounds)
    {
        AppProcess kdc = await StartAsync();
        AskedPrincipal known = await RegisterKnownAsync();
        for (int round = 1; round <= rounds; round++)
        {
            var storm = new RegistrationStorm($"round {round}");
            await storm.RunAsync(KdcEndPoint, LongestMoment * Random.Shared.NextDouble(), kdc.KillAsync);
            if (round == rounds)
                await store.CrashServerAsync();
            Assert.Contains(storm.Principals, static one => one.Id is null);
            store.CheckAtRest(Directory);
            kdc = await StartAsync();
            await new Aftermath(KdcEndPoint, known).CheckAsync(storm.Principals);
            _principals.AddRange(storm.Principals);
        }

        await kdc.StopAsync();
        store.CheckMended(Directory);
        await CheckStoreAsync();
    }

    /// <summary>The store's own server dies in the middle, and the KDC lives: it answers again as soon as there is a server again.</summary>
    public async Task RunWithoutServerAsync()
    {
        AppProcess kdc = await StartAsync();
        AskedPrincipal known = await RegisterKnownAsync();
        var storm = new RegistrationStorm("server");
        await storm.RunAsync(KdcEndPoint, LongestMoment * Random.Shared.NextDouble(), store.CrashServerAsync, livesOn: true);
        await new Aftermath(KdcEndPoint, known).CheckAsync(storm.Principals);
        _principals.AddRange(storm.Principals);
        await kdc.StopAsync();
        await CheckStoreAsync();
    }

    // The storm comes from one address, faster than a KDC lets anyone ask.
    private Task<AppProcess> StartAsync() => site.StartKdcAsync(
        [.. store.Options, "--registration-rate-per-source", "0", "--request-rate-per-source", "0", "--request-rate-per-principal", "0", "--refusal-rate-per-principal", "0"]);

    private async Task<AskedPrincipal> RegisterKnownAsync()
    {
        AskedPrincipal known = AskedPrincipal.OfService("known");
        await using KdcClient client = await KdcClient.ConnectAsync(KdcEndPoint, null, overUdp: false, CancellationToken.None);
        await known.AskAsync(client, CancellationToken.None);
        _principals.Add(known);
        return known;
    }

    private async Task CheckStoreAsync()
    {
        await using IPrincipalDatabase database = await StoreOpener.OpenAsync(
            new StoreChoice(Directory, store.Choice, Stash: null), static _ => { }, CancellationToken.None);
        var clients = new Dictionary<PrincipalName, ClientPrincipal>();
        await foreach (ClientPrincipal client in database.ReadClientsAsync(CancellationToken.None))
            clients.Add(client.Name, client);
        Dictionary<PrincipalName, ServicePrincipal> services =
            (await database.ListServicesAsync(CancellationToken.None)).ToDictionary(static service => service.Name);
        foreach (AskedPrincipal one in _principals)
        {
            if (one.IsService)
                CheckService(services[one.Name], one);
            else
                CheckClient(clients[one.Name], one);
        }

        Assert.Equal(_principals.Count, clients.Count + services.Count);
    }

    private static void CheckClient(ClientPrincipal client, AskedPrincipal one)
    {
        Assert.Equal(one.Id ?? client.Id, client.Id);
        Assert.Equal(one.Key, client.Key);
        Assert.False(client.IsDisabled);
    }

    private static void CheckService(ServicePrincipal service, AskedPrincipal one)
    {
        Assert.Equal(one.Id ?? service.Id, service.Id);
        Assert.Equal(one.Key, service.Key);
        Assert.Equal(one.From, service.EndPoint);
        Assert.False(service.IsDisabled);
    }
}
