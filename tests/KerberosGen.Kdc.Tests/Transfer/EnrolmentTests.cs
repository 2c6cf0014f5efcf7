using System.Net;
using System.Text;
using KerberosGen.Clients;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using KerberosGen.Storage;

namespace KerberosGen.Kdc.Tests.Transfer;

public sealed class EnrolmentTests
{
    private const string ClientPassword = "qwer1234";

    [Fact]
    public async Task An_enrolled_client_chats_in_an_enrolled_room_and_neither_registers()
    {
        await using var site = new AppSite();
        AppProcess kdc = await site.StartKdcAsync();
        var endPoint = new IPEndPoint(IPAddress.Loopback, AppSite.FreePort());
        await AdministerAsync(site, "principals", "add", "ann", "--random-password", "-o", "ann.json");
        await AdministerAsync(site, "services", "add", "Lobby", "--address", $"{endPoint}", "-o", "lobby.json");
        var ann = (ClientEnrolment)EnrolmentFile.Read(site.FileOf("admin", "ann.json"));
        var lobby = (RoomEnrolment)EnrolmentFile.Read(site.FileOf("admin", "lobby.json"));
        string password = Encoding.UTF8.GetString(ann.Password!.Value.Utf8);

        AppProcess clientImport = site.Start("client", "ann", "import", site.FileOf("admin", "ann.json"));
        Assert.True(await clientImport.ExitAsync() == 0, clientImport.Errors.Text);
        Assert.Contains("under \"password\"", clientImport.Errors.Text, StringComparison.Ordinal);
        Assert.Equal($"ann\n{ann.Id}\n", await File.ReadAllTextAsync(site.FileOf("ann", "me.info")));
        Assert.Equal($"127.0.0.1:{site.KdcPort}\n", await File.ReadAllTextAsync(site.FileOf("ann", "srv.info")));

        AppProcess roomImport = site.Start("room", "rooms", "import", site.FileOf("admin", "lobby.json"));
        Assert.True(await roomImport.ExitAsync() == 0, roomImport.Errors.Text);
        AppProcess room = site.Start("room", "rooms");
        await room.SaysAsync($"Lobby ready on {endPoint}");

        await site.ChatAsync("ann", password, "Lobby", "nobody registered\n");
        await room.SaysAsync("[Lobby] ann: nobody registered");
        Assert.DoesNotContain("registered", kdc.Errors.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(password, site.EverythingSaid, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(lobby.Key.Bytes), site.EverythingSaid, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rooms_new_key_ends_the_tickets_under_the_old_one()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync();
        await site.RegisterAsync("ann", ClientPassword);
        await AdministerAsync(site, "services", "add", "Lobby", "--address", $"127.0.0.1:{AppSite.FreePort()}", "-o", "lobby.json");
        Assert.Equal(0, await site.Start("room", "rooms", "import", site.FileOf("admin", "lobby.json")).ExitAsync());
        AppProcess room = site.Start("room", "rooms");
        await room.SaysAsync("Lobby ready on ");
        await site.ChatAsync("ann", ClientPassword, "Lobby", "before\n");
        await room.StopAsync();

        await AdministerAsync(site, "services", "rekey", "Lobby", "-o", "rekeyed.json");
        Assert.Equal(0, await site.Start("room", "rooms", "import", site.FileOf("admin", "rekeyed.json")).ExitAsync());
        room = site.Start("room", "rooms");
        await room.SaysAsync("Lobby ready on ");
        KnownService old = Assert.Single(ServicesInfoFile.Open(site.DirectoryOf("ann")).Services);
        PrincipalId ann = MeInfoFile.Read(site.DirectoryOf("ann"))!.Id;
        await Assert.ThrowsAsync<RequestRefusedException>(() => ChatConnection.ConnectAsync(
            old.Service.EndPoint, ann, old.Ticket!, TimeProvider.System, TimeZoneInfo.Utc, default));
        await site.ChatAsync("ann", ClientPassword, "Lobby", "after\n");
        await room.SaysAsync("[Lobby] ann: after");
    }

    [Fact]
    public async Task A_directory_that_is_somebodys_is_not_given_to_another_client()
    {
        await using var site = new AppSite();
        ClientPrincipal ann = NewClient("ann"), bob = NewClient("bob");
        Assert.Equal(0, await site.Start("client", "home", "import", ClientFile(site, ann)).ExitAsync());
        string[] before = [.. Directory.GetFiles(site.DirectoryOf("home")).Select(File.ReadAllText)];

        AppProcess again = site.Start("client", "home", "import", site.FileOf("admin", "ann.json"));
        Assert.Equal(0, await again.ExitAsync());
        Assert.DoesNotContain("password", again.Errors.Text, StringComparison.Ordinal);
        AppProcess other = site.Start("client", "home", "import", ClientFile(site, bob));
        Assert.Equal(1, await other.ExitAsync());
        Assert.Contains("belongs to 'ann'", other.Errors.Text.Replace('"', '\''), StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFiles(site.DirectoryOf("home")).Select(File.ReadAllText));
    }

    [Fact]
    public async Task Each_program_points_at_the_other_for_the_others_file()
    {
        await using var site = new AppSite();
        AppProcess client = site.Start("client", "home", "import", RoomFile(site, NewRoom("Lobby")));
        Assert.Equal(1, await client.ExitAsync());
        Assert.Contains("'room import' reads it", client.Errors.Text, StringComparison.Ordinal);
        AppProcess room = site.Start("room", "home", "import", ClientFile(site, NewClient("ann")));
        Assert.Equal(1, await room.ExitAsync());
        Assert.Contains("'client import' reads it", room.Errors.Text, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(site.DirectoryOf("home")));
    }

    [Fact]
    public async Task A_room_that_runs_is_not_changed_under_it()
    {
        await using var site = new AppSite();
        ServicePrincipal lobby = NewRoom("Lobby");
        string file = RoomFile(site, lobby);
        Assert.Equal(0, await site.Start("room", "rooms", "import", file).ExitAsync());
        AppProcess room = site.Start("room", "rooms");
        await room.SaysAsync("Lobby ready on ");
        AppProcess again = site.Start("room", "rooms", "import", file);
        Assert.Equal(1, await again.ExitAsync());
        Assert.Contains("another room's program works in this directory", again.Errors.Text, StringComparison.Ordinal);
        await room.StopAsync();
        Assert.Equal(0, await site.Start("room", "rooms", "import", file).ExitAsync());
    }

    [Fact]
    public async Task An_id_has_one_name_and_a_name_one_id_in_a_pool()
    {
        await using var site = new AppSite();
        ServicePrincipal lobby = NewRoom("Lobby");
        Assert.Equal(0, await site.Start("room", "rooms", "import", RoomFile(site, lobby)).ExitAsync());
        string before = await File.ReadAllTextAsync(site.FileOf("rooms", "services_pool.json"));
        File.Delete(site.FileOf("admin", "Lobby.json"));
        AppProcess renamed = site.Start("room", "rooms", "import", RoomFile(site, lobby with { Name = new PrincipalName("Attic") }));
        Assert.Equal(1, await renamed.ExitAsync());
        AppProcess replaced = site.Start("room", "rooms", "import", RoomFile(site, NewRoom("Lobby")));
        Assert.Equal(1, await replaced.ExitAsync());
        Assert.Contains("one id has one name", renamed.Errors.Text, StringComparison.Ordinal);
        Assert.Contains("is there with another id", replaced.Errors.Text, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(site.FileOf("rooms", "services_pool.json")));
    }

    [Fact]
    public async Task A_room_at_an_address_of_another_machine_is_said_to_need_a_way_there()
    {
        await using var site = new AppSite();
        // TEST-NET-1 (RFC 5737) is nobody's.
        ServicePrincipal lobby = NewRoom("Lobby") with { EndPoint = IPEndPoint.Parse("192.0.2.1:4000") };
        AppProcess import = site.Start("room", "rooms", "import", RoomFile(site, lobby));
        Assert.Equal(0, await import.ExitAsync());
        Assert.Contains("192.0.2.1 is no address of this machine", import.Errors.Text, StringComparison.Ordinal);
    }

    private static ClientPrincipal NewClient(string name) => new(
        NewId(), new PrincipalName(name), KeyMaterial.FromPassword("qwer1234"u8), new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    private static ServicePrincipal NewRoom(string name) => new(
        NewId(), new PrincipalName(name), KeyMaterial.NewWithoutZeros(AesKey.Size, SystemRandomSource.Instance),
        new IPEndPoint(IPAddress.Loopback, AppSite.FreePort()));

    private static PrincipalId NewId()
    {
        Span<byte> bytes = stackalloc byte[PrincipalId.Size];
        System.Security.Cryptography.RandomNumberGenerator.Fill(bytes);
        return new PrincipalId(bytes);
    }

    private static async Task AdministerAsync(AppSite site, params string[] arguments)
    {
        AppProcess command = site.Start("kdc", "admin", [.. arguments, "--data", site.DirectoryOf("kdc")]);
        Assert.True(await command.ExitAsync() == 0, command.Errors.Text);
    }

    private static string ClientFile(AppSite site, ClientPrincipal client)
    {
        string file = site.FileOf("admin", $"{client.Name}.json");
        EnrolmentFile.Create(file, new ClientEnrolment(client.Name, client.Id, [Kdc(site)], Password: null));
        return file;
    }

    private static string RoomFile(AppSite site, ServicePrincipal room)
    {
        string file = site.FileOf("admin", $"{room.Name}.json");
        EnrolmentFile.Create(file, new RoomEnrolment(room.Name, room.Id, Kdc(site), room.Key, room.EndPoint));
        return file;
    }

    private static IPEndPoint Kdc(AppSite site) => new(IPAddress.Loopback, site.KdcPort == 0 ? 8000 : site.KdcPort);
}
