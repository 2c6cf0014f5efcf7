using System.Security.Cryptography;
using KerberosGen.Databases.Tests;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Kdc.Tests.Crash;

/// <summary>Commands on a stopped KDC that are killed on their way, several times over on the same data.</summary>
public sealed class InterruptedCommandTests
{
    private const int Kills = 6;
    private const int Clients = 20_000;
    private static readonly TimeSpan LongestCommand = TimeSpan.FromMilliseconds(1_200);

    [Theory]
    [InlineData("files")]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task An_import_that_is_killed_leaves_whole_principals_and_can_be_done_again(string kind)
    {
        await using PostgresServer? server = kind == "postgres" ? await PostgresServer.StartAsync() : null;
        await using var site = new AppSite();
        string store = server is null ? kind : await server.NewDatabaseAsync();
        Dictionary<PrincipalName, string> lines = WriteClients(site.DirectoryOf("seed"));
        for (int kill = 1; kill <= Kills; kill++)
        {
            AppProcess import = Import(site, store);
            await Task.Delay(LongestCommand * kill / Kills * Random.Shared.NextDouble());
            await import.KillAsync();
            Assert.All(await ReadClientsAsync(site, store), client => Assert.Equal(lines[client.Name], LineOf(client)));
        }

        AppProcess whole = Import(site, store);
        Assert.True(await whole.ExitAsync() == 0, whole.Errors.Text);
        List<ClientPrincipal> all = await ReadClientsAsync(site, store);
        Assert.Equal(lines.Count, all.Count);
        Assert.All(all, client => Assert.Equal(lines[client.Name], LineOf(client)));
    }

    [Theory]
    [InlineData("files")]
    [InlineData("sqlite")]
    public async Task An_administrative_act_that_is_killed_is_done_whole_or_not_at_all(string store)
    {
        await using var site = new AppSite();
        for (int kill = 1; kill <= Kills; kill++)
        {
            string name = $"Room {kill}", output = site.FileOf("kdc", $"{kill}.enrolment");
            AppProcess add = site.Start("kdc", "kdc", "services", "add", name, "--address", "127.0.0.1:9000", "--output", output, "--store", store);
            await Task.Delay(LongestCommand * Random.Shared.NextDouble());
            await add.KillAsync();
            bool isDone = add.Output.Text.Length > 0;
            IReadOnlyList<ServicePrincipal> services = await ReadServicesAsync(site, store);
            ServicePrincipal? service = services.SingleOrDefault(service => service.Name.ToString() == name);
            Assert.True(service is not null || !isDone, $"'{add.Output.Text}' was said, and {name} is not there.");
            if (File.Exists(output))
                CheckFile(output, service);
        }
    }

    private static void CheckFile(string output, ServicePrincipal? service)
    {
        Assert.NotNull(service);
        var enrolled = Assert.IsType<Storage.RoomEnrolment>(Storage.EnrolmentFile.Read(output));
        Assert.Equal(service.Id, enrolled.Id);
        Assert.Equal(service.Key, enrolled.Key);
    }

    private static AppProcess Import(AppSite site, string store) =>
        site.Start("kdc", "kdc", "import", site.DirectoryOf("seed"), "--skip-existing", "--time-zone", "UTC", "--store", store);

    private static Dictionary<PrincipalName, string> WriteClients(string directory)
    {
        var lines = new Dictionary<PrincipalName, string>();
        foreach (int number in Enumerable.Range(0, Clients))
        {
            AskedPrincipal client = AskedPrincipal.OfClient($"client {number}");
            byte[] id = SHA256.HashData(BitConverter.GetBytes(number))[..PrincipalId.Size];
            id.AsSpan().Replace((byte)0, (byte)0xA5);
            lines.Add(client.Name, $"{new PrincipalId(id)}: {client.Name}: {Convert.ToHexStringLower(client.Key.Bytes)}");
        }

        string path = Path.Combine(directory, "clients.txt");
        File.WriteAllLines(path, lines.Values.Select(static line => line + ": 23/11/26_12:00:00"));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return lines;
    }

    private static string LineOf(ClientPrincipal client) => $"{client.Id}: {client.Name}: {Convert.ToHexStringLower(client.Key.Bytes)}";

    private static async Task<List<ClientPrincipal>> ReadClientsAsync(AppSite site, string store)
    {
        await using IPrincipalDatabase database = await OpenAsync(site, store);
        var clients = new List<ClientPrincipal>();
        await foreach (ClientPrincipal client in database.ReadClientsAsync(CancellationToken.None))
            clients.Add(client);
        return clients;
    }

    private static async Task<IReadOnlyList<ServicePrincipal>> ReadServicesAsync(AppSite site, string store)
    {
        await using IPrincipalDatabase database = await OpenAsync(site, store);
        return await database.ListServicesAsync(CancellationToken.None);
    }

    private static Task<IPrincipalDatabase> OpenAsync(AppSite site, string store) =>
        StoreOpener.OpenAsync(new StoreChoice(site.DirectoryOf("kdc"), store, Stash: null), static _ => { }, CancellationToken.None);
}
