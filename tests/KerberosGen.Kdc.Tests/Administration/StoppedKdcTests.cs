using System.Text;
using KerberosGen.Storage;

namespace KerberosGen.Kdc.Tests.Administration;

/// <summary>A KDC that does not run is administered in its store, and finds it so when it starts.</summary>
public sealed class StoppedKdcTests
{
    [Fact]
    public async Task What_was_done_while_the_KDC_was_stopped_holds_when_it_starts()
    {
        await using var site = new AdministeredSite();
        int kdcPort = AppSite.FreePort();
        string[] kdc = ["--kdc", $"127.0.0.1:{kdcPort}"];
        foreach (string name in (string[])["ann", "bob", "cid"])
            await site.AddClientAsync(name, "qwer1234", kdc);
        await site.DoAsync(["services", "add", "Lobby", "--address", "127.0.0.1:5000", .. kdc]);
        await site.DoAsync(["services", "add", "Attic", "--address", "127.0.0.1:5001", .. kdc]);
        await site.DoAsync(["services", "add", "Cellar", "--address", "127.0.0.1:5002", .. kdc]);
        await site.DoAsync("principals", "disable", "bob");
        await site.DoAsync("principals", "remove", "cid", "--yes");
        await site.DoAsync(["principals", "password", "ann", "--random-password", "--force", .. kdc]);
        await site.DoAsync("services", "address", "Lobby", "198.51.100.4:5003");
        await site.DoAsync(["services", "rekey", "Lobby", "--force", .. kdc]);
        await site.DoAsync("services", "disable", "Attic");
        await site.DoAsync("services", "remove", "Cellar", "-y");
        Assert.All(site.Audit, static line => Assert.Equal("direct", line["via"]!.GetValue<string>()));

        await site.Apps.StartKdcAsync("-p", $"{kdcPort}");
        var ann = (ClientEnrolment)EnrolmentFile.Read(site.FileOf("ann.client.json"));
        foreach (string name in (string[])["ann", "bob", "cid"])
            Assert.Equal(0, await site.Apps.Start("client", name, "import", site.FileOf($"{name}.client.json")).ExitAsync());
        await site.GetTicketAsync("ann", Encoding.UTF8.GetString(ann.Password!.Value.Utf8), "Lobby");
        Assert.Equal("198.51.100.4:5003      Lobby", Assert.Single(await site.ListRoomsAsync("ann")));
        Assert.Equal(1, (await site.AskForTicketAsync("ann", "qwer1234", "Lobby")).Status);
        Assert.Equal(1, (await site.AskForTicketAsync("bob", "qwer1234", "Lobby")).Status);
        Assert.Equal(1, (await site.AskForTicketAsync("cid", "qwer1234", "Lobby")).Status);
        await site.DoAsync("principals", "enable", "bob");
        await site.GetTicketAsync("bob", "qwer1234", "Lobby");
    }

    [Fact]
    public async Task The_other_side_must_be_told_where_a_KDC_is_that_does_not_run()
    {
        await using var site = new AdministeredSite();
        Assert.Equal(
            "The KDC does not run here: --kdc IP:PORT says where the other side will reach it.",
            await site.FailAsync(2, "services", "add", "Lobby", "--address", "127.0.0.1:5000"));
        Assert.Empty(site.Audit);
        Assert.Empty(Directory.GetFiles(site.Apps.DirectoryOf("admin")));
    }

    [Fact]
    public async Task A_KDC_that_listens_on_every_address_is_not_handed_on_as_such()
    {
        await using var site = new AdministeredSite();
        await site.Apps.StartKdcAsync("-ip", "0.0.0.0");
        string complaint = await site.FailAsync(2, "services", "add", "Lobby", "--address", "127.0.0.1:5000");
        Assert.Equal($"The KDC listens on every address (0.0.0.0:{site.Apps.KdcPort}): --kdc IP:PORT says where the other side reaches it.", complaint);
        await site.DoAsync("services", "add", "Lobby", "--address", "127.0.0.1:5000", "--kdc", "192.0.2.1:8000");
        Assert.Equal("192.0.2.1:8000", ((RoomEnrolment)EnrolmentFile.Read(site.FileOf("Lobby.room.json"))).Kdc.ToString());
    }

    [Fact]
    public async Task A_directory_that_another_has_and_nobody_answers_for_is_said_to_be_so()
    {
        await using var site = new AdministeredSite();
        await using SeedFileStore other = SeedFileStore.Open(site.KdcDirectory, TimeProvider.System, static _ => { });
        Assert.Equal(
            $"{site.KdcDirectory}: a KDC or another command works here, but nobody listens on {site.KdcDirectory}/admin/socket. Try again; if a KDC runs, its log says why it has no socket.",
            await site.FailAsync(1, "principals", "list"));
    }

    [Fact]
    public async Task Commands_on_a_stopped_KDC_wait_for_each_other()
    {
        await using var site = new AdministeredSite();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(number => site.AddClientAsync($"client {number}", "pw", "--kdc", "127.0.0.1:8000")));
        Assert.Equal(5, (await site.DoAsync("principals", "list")).Split('\n').Length);
    }

    [Fact]
    public async Task A_directory_that_is_not_there_is_a_mistake_and_not_made()
    {
        await using var site = new AdministeredSite();
        string missing = Path.Combine(site.KdcDirectory, "typo");
        AppProcess list = site.Apps.Start("kdc", "admin", "principals", "list", "--data", missing);
        Assert.Equal(1, await list.ExitAsync());
        Assert.Equal($"There is no directory {missing}: --data says where the KDC has its files.", list.Errors.Text);
        Assert.False(Directory.Exists(missing));
    }

    [Theory]
    [InlineData("daemon", "daemon")]
    [InlineData("61184", "'#61184'")]
    public async Task A_directory_of_another_user_is_left_to_that_user(string other, string shown)
    {
        // Only root can give a directory away; anyone else looks at one of root's.
        await using var site = new AdministeredSite();
        string directory = "/";
        string owner = "root";
        if (Environment.IsPrivilegedProcess)
        {
            (directory, owner) = (site.KdcDirectory, shown);
            using System.Diagnostics.Process chown = System.Diagnostics.Process.Start("chown", [other, directory]);
            await chown.WaitForExitAsync();
        }

        AppProcess list = site.Apps.Start("kdc", "admin", "principals", "list", "--data", directory);
        Assert.Equal(1, await list.ExitAsync());
        Assert.Equal($"{directory} belongs to {owner}: run this as that user (sudo -u {owner}), or the KDC could not use what this makes.", list.Errors.Text);
    }
}
