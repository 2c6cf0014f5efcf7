using System.Net;
using KerberosGen.Clients;
using KerberosGen.Crypto;
using KerberosGen.Databases.Tests;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Kdc.Tests.Crash;

/// <summary>Two KDCs, each a process, on one database.</summary>
public sealed class RaceTests
{
    private const int Names = 200;
    private const int NamesPerService = 4;

    [Fact]
    public async Task A_name_raced_for_at_two_KDCs_goes_to_one_and_both_know_whom()
    {
        await using PostgresServer server = await PostgresServer.StartAsync();
        await using var site = new AppSite();
        string store = await server.NewDatabaseAsync();
        IPEndPoint one = await StartAsync(site, "kdc", store), other = await StartAsync(site, "other", store);
        await using KdcClient first = await KdcClient.ConnectAsync(one, null, overUdp: false, CancellationToken.None);
        await using KdcClient second = await KdcClient.ConnectAsync(other, null, overUdp: false, CancellationToken.None);
        var known = AskedPrincipal.OfService("known");
        await known.AskAsync(first, CancellationToken.None);

        for (int n = 0; n < Names; n++)
        {
            bool isService = n % NamesPerService == 0;
            AskedPrincipal atFirst = New(n, isService), atSecond = New(n, isService);
            bool[] won = await Task.WhenAll(WinsAsync(atFirst, first), WinsAsync(atSecond, second));
            Assert.True(won[0] != won[1], $"Of two that asked for one name, {won.Count(static w => w)} got it.");
            (AskedPrincipal winner, KdcClient elsewhere) = won[0] ? (atFirst, second) : (atSecond, first);
            if (!isService)
                await GetTicketAsync(elsewhere, winner, known.Id!.Value);
        }
    }

    private static AskedPrincipal New(int number, bool isService) => isService ? AskedPrincipal.OfService($"room {number}") : AskedPrincipal.OfClient($"client {number}");

    private static async Task<bool> WinsAsync(AskedPrincipal asked, KdcClient kdc)
    {
        try
        {
            await asked.AskAsync(kdc, CancellationToken.None);
            return true;
        }
        catch (RequestRefusedException)
        {
            return false;
        }
    }

    private static async Task GetTicketAsync(KdcClient kdc, AskedPrincipal client, PrincipalId service)
    {
        var identity = new ClientIdentity(client.Name, client.Id!.Value, client.Key);
        using SessionTicket ticket = await kdc.GetTicketAsync(identity, service, SystemRandomSource.Instance, CancellationToken.None);
    }

    // Both seal under one master key.
    private static async Task<IPEndPoint> StartAsync(AppSite site, string directory, string store)
    {
        AppProcess kdc = site.Start(
            "kdc", directory, "-p", "0", "--store", store, "--stash", site.FileOf("kdc", "master.key"),
            "--registration-rate-per-source", "0", "--request-rate-per-source", "0");
        return IPEndPoint.Parse((await kdc.SaysAsync("KDC ready on ")).Split(' ')[3]);
    }
}
