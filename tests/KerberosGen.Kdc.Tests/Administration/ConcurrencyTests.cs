using System.Net;
using KerberosGen.Clients;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Kdc.Tests.Administration;

/// <summary>Administrators and clients at once, on one KDC.</summary>
public sealed class ConcurrencyTests
{
    private const int Names = 200;

    [Fact]
    public async Task A_name_that_an_administrator_and_a_client_want_goes_to_one_and_nobody_is_lost()
    {
        await using var site = new AdministeredSite();
        AppProcess kdc = await site.Apps.StartKdcAsync();
        var kdcEndPoint = new IPEndPoint(IPAddress.Loopback, site.Apps.KdcPort);
        await using KdcAccess access = await KdcAccess.OpenAsync(new StoreChoice(site.KdcDirectory, "files", null), makesDirectory: false, static _ => { }, default);
        Assert.NotNull(access.Running);

        // One connection registers what several administrators add, remove and list meanwhile.
        Task<bool[]> registering = RegisterAllAsync(kdcEndPoint);
        bool[] added = new bool[Names];
        Task adding = Parallel.ForAsync(0, Names, async (number, cancellation) =>
        {
            added[number] = (await ActAsync(access, AdministrativeVerb.Add, NameOf(number))).Refusal is null;
            Assert.Null((await ActAsync(access, AdministrativeVerb.Add, $"own {number}")).Refusal);
            if (number % 2 == 0)
                Assert.Null((await ActAsync(access, AdministrativeVerb.Remove, $"own {number}")).Refusal);
            if (number % 50 == 0)
                await access.Administration.ReadClientsAsync(cancellation).CountAsync(cancellation);
        });
        await Task.WhenAll(registering, adding);

        bool[] registered = await registering;
        Assert.All(Enumerable.Range(0, Names), number => Assert.True(added[number] ^ registered[number], NameOf(number)));
        string[] expected = [.. Enumerable.Range(0, Names).Select(NameOf), .. Enumerable.Range(0, Names).Where(static n => n % 2 == 1).Select(static n => $"own {n}")];
        Assert.Equal(expected.Order(StringComparer.Ordinal), await NamesAsync(site));
        await kdc.StopAsync();
        Assert.Equal(expected.Order(StringComparer.Ordinal), await NamesAsync(site));
        // Two lines each.
        Assert.Equal(2 * ((2 * Names) + (Names / 2)), site.Audit.Count);
    }

    private static string NameOf(int number) => $"raced {number}";

    private static async Task<ActOutcome> ActAsync(KdcAccess access, AdministrativeVerb verb, string name)
    {
        using KeyMaterial key = KeyMaterial.FromPassword("pw"u8);
        var act = new AdministrativeAct { Verb = verb, Kind = PrincipalKind.Client, Name = name, Key = verb == AdministrativeVerb.Add ? key.Bytes.ToArray() : null };
        return await access.Administration.ActAsync(act, default);
    }

    private static async Task<bool[]> RegisterAllAsync(IPEndPoint kdcEndPoint)
    {
        await using KdcClient client = await KdcClient.ConnectAsync(kdcEndPoint, local: null, overUdp: false, default, null);
        bool[] registered = new bool[Names];
        Password.TryCreate("pw", out Password password);
        for (int number = 0; number < Names; number++)
        {
            Validator.TryName(NameOf(number), out PrincipalName name, out _);
            try
            {
                await client.RegisterClientAsync(name, password, default);
                registered[number] = true;
            }
            catch (RequestRefusedException)
            {
                // The administrator was first.
            }
        }

        return registered;
    }

    private static async Task<IEnumerable<string>> NamesAsync(AdministeredSite site) =>
        (await site.DoAsync("principals", "list")).Split('\n').Skip(1).Select(static line => line[65..]).Order(StringComparer.Ordinal);
}
